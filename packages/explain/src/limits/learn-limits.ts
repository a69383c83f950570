import { type Column, quantiles, rowsOf } from '@linea/survival';
import { distanceTo, learnDomain } from '../domain/domain.ts';
import { refuse } from '../errors/refused-input.ts';
import { type ModelFile, sealed } from '../model/model-file.ts';
import { driftOf } from '../subgroups/drift.ts';
import { learningCurve } from '../subgroups/learning-curve.ts';
import { bySubgroup, groupsOfNumbers, type Judged } from '../subgroups/subgroups.ts';
import { encode, type Outcomes } from '../table/encoding.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { censoringModel, latestJudged } from '../uncertainty/censoring-weights.ts';
import { conformalLevels } from '../uncertainty/conformal.ts';
import { curveTimes, type PredictedCurves } from '../uncertainty/predicted-times.ts';
import { resampledModels, stableImportance } from '../uncertainty/resampled.ts';
import { usualHorizon } from '../validation/scoring.ts';
import type { ModelLimits } from './model-limits.ts';
import { outOfFold } from './out-of-fold.ts';
import { riskCoverage } from './risk-coverage.ts';

export interface LimitsOptions {
  /** Time looked at; default: three digits of the median follow-up. */
  readonly at?: number | undefined;
  readonly parts?: number | undefined;
  /** Columns by which performance is looked at. */
  readonly by?: readonly string[] | undefined;
  /** Column of calendar time. */
  readonly period?: string | undefined;
  /** Bootstrap samples for the stability of attributions; default 0. */
  readonly resamples?: number | undefined;
  /** Repetitions of the learning curve; default 0 = none. */
  readonly curve?: number | undefined;
  readonly progress?: (share: number) => void;
}

/** Learns them and seals them into the file, in place of those it had. @throws {RefusedInput} as `learnLimits` */
export function withLimits(file: ModelFile, outcomes: Outcomes, options: LimitsOptions = {}): ModelFile {
  const { format: _, version: __, hash: ___, ...content } = file;
  return sealed({ ...content, limits: learnLimits(file, outcomes, options) });
}

/** What is promised of conformal bounds. */
const COVERAGES = [0.8, 0.9];

/**
 * Learns the limits of a model from the patients it was learnt from: everything is judged out of fold, by its learner
 * fitted anew on the others.
 *
 * @param outcomes  the training rows, read with the model's formula
 * @throws {RefusedInput} `limits.otherPatients` (not the rows it was learnt from), `population.causes`,
 *   `population.lateEntry`, `column.unknown`
 */
export function learnLimits(file: ModelFile, outcomes: Outcomes, options: LimitsOptions = {}): ModelLimits {
  const { n, events } = file.trainedOn;
  const own = outcomes.event.reduce((sum, e) => sum + Number(e > 0), 0);
  if (outcomes.causes.length > 1) refuse('population.causes', 'left side', 'Hist()', 'Surv()');
  if (outcomes.start) refuse('population.lateEntry', 'left side', 'Surv(start, stop, event)', 'Surv(time, event)');
  if (outcomes.time.length !== n || own !== events)
    refuse('limits.otherPatients', 'rows', `${outcomes.time.length}, ${own}`, `${n}, ${events}`);
  const { parts = 5, by = [], period, resamples = 0, curve = 0, progress } = options;
  const at = options.at ?? usualHorizon(outcomes.time).at;
  const observed = { time: outcomes.time, event: outcomes.event };
  const frame = rowsOf(outcomes.frame, outcomes.rows);
  const columnOf = (name: string): Column =>
    frame.columns.get(name) ?? refuse('column.unknown', `column ${name}`, name, [...frame.columns.keys()].join(', '));
  // Columns that are not there are said before an hour of work, not after.
  const groups = by.map((name) => ({ name, ...labelsOf(columnOf(name)) }));
  const calendar = period === undefined ? undefined : { name: period, when: numbersOf(columnOf(period), period) };

  const latest = latestJudged(outcomes);
  const times = curveTimes(outcomes, latest);
  const said = outOfFold(file, outcomes, [...times, at], parts, (share) => progress?.(0.5 * share));
  const curves = { times, survival: withoutLast(said.survival, times.length + 1) };
  const byTime = Float64Array.from({ length: n }, (_, i) => 1 - said.survival[(i + 1) * (times.length + 1) - 1]!);
  const judged: Judged = { observed, risk: said.risk, part: said.part, byTime, at };

  const rows = encode(file.encoding, frame);
  const table: TrainingTable = { features: file.encoding.features, rows, ...observed };
  const domain = learnDomain(rows, table.features, originOf(file));
  const doubt = Float64Array.from({ length: n }, (_, i) =>
    distanceTo(domain, rows.x.subarray(i * rows.p, (i + 1) * rows.p)),
  );
  const censoring = censoringModel(table);
  const stable =
    resamples > 0 ? resampledModels(file, table, resamples, (share) => progress?.(0.5 + 0.3 * share)) : null;
  const everyone = bySubgroup(judged, '', new Array<string>(n).fill('all'))[0]!;
  const made: ModelLimits = {
    at,
    times,
    outOfFold: {
      parts,
      n,
      events,
      harrell: everyone.harrell,
      slope: everyone.slope,
      ratio: everyone.ratio,
      risks: quantiles(
        byTime,
        Array.from({ length: 101 }, (_, k) => k / 100),
      ).map((r) => Number(r.toPrecision(5))),
    },
    domain,
    conformal: COVERAGES.map((coverage) => conformalLevels(observed, curves, censoring, coverage, latest)),
    riskCoverage: riskCoverage(
      observed,
      doubt,
      byTime.map((r) => 1 - r),
      said,
      at,
    ),
    subgroups: groups.flatMap(({ name, labels, order }) => bySubgroup(judged, name, labels, order)),
    drift: calendar ? driftOf(judged, calendar.name, calendar.when, expectedOf(curves, outcomes.time)) : null,
    learningCurve: curve > 0 ? learningCurve(file, outcomes, curve) : [],
    stability: stable && { resamples, features: stableImportance(file.model, stable, rows, table.features) },
  };
  progress?.(1);
  return made;
}

/** Column of the table that each feature comes from; a feature made of several goes by its own name. */
const originOf = ({ encoding }: ModelFile): string[] =>
  encoding.features.map((name) => {
    const own = encoding.origin?.[name];
    return own?.length === 1 ? own[0]! : name;
  });

function withoutLast(survival: Float64Array, width: number): Float64Array {
  const n = survival.length / width;
  const made = new Float64Array(n * (width - 1));
  for (let i = 0; i < n; i++) made.set(survival.subarray(i * width, (i + 1) * width - 1), i * (width - 1));
  return made;
}

function labelsOf(column: Column): { labels: (string | null)[]; order: string[] } {
  if (column.kind === 'number') return groupsOfNumbers(column.values);
  return {
    labels: Array.from(column.codes, (code) => column.levels[code] ?? null),
    order: [...column.levels, '?'],
  };
}

/** Calendar time as numbers: years as they are, dates as years with their fraction. */
function numbersOf(column: Column, name: string): Float64Array {
  if (column.kind === 'number') return column.values;
  const yearOf = (text: string): number => {
    const [, year, month = '7', day = '1'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
    if (year === undefined) return refuse('limits.period', `column ${name}`, text, '2024, 2024-03, 2024-03-15');
    return Number(year) + (Number(month) - 1) / 12 + (Number(day) - 1) / 365;
  };
  const years = column.levels.map(yearOf);
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : years[code]!));
}

/** Events expected of each patient: the cumulative hazard of the predicted curve at the end of follow-up. */
function expectedOf({ times, survival }: PredictedCurves, time: Float64Array): Float64Array {
  const K = times.length;
  return time.map((t, i) => {
    const k = times.findIndex((own) => own > t);
    const last = k < 0 ? K - 1 : k - 1;
    return last < 0 ? 0 : -Math.log(Math.max(1e-12, survival[i * K + last]!));
  });
}
