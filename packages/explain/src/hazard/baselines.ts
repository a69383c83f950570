import type { TrainingTable } from '../table/training-table.ts';
import { CoxLoss, countUpTo } from './cox-loss.ts';

/** A cumulative hazard that rises at these times. */
export interface CumulativeHazard {
  readonly time: readonly number[];
  readonly hazard: readonly number[];
}

/** Breslow's cumulative hazard for a log hazard ratio of 0: of everyone together, and of each stratum. */
export interface Baselines {
  readonly pooled: CumulativeHazard;
  readonly strata?: readonly CumulativeHazard[];
}

/** Ten digits: more than the data hold, and half as long to read. */
const readable = (x: number): number => Number(x.toPrecision(10));

const plain = ({ time, hazard }: { time: Float64Array; hazard: Float64Array }): CumulativeHazard => ({
  time: Array.from(time),
  hazard: Array.from(hazard, readable),
});

/** @param margin  log hazard ratio of each row of the table */
export function baselinesOf(table: TrainingTable, margin: Float64Array, cause?: number): Baselines {
  const pooled = new CoxLoss({ ...table, strata: undefined }, cause).baseline(margin)[0]!;
  if (!table.strata) return { pooled: plain(pooled) };
  return { pooled: plain(pooled), strata: new CoxLoss(table, cause).baseline(margin).map(plain) };
}

const asArray = new WeakMap<CumulativeHazard, Float64Array>();

/** Cumulative hazard at t; carried on beyond its last time. */
export function hazardAt(curve: CumulativeHazard, t: number): number {
  let time = asArray.get(curve);
  if (!time) {
    time = Float64Array.from(curve.time);
    asArray.set(curve, time);
  }
  const k = countUpTo(time, t);
  return k === 0 ? 0 : curve.hazard[k - 1]!;
}

/**
 * Survival under proportional hazards, n x times.
 *
 * @param strata  stratum of each row; -1, or none at all, takes the baseline of everyone together
 */
export function proportionalSurvival(
  baselines: Baselines,
  margin: Float64Array,
  times: readonly number[],
  strata?: Int32Array,
): Float64Array {
  const survival = new Float64Array(margin.length * times.length);
  const at = (curve: CumulativeHazard): number[] => times.map((t) => hazardAt(curve, t));
  const pooled = at(baselines.pooled);
  const byStratum = strata && baselines.strata ? baselines.strata.map(at) : [];
  margin.forEach((own, i) => {
    const hazards = byStratum[strata?.[i] ?? -1] ?? pooled;
    const ratio = Math.exp(own);
    for (let k = 0; k < times.length; k++) survival[i * times.length + k] = Math.exp(-hazards[k]! * ratio);
  });
  return survival;
}
