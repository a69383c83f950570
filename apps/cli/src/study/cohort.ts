import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  type AnalysisTable,
  analysisTable,
  codebook,
  codebookCsv,
  matricesCsv,
  matrixColumns,
  outcomesCsv,
  tableCsv,
} from '@linea/cohort';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { beside } from '../page/beside.ts';
import { table as textTable } from '../print/table.ts';
import { tableParquet } from './parquet.ts';
import { rScript } from './r-script.ts';
import { readStudyFiles, type StudyFiles, type StudyOptions } from './read-files.ts';
import { refuseUnusable } from './refuse-unusable.ts';

interface CohortOptions extends StudyOptions {
  readonly out?: string;
}

/** `linea cohort STUDY.yaml [--out FILE.csv|.parquet]`: the analysis table at the decision point, with codebook, outcomes and an R script. */
export async function cohortCommand(file: string, options: CohortOptions, { io, say, json }: Context): Promise<void> {
  const files = await readStudyFiles(file, io, options);
  const made = analysisTable(files.study, files.facts, files.matrices);
  refuseUnusable(made, files);
  const csv = tableCsv(made);
  const hash = createHash('sha256').update(csv).digest('hex');
  const written = options.out === undefined ? [] : await writeAll(options.out, made, csv, hash);
  const { patients, funnels, leaks, features, synthetic } = made;
  const document = {
    synthetic,
    rows: patients.length,
    columns: features.map(({ spec }) => spec.name),
    matrices: matrixColumns(made),
    populations: funnels,
    leaks: leaks.map(({ feature, code, why }) => ({ feature, code, why })),
    codebook: codebook(made),
    cut: made.study.cut,
    ...(files.cut ? { dataCut: files.cut } : {}),
    sha256: hash,
    files: written,
  };
  if (json) io.out(`${JSON.stringify(document)}\n`);
  else io.out(asText(made, document, files.cut, say));
}

/** The table and what belongs to it, written beside and renamed at the end: all files or none. */
async function writeAll(out: string, made: AnalysisTable, csv: string, hash: string): Promise<readonly string[]> {
  const extension = extname(out);
  if (extension !== '.csv' && extension !== '.parquet')
    throw new Refused([{ code: 'option.value', at: '--out', got: out, allowed: 'FILE.csv, FILE.parquet' }]);
  const stem = out.slice(0, -extension.length);
  const texts: readonly (readonly [string, string | Uint8Array])[] = [
    [out, extension === '.csv' ? csv : await tableParquet(made)],
    [`${stem}.codebook.csv`, codebookCsv(made)],
    [`${stem}.outcomes.csv`, outcomesCsv(made)],
    ...(made.matrices.length > 0 ? [[`${stem}.matrices.csv`, matricesCsv(made)] as const] : []),
    ...(extension === '.csv' ? [[`${stem}.R`, rScript(made, out, hash)] as const] : []),
  ];
  const paths = texts.map(([path]) => path);
  await beside(paths, { at: '--out', got: out }, async (parts) => {
    for (const [index, [, content]] of texts.entries()) await writeFile(parts[index] as string, content);
  });
  return paths;
}

function asText(
  made: AnalysisTable,
  { sha256, files }: { sha256: string; files: readonly string[] },
  cut: StudyFiles['cut'],
  say: Context['say'],
): string {
  const head = made.synthetic ? `${say('synth.banner')}\n\n` : '';
  const funnel = textTable(
    [say('cohort.setting'), say('cohort.candidates'), say('cohort.apheresed'), say('cohort.infused')],
    made.funnels.map(({ setting, candidates, apheresed, infused }) => [
      setting,
      String(candidates),
      String(apheresed),
      String(infused),
    ]),
  );
  const filled = textTable(
    [
      say('cohort.column'),
      say('cohort.block'),
      'n',
      say('cohort.missing'),
      say('cohort.assumed'),
      say('cohort.median'),
    ],
    codebook(made).map(({ column, block, n, missing, assumedKnown, median }) => [
      column,
      block,
      String(n),
      String(missing),
      String(assumedKnown),
      median === null ? '' : String(Number(median.toPrecision(4))),
    ]),
  );
  const refused = made.leaks.map(({ feature, code, why }) => `  ${feature} (${code}): ${say(`issue.${why}`)}`);
  return [
    head + say('cohort.rows', { rows: made.patients.length, cut: made.study.cut, decision: made.study.decision }),
    '',
    funnel,
    '',
    filled,
    ...(refused.length > 0 ? ['', say('cohort.leaks'), ...refused] : []),
    '',
    ...(cut ? [say('cohort.cut', { name: cut.name, recorded: cut.recorded, hash: cut.sha256 })] : []),
    say('cohort.hash', { hash: sha256 }),
    ...files,
    '',
  ].join('\n');
}
