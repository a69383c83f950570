import { predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** Predicted survival of some rows at common times. */
export interface PredictedCurves {
  /** Ascending. */
  readonly times: readonly number[];
  /** n x times. */
  readonly survival: Float64Array;
}

const POINTS = 200;

/** Times at which curves are read: quantiles of the times of events, at most 200, up to `latest`. */
export function curveTimes({ time, event }: Pick<TrainingTable, 'time' | 'event'>, latest: number): number[] {
  const own = time.filter((t, i) => event[i]! > 0 && t <= latest).sort();
  const chosen = Array.from(
    { length: Math.min(POINTS, own.length) },
    (_, k, count = Math.min(POINTS, own.length)) => own[Math.round((k * (own.length - 1)) / Math.max(1, count - 1))]!,
  );
  return [...new Set(chosen)];
}

export const curvesOf = (model: SurvivalModel, rows: Rows, times: readonly number[]): PredictedCurves => ({
  times,
  survival: predictSurvival(model, rows, times),
});

/**
 * The time at which a predicted curve falls to `level`, between the times in a straight line.
 *
 * @returns null where it does not fall that far
 */
export function timeAtLevel({ times, survival }: PredictedCurves, row: number, level: number): number | null {
  const K = times.length;
  let [before, last] = [1, 0];
  for (let k = 0; k < K; k++) {
    const own = survival[row * K + k]!;
    if (own <= level) {
      const share = before > own ? (before - level) / (before - own) : 1;
      return last + Math.min(1, Math.max(0, share)) * (times[k]! - last);
    }
    before = own;
    last = times[k]!;
  }
  return null;
}
