import { predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { Rows } from '../tree/tree.ts';

/** Rows predicted together, each at the times of all: large enough to be fast, small enough to stay small. */
const BLOCK = 64;

/**
 * Cumulative hazard of each row at its own time, exactly.
 *
 * @param time  length n
 */
export function hazardAtOwnTime(model: SurvivalModel, rows: Rows, time: ArrayLike<number>): Float64Array {
  const { n, p, x } = rows;
  const hazard = new Float64Array(n);
  for (let from = 0; from < n; from += BLOCK) {
    const size = Math.min(BLOCK, n - from);
    const block = { n: size, p, x: x.subarray(from * p, (from + size) * p) };
    const times = Array.from({ length: size }, (_, r) => time[from + r]!);
    const survival = predictSurvival(model, block, times);
    for (let r = 0; r < size; r++) hazard[from + r] = -Math.log(Math.max(LEAST, survival[r * size + r]!));
  }
  return hazard;
}

/** A survival of 0 has no logarithm. */
const LEAST = 1e-12;
