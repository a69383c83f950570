import type { Rows } from '@linea/explain';
import type { Question, Redrawn } from './study-model.ts';

const LEVEL = 0.95;

/** Chance of no event by each day, of the main model and between which values it lies with other training patients. */
export interface Chances {
  readonly value: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Cumulative baseline hazard of the main model by each day of the question. */
export function hazardOf({ model, days }: Question): readonly number[] {
  const { time, hazard } = model.baselines.pooled;
  let k = 0;
  return days.map((day) => {
    while (k < time.length && (time[k] as number) <= day) k++;
    return k === 0 ? 0 : (hazard[k - 1] as number);
  });
}

/** The curve of one patient, and the middle 95 % of the curves of the models drawn again. */
export function chances(question: Question, margin: number, x: ArrayLike<number>): Chances {
  const value = hazardOf(question).map((hazard) => Math.exp(-hazard * Math.exp(margin)));
  const drawn = question.redrawn.map((one) => ({ one, ratio: Math.exp(marginOf(one, x)) }));
  const at = (k: number): readonly number[] =>
    drawn.map(({ one, ratio }) => Math.exp(-(one.hazard[k] as number) * ratio)).sort((a, b) => a - b);
  const sorted = question.days.map((_, k) => at(k));
  const tail = (1 - LEVEL) / 2;
  // The main estimate is never outside of its own interval.
  return {
    value,
    lower: value.map((own, k) => Math.min(own, percentile(sorted[k] ?? [], tail) ?? own)),
    upper: value.map((own, k) => Math.max(own, percentile(sorted[k] ?? [], 1 - tail) ?? own)),
  };
}

function marginOf({ coefficients, shift }: Redrawn, x: ArrayLike<number>): number {
  let sum = -shift;
  for (let c = 0; c < coefficients.length; c++) sum += (coefficients[c] as number) * (x[c] as number);
  return sum;
}

function percentile(sorted: readonly number[], share: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}

const DAYS_A_MONTH = 30.4375;

/** Mean months without the event up to the headline day: the area under the curve, by trapezoids between its days. */
export function monthsWithout(days: readonly number[], alive: readonly number[], until: number): number {
  let area = 0;
  for (let k = 1; k < days.length && (days[k] as number) <= until; k++)
    area += (((alive[k] as number) + (alive[k - 1] as number)) / 2) * ((days[k] as number) - (days[k - 1] as number));
  return area / DAYS_A_MONTH;
}

/** One row of features. */
export const oneRow = (values: readonly number[]): Rows => ({ n: 1, p: values.length, x: Float64Array.from(values) });
