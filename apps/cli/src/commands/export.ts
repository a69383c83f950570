import { access, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { LINEA_JSON_PIECES } from '@linea/facts';
import { makeFolder } from '@linea/registry';
import type { KnownPatient } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { type Io, Refused } from '../io.ts';
import { beside } from '../page/beside.ts';
import { everyPatientShown, patientIn, type Reach, type ReachOptions, withRegistry } from '../registry/reach.ts';

interface ExportOptions extends ReachOptions {
  readonly format: string;
  readonly out: string;
  readonly patient?: string;
}

/** `linea export --format linea --out DIR`: every fact in Linea's own JSON, nothing left out; an existing file is not overwritten. */
export async function exportCommand(options: ExportOptions, { io, say, json }: Context): Promise<void> {
  if (options.format !== 'linea')
    throw new Refused([{ code: 'format.unknown', at: '--format', got: options.format, allowed: 'linea' }]);
  const file = join(options.out, 'linea.json');
  const counts = await withRegistry(io, { ...options, long: true }, (reach) =>
    writing(file, options.out, (handle) =>
      write(handle, (each) => asked(reach, options.patient, io, say('cli.export.working'), each)),
    ),
  );
  const done = { file, ...counts };
  io.out(json ? `${JSON.stringify(done)}\n` : `${say('cli.export.done', done)}\n`);
}

type Each = (patient: KnownPatient) => Promise<void>;

const asked = async (reach: Reach, one: string | undefined, io: Io, label: string, each: Each): Promise<void> =>
  one === undefined ? everyPatientShown(reach, io, label, each) : each(await patientIn(reach, one));

/** Patient by patient: a registry may hold more than fits into memory. */
async function write(
  handle: FileHandle,
  every: (each: Each) => Promise<void>,
): Promise<{ readonly patients: number; readonly facts: number }> {
  const { head, line, between, tail } = LINEA_JSON_PIECES;
  let [patients, facts] = [0, 0];
  await handle.appendFile(head);
  await every(async (patient) => {
    const text = patient.facts.map(line).join(between);
    if (text !== '') await handle.appendFile(`${facts === 0 ? '' : between}${text}`);
    patients++;
    facts += patient.facts.length;
  });
  await handle.appendFile(tail);
  return { patients, facts };
}

/** Writes beside and renames, so that an interrupted export leaves nothing half done. @throws {Refused} it cannot be written */
async function writing<T>(file: string, folder: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const exists = await access(file).then(() => true, () => false); // biome-ignore format: one thought
  if (exists) throw new Refused([{ code: 'file.exists', at: '--out', got: file }]);
  return beside([file], { at: '--out', got: file }, async ([part]) => {
    await makeFolder(folder);
    const handle = await open(part as string, 'w');
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  });
}
