import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLineaJson } from '@linea/facts';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { knownPatient, knownPatients } from '../patients.ts';

interface ExportOptions {
  readonly format: string;
  readonly out: string;
  readonly patient?: string;
  readonly facts?: string;
}

/** `linea export --format linea --out DIR`: every fact in Linea's own JSON, nothing left out; an existing file is not overwritten. */
export async function exportCommand(options: ExportOptions, { io, say, json }: Context): Promise<void> {
  if (options.format !== 'linea')
    throw new Refused([{ code: 'format.unknown', at: '--format', got: options.format, allowed: 'linea' }]);
  const patients =
    options.patient === undefined
      ? await knownPatients(options.facts, io.now())
      : [await knownPatient(options.patient, options.facts, io.now())];
  const facts = patients.flatMap((patient) => patient.facts);
  const file = join(options.out, 'linea.json');
  await write(file, options.out, writeLineaJson(facts));
  const done = { file, patients: patients.length, facts: facts.length };
  io.out(json ? `${JSON.stringify(done)}\n` : `${say('cli.export.done', done)}\n`);
}

/** Writes beside and renames, so that an interrupted export leaves nothing half done. @throws {Refused} */
async function write(file: string, folder: string, text: string): Promise<void> {
  const exists = await access(file).then(() => true, () => false); // biome-ignore format: one thought
  if (exists) throw new Refused([{ code: 'file.exists', at: '--out', got: file }]);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.part`, text);
    await rename(`${file}.part`, file);
  } catch (error) {
    throw new Refused([
      { code: 'file.unwritable', at: '--out', got: `${file} ${(error as NodeJS.ErrnoException).code ?? ''}`.trim() },
    ]);
  }
}
