import { readFile } from 'node:fs/promises';
import type { IncomingFile } from '@linea/registry/intake';
import type { Context } from '../context.ts';
import { EXIT, Refused } from '../io.ts';
import { printIssues } from '../print/issues.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';

interface ImportOptions extends ReachOptions {
  readonly format?: string;
  readonly centre?: string;
  readonly patient?: string;
  readonly dryRun?: boolean;
}

/** `linea import FILE...`: facts out of files, all or nothing; the same file twice adds nothing. */
export async function importCommand(names: readonly string[], options: ImportOptions, context: Context): Promise<void> {
  const { io, say, json, exit } = context;
  const { format, centre, patient, dryRun = false } = options;
  const files = await Promise.all(names.map(fileAt));
  const report = await withRegistry(io, options, (reach) => reach.import({ files, format, centre, patient }, dryRun));
  const { accepted, duplicates, refused, issues, warnings } = report;
  if (json) io.out(`${JSON.stringify(report)}\n`);
  else
    io.out(
      `${say(dryRun ? 'cli.import.would' : 'cli.import.done', { accepted, duplicates, refused, patients: report.patients.length })}\n`,
    );
  printIssues(warnings, io, say);
  printIssues(issues, io, say);
  if (issues.length > 0) exit(EXIT.refused);
}

async function fileAt(name: string): Promise<IncomingFile> {
  try {
    return { name, bytes: await readFile(name) };
  } catch (error) {
    throw new Refused([
      { code: 'file.unreadable', at: name, got: (error as NodeJS.ErrnoException).code ?? String(error) },
    ]);
  }
}
