import {
  type AnalysisTable,
  comparedSettings,
  type DecisionPoint,
  decidedAt,
  isMatrix,
  isSynthetic,
} from '@linea/cohort';
import { fitLearner, type LinearModel, learnDomain } from '@linea/explain';
import { type Issue, ok, type Result, refused } from '@linea/facts';
import { atTimes, productLimit, standardDeviation } from '@linea/survival';
import { fitSettings, interactionsOf, LEAST_EVENTS } from '../plan/effects.ts';
import { keysFor } from '../terms/terms.ts';
import { rowsOf, trainingOf } from '../terms/training.ts';
import { featuresOf, type QuestionTable, questionTable, TOXICITY_DAY } from './question-table.ts';
import { designOf, redraw } from './redraw.ts';
import { type PointModel, type Question, type StudyModel, sealedStudyModel } from './study-model.ts';
import { judgedInUnseenCentres } from './unseen-centres.ts';

export interface TrainingOptions {
  /** SHA-256 of the analysis table. */
  readonly table: string;
  /** How often patients are drawn again for the intervals. */
  readonly redraws: number;
  readonly progress?: (share: number) => void;
}

const MONTH = 30.4375;
const LAST_MONTH = 36;
const LEAST_AT_RISK = 10;

/**
 * Trains what a study asks of one patient: every benefit and every toxicity, before apheresis and at the study's own decision
 * point. Benefit is asked by setting, toxicity of all lymphoma settings together with the line among its terms: severe
 * toxicity is too rare to be learnt by setting.
 *
 * @returns the models; `study.mixed` (synthetic and real patients together), `study.fewEvents` (no question has a model)
 */
export function trainStudyModel(table: AnalysisTable, options: TrainingOptions): Result<StudyModel> {
  const { study } = table;
  const strangers = table.patients.filter(({ patient, centre }) => isSynthetic(patient, centre) !== table.synthetic);
  if (strangers.length > 0)
    return refused({ code: 'study.mixed', at: 'data', got: strangers[0]?.patient ?? '', allowed: '' });
  const settings = comparedSettings(study);
  const points: readonly DecisionPoint[] =
    study.decision === 'leuk.date' ? ['leuk.date'] : ['leuk.date', study.decision];
  let done = 0;
  const asked = points.length * (settings.length + 1) * study.endpoints.length;
  const tick = (): void => options.progress?.(Math.min(1, ++done / asked));
  const trained = points.map((point) => trainPoint(decidedAt(table, point), settings, options, tick));
  if (trained.every(({ questions }) => questions.length === 0)) {
    const issues = trained.flatMap((point) => point.refused).map(fewEvents);
    // Every decision point says the same of the same patients.
    return refused(...new Map(issues.map((issue) => [issue.got, issue])).values());
  }
  return ok(
    sealedStudyModel({
      title: study.title,
      synthetic: table.synthetic,
      cut: study.cut,
      seed: study.seed,
      table: options.table,
      settings,
      points: trained,
    }),
  );
}

const fewEvents = ({ endpoint, settings, events }: PointModel['refused'][number]): Issue => ({
  code: 'study.fewEvents',
  at: 'endpoints',
  got: `${endpoint}, ${settings.join(' + ')}: ${events}`,
  allowed: `>= ${LEAST_EVENTS}`,
});

function trainPoint(
  table: AnalysisTable,
  settings: readonly string[],
  options: TrainingOptions,
  tick: () => void,
): PointModel {
  const { study } = table;
  const questions: Question[] = [];
  const without: PointModel['refused'][number][] = [];
  for (const { id, kind } of study.endpoints) {
    if (kind === 'competing' || kind === 'response') continue;
    const groups = kind === 'benefit' ? settings.map((setting) => [setting]) : [settings];
    for (const group of groups) {
      const asked = questionTable(table, id, group, keysFor(study, kind));
      const events = asked.event.reduce((sum, e) => sum + e, 0);
      if (events < LEAST_EVENTS || asked.keys.length === 0) without.push({ endpoint: id, settings: group, events });
      else questions.push(trainQuestion(table, id, kind, group, asked, options));
      tick();
    }
  }
  const used = new Set(questions.flatMap(({ keys }) => keys));
  const terms = Object.fromEntries(Object.entries(study.model.terms).filter(([key]) => used.has(key)));
  const columns = new Set(Object.values(terms).map(({ column }) => column));
  const features = study.features.flatMap((spec) => (!isMatrix(spec) && columns.has(spec.name) ? [spec] : []));
  return { decision: study.decision, features, terms, questions, refused: without };
}

function trainQuestion(
  table: AnalysisTable,
  endpoint: string,
  kind: 'benefit' | 'toxicity',
  settings: readonly string[],
  asked: QuestionTable,
  { redraws }: TrainingOptions,
): Question {
  const { seed } = table.study;
  const pairs = kind === 'benefit' ? foundPairs(table, endpoint, settings, asked.keys) : [];
  const { names, columns } = featuresOf(asked.keys, asked.columns, pairs);
  const training = trainingOf({ ...asked, keys: names }, columns);
  const days = daysOf(kind, asked.time);
  const headline = days.find((day) => day >= 365) ?? (days.at(-1) as number);
  const { penalty, unseenCentres } = judgedInUnseenCentres(training, asked.centres, headline);
  const model = fitLearner('cox', training, { penalty }) as LinearModel;
  const design = designOf(model, training);
  const terms = rowsOf(asked.columns, asked.rows.length);
  return {
    endpoint,
    kind,
    settings,
    keys: asked.keys,
    pairs,
    n: asked.rows.length,
    events: asked.event.reduce((sum, e) => sum + e, 0),
    days,
    headline,
    seen: Array.from(atTimes(productLimit(asked.time, asked.event), days).survival, (s) => Number(s.toPrecision(6))),
    model,
    penalty,
    redrawn: redraw(model.columns, design, training, { days, penalty, times: redraws, seed }),
    unseenCentres,
    spread: spreadOf(design).map((sd) => Number(sd.toPrecision(6))),
    patients: asked.rows.map((_, i) => ({
      x: asked.columns.map((column) => rounded(column[i] as number)),
      days: asked.time[i] as number,
      event: asked.event[i] === 1 ? 1 : 0,
    })),
    domain: learnDomain(terms, asked.keys, asked.keys),
  };
}

const rounded = (value: number): number | null => (Number.isNaN(value) ? null : Number(value.toFixed(3)));

/** Standard deviation of each column. */
function spreadOf({ n, q, x }: ReturnType<typeof designOf>): readonly number[] {
  return Array.from({ length: q }, (_, c) => standardDeviation(Float64Array.from({ length: n }, (__, i) => x[i * q + c] as number))); // biome-ignore format: one thought
}

/** The declared pairs that this setting shows, as the study's plan finds them. */
function foundPairs(table: AnalysisTable, endpoint: string, settings: readonly string[], keys: readonly string[]) {
  const { fitted } = fitSettings(table, endpoint, settings, { m: 2, iterations: 3, seed: table.study.seed });
  return interactionsOf(fitted)
    .filter((one) => one.found && one.keys.every((key) => keys.includes(key)))
    .map((one) => one.keys);
}

/** Months up to three years, as long as ten patients are followed; day 30 for toxicity. */
function daysOf(kind: 'benefit' | 'toxicity', time: Float64Array): readonly number[] {
  if (kind === 'toxicity') return [TOXICITY_DAY];
  const followed = Array.from(time).sort((a, b) => b - a)[LEAST_AT_RISK - 1] ?? 0;
  const months = Math.max(1, Math.min(LAST_MONTH, Math.floor(followed / MONTH)));
  return Array.from({ length: months + 1 }, (_, month) => Number((month * MONTH).toFixed(4)));
}
