import { access, writeFile } from 'node:fs/promises';
import { refusedCsv } from '@linea/interop';
import type { ImportJson, IncomingFile } from '@linea/registry/intake';
import { issueText, type Say } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { printSummary } from '../import/print-summary.ts';
import { bytesOf, EXIT, Refused } from '../io.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';

interface ImportOptions extends ReachOptions {
  readonly format?: string;
  readonly mapping?: string;
  readonly centre?: string;
  readonly patient?: string;
  readonly dryRun?: boolean;
  readonly acceptValid?: boolean;
  readonly refused?: string;
}

/** Issues and warnings that a person is shown of each. */
const SHOWN = 20;

/** `linea import FILE...`: facts out of files, all or nothing; the same file twice adds nothing. */
export async function importCommand(names: readonly string[], options: ImportOptions, context: Context): Promise<void> {
  const { io, say, json, exit } = context;
  const { format, centre, patient, dryRun = false, acceptValid } = options;
  const importing = async (): Promise<ImportJson> => {
    const files = await Promise.all(names.map(fileAt));
    const mapping = options.mapping === undefined ? undefined : await fileAt(options.mapping);
    const request = { files, mapping, format, centre, patient, acceptValid };
    return withRegistry(io, { ...options, long: true }, (reach) => reach.import(request, dryRun));
  };
  let report: ImportJson;
  try {
    if (options.refused !== undefined) await requireNew(options.refused);
    report = await importing();
  } catch (error) {
    if (!json || !(error instanceof Refused)) throw error;
    exit(EXIT.refused);
    return io.out(`${JSON.stringify(unread(error, dryRun))}\n`);
  }
  const { accepted, duplicates, refused, issues, warnings, summary } = report;
  if (options.refused !== undefined) await writeRefused(options.refused, report, say);
  if (issues.length > 0 && !acceptValid) exit(EXIT.refused);
  if (json) {
    io.out(`${JSON.stringify(report)}\n`);
    return;
  }
  if (summary) printSummary(summary, context);
  const patients = report.patients.length;
  io.out(`${say(dryRun ? 'cli.import.would' : 'cli.import.done', { accepted, duplicates, refused, patients })}\n`);
  for (const list of [warnings, issues]) {
    for (const issue of list.slice(0, SHOWN)) io.err(`${issueText(issue, say)}\n`);
    if (list.length > SHOWN) io.err(`${say('import.more', { more: list.length - SHOWN })}\n`);
  }
}

const fileAt = async (name: string): Promise<IncomingFile> => ({ name, bytes: await bytesOf(name) });

/** What was refused before any fact was read, in the shape of what is refused while reading. */
const unread = ({ issues }: Refused, dryRun: boolean): ImportJson => ({
  accepted: 0,
  duplicates: 0,
  refused: 0,
  issues,
  warnings: [],
  patients: [],
  dryRun,
});

/** A list that could not be written is known before anything is stored. @throws {Refused} the file is there */
async function requireNew(path: string): Promise<void> {
  const exists = await access(path).then(() => true, () => false); // biome-ignore format: one thought
  if (exists) throw new Refused([{ code: 'file.exists', at: '--refused', got: path }]);
}

/** Never over another file. @throws {Refused} it cannot be written */
async function writeRefused(path: string, { refusedCells = [] }: ImportJson, say: Say): Promise<void> {
  try {
    await writeFile(
      path,
      refusedCsv(refusedCells, ({ code }) => say.or(`issue.${code}`, code)),
      { flag: 'wx' },
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refused([{ code: code === 'EEXIST' ? 'file.exists' : 'file.unwritable', at: '--refused', got: path }]);
  }
}
