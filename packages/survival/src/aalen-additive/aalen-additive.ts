import { solveSymmetric } from '../linear-algebra/matrix.ts';
import { ascending } from '../order/ascending.ts';
import { normalCdf } from '../special/normal.ts';
import { type RiskSet, riskSet } from './risk-set.ts';

export interface AdditiveHazards {
  /** Times of the deaths in use, with repeats, ascending, length m. */
  readonly time: Float64Array;
  /** Increment of each cumulative regression function at each death, m x (1 + p): the intercept first. */
  readonly increments: Float64Array;
  /** Weighted slope of each cumulative function, average effect, its error, z and p; length 1 + p each. */
  readonly slope: Float64Array;
  readonly coefficients: Float64Array;
  readonly se: Float64Array;
  readonly z: Float64Array;
  readonly p: Float64Array;
  /** Test that all covariates have no effect, with p degrees of freedom. */
  readonly chiSquare: number;
}

/**
 * Aalen's additive hazards model, each death by itself, with Aalen's weights for slope and test.
 *
 * @param time    follow-up, length n
 * @param event   1 = event, 0 = censored
 * @param x       covariates without intercept, n x p row-major
 * @param start   late entry, length n; default all from the beginning
 * @param weight  case weights; default 1
 * @returns undefined when fewer than two death times have at least 3 p at risk, or covariates are collinear there
 * @throws {RangeError} lengths differ
 * @source Aalen OO. Stat Med 1989;8:907-925
 * @oracle R survival::aareg; deaths with fewer than 3 p at risk, or a singular risk set at the end, are left out
 *
 * Means and variances over the risk set are running sums over the sorted rows: O(n p^2 + m p^3).
 */
export function aalenAdditive(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  x: Float64Array,
  p: number,
  options: { start?: ArrayLike<number> | undefined; weight?: ArrayLike<number> | undefined } = {},
): AdditiveHazards | undefined {
  const n = time.length;
  if (event.length !== n || x.length !== n * p || p < 1) {
    throw new RangeError(`aalenAdditive: ${n} times, ${event.length} events, ${x.length} values in ${p} columns`);
  }
  const w = (i: number): number => options.weight?.[i] ?? 1;
  const centre = new Float64Array(p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) centre[j]! += x[i * p + j]! / n;
  const byStop = ascending(time);
  const byStart = options.start === undefined ? undefined : ascending(options.start);

  // Risk sets at the distinct death times, from the last to the first.
  const sets: RiskSet[] = [];
  const sum = new Float64Array(p + 1);
  const squares = new Float64Array(p * p);
  const move = (i: number, sign: number): void => {
    const weight = sign * w(i);
    sum[p]! += weight;
    for (let j = 0; j < p; j++) {
      const xj = x[i * p + j]! - centre[j]!;
      sum[j]! += weight * xj;
      for (let k = 0; k <= j; k++) squares[j * p + k]! += weight * xj * (x[i * p + k]! - centre[k]!);
    }
  };
  let late = n - 1;
  for (let r = n - 1; r >= 0; ) {
    const now = time[byStop[r]!]!;
    const deaths: number[] = [];
    for (; r >= 0 && time[byStop[r]!]! === now; r--) {
      move(byStop[r]!, 1);
      if (event[byStop[r]!] === 1) deaths.push(byStop[r]!);
    }
    if (byStart !== undefined)
      for (; late >= 0 && options.start![byStart[late]!]! >= now; late--) move(byStart[late]!, -1);
    if (deaths.length > 0) sets.push(riskSet(now, deaths.reverse(), sum, squares, centre, p));
  }
  sets.reverse();
  let used = sets.filter(({ atRisk }) => atRisk >= 3 * p).length;
  while (used > 0 && sets[used - 1]!.inverse === undefined) used--;
  const all = sets.slice(0, used);
  if (used < 2) return undefined;
  return summarise(all, x, p, w);
}

function summarise(
  sets: readonly RiskSet[],
  x: Float64Array,
  p: number,
  w: (i: number) => number,
): AdditiveHazards | undefined {
  const m = sets.reduce((count, { deaths }) => count + deaths.length, 0);
  const q = p + 1;
  const time = new Float64Array(m);
  const increments = new Float64Array(m * q);
  const statistic = new Float64Array(q);
  const variance = new Float64Array(q * q);
  const totalWeight = new Float64Array(q);
  const timeWeight = new Float64Array(q);
  const slope = new Float64Array(q);
  const step = new Float64Array(q);
  const weights = new Float64Array(q);
  let row = 0;
  for (const { time: now, deaths, atRisk, mean, inverse } of sets) {
    if (inverse === undefined) return undefined;
    let quadratic = 0;
    for (let j = 0; j < p; j++) {
      weights[j + 1] = atRisk / inverse[j * p + j]!;
      for (let k = 0; k < p; k++) quadratic += mean[j]! * inverse[j * p + k]! * mean[k]!;
    }
    weights[0] = atRisk / (1 + quadratic);
    for (const i of deaths) {
      step[0] = w(i) / atRisk;
      for (let j = 0; j < p; j++) {
        let b = 0;
        for (let k = 0; k < p; k++) b += inverse[j * p + k]! * w(i) * (x[i * p + k]! - mean[k]!);
        step[j + 1] = b / atRisk;
        step[0] -= (mean[j]! * b) / atRisk;
      }
      time[row] = now;
      for (let j = 0; j < q; j++) {
        increments[row * q + j] = step[j]!;
        step[j]! *= weights[j]!;
        statistic[j]! += step[j]!;
        totalWeight[j]! += weights[j]!;
        timeWeight[j]! += weights[j]! * now * now;
        slope[j]! += statistic[j]! * now;
      }
      for (let j = 0; j < q; j++) for (let k = 0; k < q; k++) variance[j * q + k]! += step[j]! * step[k]!;
      row++;
    }
  }
  const inner = new Float64Array(p * p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) inner[j * p + k] = variance[(j + 1) * q + k + 1]!;
  const solved = solveSymmetric(inner, p, statistic.subarray(1));
  let chiSquare = 0;
  for (let j = 0; j < p; j++) chiSquare += statistic[j + 1]! * solved[j]!;
  const root = Float64Array.from({ length: q }, (_, j) => Math.sqrt(variance[j * q + j]!));
  const z = statistic.map((s, j) => s / root[j]!);
  return {
    time,
    increments,
    slope: slope.map((s, j) => s / timeWeight[j]!),
    coefficients: statistic.map((s, j) => s / totalWeight[j]!),
    se: root.map((s, j) => s / totalWeight[j]!),
    z,
    p: z.map((v) => 2 * normalCdf(-Math.abs(v))),
    chiSquare,
  };
}
