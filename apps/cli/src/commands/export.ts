import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLineaJson } from '@linea/facts';
import type { KnownPatient } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { patientIn, type Reach, type ReachOptions, withRegistry } from '../registry/reach.ts';

interface ExportOptions extends ReachOptions {
  readonly format: string;
  readonly out: string;
  readonly patient?: string;
}

/** `linea export --format linea --out DIR`: every fact in Linea's own JSON, nothing left out; an existing file is not overwritten. */
export async function exportCommand(options: ExportOptions, { io, say, json }: Context): Promise<void> {
  if (options.format !== 'linea')
    throw new Refused([{ code: 'format.unknown', at: '--format', got: options.format, allowed: 'linea' }]);
  const patients = await withRegistry(io, options, (reach) => asked(reach, options.patient));
  const facts = patients.flatMap((patient) => patient.facts);
  const file = join(options.out, 'linea.json');
  await write(file, options.out, writeLineaJson(facts));
  const done = { file, patients: patients.length, facts: facts.length };
  io.out(json ? `${JSON.stringify(done)}\n` : `${say('cli.export.done', done)}\n`);
}

async function asked(reach: Reach, one: string | undefined): Promise<readonly KnownPatient[]> {
  const ids = one === undefined ? (await reach.patients()).map(({ patient }) => patient) : [one];
  const patients: KnownPatient[] = [];
  for (const id of ids) patients.push(await patientIn(reach, id));
  return patients;
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
