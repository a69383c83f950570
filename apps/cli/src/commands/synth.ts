import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defaultTruth, readTruth, SETTINGS, settingSizes, synthesise, type Truth } from '@linea/cohort';
import { makeFolder } from '@linea/registry';
import type { Context } from '../context.ts';
import { Refused, textOf } from '../io.ts';
import { beside } from '../page/beside.ts';

interface SynthOptions {
  readonly out: string;
  readonly patients?: string;
  readonly seed?: string;
  readonly truth?: string;
  readonly complete?: boolean;
}

const STUDIES: readonly string[] = ['car-t'];
const FILES = ['facts.json', 'expression.csv', 'study.yaml', 'truth.json'] as const;

/** `linea synth car-t --out DIR`: the labelled synthetic study, written beside and renamed at the end: all files or none. */
export async function synthCommand(study: string, options: SynthOptions, { io, say, json }: Context): Promise<void> {
  if (!STUDIES.includes(study))
    throw new Refused([{ code: 'synth.study', at: 'STUDY', got: study, allowed: STUDIES.join(', ') }]);
  const patients = whole(options.patients, '--patients', SETTINGS.length, 100_000);
  const seed = whole(options.seed, '--seed', 0, 2 ** 31 - 1) ?? 1;
  const truth = options.truth === undefined ? defaultTruth() : await truthOf(options.truth);
  await refuseExisting(options.out);
  const complete = Boolean(options.complete);
  const asked = { ...(patients === undefined ? {} : { patients }), seed, complete, truth };
  const paths = FILES.map((name) => join(options.out, name));
  await beside(paths, { at: '--out', got: options.out }, async (parts) => {
    await makeFolder(options.out);
    for (const { name, pieces } of synthesise(asked))
      await pipeline(
        Readable.from(pieces),
        createWriteStream(parts[FILES.indexOf(name as (typeof FILES)[number])] as string),
      );
  });
  const done = { synthetic: true, out: options.out, seed, patients: settingSizes(patients), files: FILES };
  const total = Object.values(done.patients).reduce((sum, n) => sum + n, 0);
  io.out(
    json ? `${JSON.stringify(done)}\n` : `${say('synth.done', { total, out: options.out })}\n${say('synth.banner')}\n`,
  );
}

function whole(given: string | undefined, at: string, from: number, to: number): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && /^\d+$/.test(given) && value >= from && value <= to) return value;
  throw new Refused([{ code: 'option.number', at, got: given, allowed: `${from} … ${to}` }]);
}

async function truthOf(file: string): Promise<Truth> {
  const read = readTruth(await textOf(file), file);
  if (!read.ok) throw new Refused(read.issues);
  return read.value;
}

async function refuseExisting(out: string): Promise<void> {
  const there = await Promise.all(
    FILES.map((name) => access(join(out, name)).then(() => true, () => false)), // biome-ignore format: one thought
  );
  const first = FILES.find((_, index) => there[index]);
  if (first) throw new Refused([{ code: 'file.exists', at: '--out', got: join(out, first) }]);
}
