import { design, fitLearner, type LinearModel, predictSurvival, type TrainingTable } from '@linea/explain';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Redrawn } from './study-model.ts';

type Design = ReturnType<typeof design>;

/** Rows as the main model sees them. */
export const designOf = (model: LinearModel, { rows }: Pick<TrainingTable, 'rows'>): Design =>
  design(model.preparation, model.columns, rows);

/**
 * The same model of patients drawn with replacement, many times (the bootstrap): patients are drawn, the columns and the
 * penalty stay. Deterministic by seed. A draw without an event is drawn again.
 *
 * @source Efron B, Tibshirani RJ. An Introduction to the Bootstrap. 1993, chapter 6
 */
export function redraw(
  columns: LinearModel['columns'],
  { n, q, x }: Design,
  { time, event }: Pick<TrainingTable, 'time' | 'event'>,
  { days, penalty, times, seed }: { days: readonly number[]; penalty: number; times: number; seed: number },
): readonly Redrawn[] {
  const generator = xoroshiro128plus(seed);
  // A column that says who lacks a value is held back by its whole step here too.
  const units = columns.map(({ part }) => (part === 'missing' ? 1 : 0));
  const names = Array.from({ length: q }, (_, c) => `${c}`);
  const made: Redrawn[] = [];
  while (made.length < times) {
    const drawn = { n, p: q, x: new Float64Array(n * q) };
    const [t, e] = [new Float64Array(n), new Uint8Array(n)];
    for (let i = 0; i < n; i++) {
      const from = uniformInt(generator, 0, n - 1);
      drawn.x.set(x.subarray(from * q, from * q + q), i * q);
      t[i] = time[from] as number;
      e[i] = event[from] as number;
    }
    if (e.every((value) => value === 0)) continue;
    const drawnTable = { features: names, rows: drawn, time: t, event: e };
    const model = fitLearner('cox', drawnTable, { penalty, units }) as LinearModel;
    made.push(compact(model, q, days));
  }
  return made;
}

/** Six digits: far more than the data hold. */
const short = (value: number): number => Number(value.toPrecision(6));

function compact(model: LinearModel, q: number, days: readonly number[]): Redrawn {
  const coefficients = new Array<number>(q).fill(0);
  let shift = 0;
  for (const [c, { feature }] of model.columns.entries()) {
    coefficients[feature] = short(model.coefficients[c] as number);
    shift += (coefficients[feature] as number) * (model.means[c] as number);
  }
  // At columns that give a margin of 0, survival is exp(-H0).
  const zero = { n: 1, p: q, x: Float64Array.from({ length: q }, (_, j) => meanOf(model, j)) };
  const alive = predictSurvival(model, zero, days);
  return { coefficients, shift: short(shift), hazard: Array.from(alive, (s) => short(-Math.log(s))) };
}

const meanOf = (model: LinearModel, feature: number): number =>
  model.means[model.columns.findIndex((column) => column.feature === feature)] ?? 0;
