import { criterion, type Decision } from '../engine/index.ts';
import { shownDays } from '../general/shown-days.ts';
import {
  type CourseInputs,
  courseInputs,
  courseOf,
  courseState,
  isAplasticNow,
  isStale,
  type Limits,
  type Point,
  recoveryPoint,
} from './aplasia-course.ts';
import { generalAplasiaApplications } from './facts/immune-facts.ts';

type AplasiaValue = 'aplasia' | 'not aplasia' | 'possible recovery' | 'recovery';
export const APLASIA_VALUES = ['aplasia', 'not aplasia', 'possible recovery', 'recovery'] as const;

/** A state holds for 60 days after its measurement (toxicity.md 6.2). */
const STATE_DAYS = 60;
/** Recovery before this day is early in B-ALL. */
const EARLY_DAY = 180;

/** The state of a single undated value, or of a course; `unconfirmed` says what one value above the limit comes to. */
export function aplasiaDecision(
  inputs: CourseInputs,
  limits: Limits,
  unconfirmed: Decision<AplasiaValue>,
): Decision<AplasiaValue> {
  if (inputs.measurements.length === 0)
    return (path) => (isAplasticNow(inputs, limits)(path) ? 'aplasia' : 'not aplasia');
  const points = courseOf(inputs, limits);
  const stale = isStale(points, inputs, STATE_DAYS);
  const old = { key: 'measurement of the last 60 days', inputs: ['cd19'] };
  return (path) => {
    if (points.length === 0 || (stale !== false && path.settle({ ...old, key: 'stale' }, stale)))
      return path.settle(old, null) ? 'recovery' : 'aplasia';
    const { state } = courseState(points, limits)(path);
    return state === 'possible' ? unconfirmed(path) : state;
  };
}

const asDays = ({ low, high }: { low: number; high: number }): number | { low: number; high: number } =>
  low === high ? low : { low, high };

/** Day, date and duration of the (possible) recovery, and whether it came early. */
export function recoveryFields(inputs: CourseInputs, limits: Limits): Readonly<Record<string, unknown>> {
  const at: Point | null = recoveryPoint(courseOf(inputs, limits), limits);
  if (!at) return {};
  const day = at.sinceInfusion;
  return {
    ...(day ? { recoveryDay: asDays(day), durationDays: { minDays: day.low, maxDays: day.high } } : {}),
    ...(at.date ? { recoveryDate: shownDays(at.date) } : {}),
    ...(day ? { earlyLoss: day.high < EARLY_DAY ? true : day.low >= EARLY_DAY ? false : null } : {}),
  };
}

/** The presets of the limit; it travels with the answer because protocols differ. */
const PRESETS = {
  general: { absolute: 10, percent: null, confirmDays: 1 },
  'b-all': { absolute: 10, percent: 1, confirmDays: 14 },
  'sle-depth': { absolute: 5, percent: null, confirmDays: 1 },
} as const satisfies Readonly<Record<string, Limits>>;

/**
 * B-cell aplasia - `bCellAplasia`
 *
 *  aplasia   CD19+ B cells below the limit at the last measurement of 60 days
 *  recovery  two consecutive measurements at or above it on different days, dated at the first
 *
 *  general    < 10/uL
 *  b-all      < 10/uL, or < 1 % of lymphocytes without an absolute number; two values at least 14 days apart (all.md 5.3)
 *  sle-depth  < 5/uL: a depth of depletion, not a definition of aplasia
 *
 * One value above the limit with none after it leaves aplasia and recovery open. With preset `b-all` a recovery also says
 * whether it is an `earlyLoss`: before day 180.
 *
 * @param cd19          a single undated value, cells/uL; or
 * @param measurements  { day | date, cd19 | cd19Pct | aplasia }, day counted from the infusion
 * @param asOf          date of the question (`asOfDay`: its day)
 * @source convention of this project (toxicity.md 6.2)
 */
export const bCellAplasia = criterion({
  id: 'bCellAplasia',
  version: '1',
  source: 'convention of this project; limits differ between protocols',
  verification: 'convention',
  from: generalAplasiaApplications,
  inputs: courseInputs,
  params: {
    preset: { default: 'general', allowed: ['general', 'b-all', 'sle-depth'] },
    aplasiaLimit: { default: null as number | null },
  },
  answers: APLASIA_VALUES,
  decide: (inputs, params) => {
    const limits = limitsOf(params);
    return aplasiaDecision(inputs, limits, (path) =>
      path.settle({ key: 'second measurement', inputs: ['measurements'] }, null) ? 'recovery' : 'aplasia',
    );
  },
  fields: (settled, _, inputs, params) => {
    const { earlyLoss, ...recovery } = recoveryFields(inputs, limitsOf(params));
    const isRecovered = settled.status === 'determined' && settled.value === 'recovery';
    return {
      limit: limitsOf(params).absolute,
      ...recovery,
      ...(params.preset === 'b-all' && isRecovered && earlyLoss !== undefined ? { earlyLoss } : {}),
    };
  },
});

const limitsOf = ({
  preset,
  aplasiaLimit,
}: {
  readonly preset: string;
  readonly aplasiaLimit: number | null;
}): Limits => {
  const limits = PRESETS[preset as keyof typeof PRESETS];
  return typeof aplasiaLimit === 'number' ? { ...limits, absolute: aplasiaLimit } : limits;
};
