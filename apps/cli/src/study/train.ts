import { createHash } from 'node:crypto';
import { type AnalysisTable, analysisTable, tableCsv } from '@linea/cohort';
import { readableJson } from '@linea/explain';
import { type StudyModel, trainStudyModel } from '@linea/prediction';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { progressBar } from '../model/progress.ts';
import { writeWhole } from '../model/whole-file.ts';
import { readStudyFiles, type StudyFiles, type StudyOptions } from './read-files.ts';
import { refuseUnusable } from './refuse-unusable.ts';

/** How often patients are drawn again for the intervals of estimates. */
const REDRAWS = 100;

/** `linea model train STUDY.yaml --out MODEL.json`: every question of a study, before apheresis and at its decision point. */
export async function trainStudy(
  file: string,
  options: StudyOptions & { readonly out: string },
  { io, say, json }: Context,
): Promise<void> {
  const files = await readStudyFiles(file, io, options);
  const table = analysisTable(files.study, files.facts);
  refuseUnusable(table, files);
  const { out } = options;
  const model = writeStudyModel(table, files, { option: '--out', out }, { io, say });
  const questions = model.points.flatMap(({ decision, questions: own }) =>
    own.map(({ endpoint, settings, n, events, unseenCentres: { harrell } }) => ({
      decision, endpoint, settings, n, events, harrell: { value: harrell[0], lower: harrell[1], upper: harrell[2] },
    })),
  ); // biome-ignore format: one record
  const refused = model.points.flatMap(({ decision, refused: own }) => own.map((one) => ({ decision, ...one })));
  const done = {
    file: out,
    hash: model.hash,
    synthetic: model.synthetic,
    n: table.patients.length,
    questions,
    refused,
  };
  const banner = model.synthetic ? `${say('synth.banner')}\n` : '';
  io.out(
    json
      ? `${JSON.stringify(done)}\n`
      : `${banner}${say('model.trainedStudy', { file: out, questions: questions.length, n: done.n })}\n`,
  );
}

/** Trains the models of a study and writes them to a file. @throws {Refused} too few events, or patients that may not be mixed */
export function writeStudyModel(
  table: AnalysisTable,
  { study, place }: StudyFiles,
  { option, out }: { readonly option: string; readonly out: string },
  { io, say }: Pick<Context, 'io' | 'say'>,
): StudyModel {
  const hash = createHash('sha256').update(tableCsv(table)).digest('hex');
  const bar = progressBar(io, say('model.progress.train', { learner: 'cox' }));
  const trained = trainStudyModel(table, { table: hash, redraws: REDRAWS, progress: bar.at });
  bar.done();
  if (!trained.ok)
    throw new Refused(
      trained.issues.map((issue) => {
        const endpoint = study.endpoints.findIndex(({ id }) => issue.got?.startsWith(`${id},`));
        return { ...issue, at: place(endpoint < 0 ? [issue.at || 'endpoints'] : ['endpoints', endpoint]) };
      }),
    );
  writeWhole(option, out, `${readableJson(trained.value)}\n`);
  return trained.value;
}
