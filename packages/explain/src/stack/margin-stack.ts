import type { CoxLoss } from '../hazard/cox-loss.ts';
import type { TrainingTable } from '../table/training-table.ts';

/** Log partial likelihood of risks times a factor, at the best factor in [0, 3], averaged over repetitions. */
export function bestFactor(loss: CoxLoss, risks: readonly Float64Array[]): { factor: number; logLikelihood: number } {
  const { n } = loss;
  const [g, h] = [new Float64Array(n), new Float64Array(n)];
  const at = (factor: number): { value: number; slope: number; curvature: number } => {
    let [value, slope, curvature] = [0, 0, 0];
    for (const risk of risks) {
      value += loss.derivatives(
        risk.map((v) => v * factor),
        g,
        h,
      );
      for (let i = 0; i < n; i++) {
        slope -= g[i]! * risk[i]!;
        curvature += h[i]! * risk[i]! * risk[i]!;
      }
    }
    return { value: value / risks.length, slope, curvature };
  };
  let factor = 1;
  let here = at(factor);
  for (let round = 0; round < 20 && here.curvature > 0; round++) {
    const step = Math.max(-0.5, Math.min(0.5, here.slope / here.curvature));
    const next = Math.max(0, Math.min(3, factor + step));
    if (Math.abs(next - factor) < 1e-5) break;
    factor = next;
    here = at(factor);
  }
  return { factor, logLikelihood: here.value };
}

/** How far apart two risks must be to count as told apart for sure, in standard deviations. */
const SOFT = 0.5;
/**
 * How strongly shares are drawn to equal ones, times the number of events. The fewer the events, the more of what tells
 * parts apart is chance: the spread of that falls with the root of their number, so the pull with the number itself.
 */
const PULL = 6;
const LEAST_PULL = 0.02;
/** Pairs looked at, about; more tell little more. */
const PAIRS = 60_000;

/**
 * Shares, summing to 1, of several risks in a common one: those that put most pairs of patients in the right order, on rows
 * that none of the risks was fitted on, drawn a little to equal shares. The concordance is made smooth by a logistic step.
 *
 * @param risks  by repetition, then by part; each of mean 0 and standard deviation 1
 * @source Breiman L. Mach Learn 1996;24:49-64 (stacking); Mayr A, Schmid M. PLoS One 2014;9:e84483 (smooth concordance)
 *
 * The partial likelihood would weigh parts whose effect fades with time too low: it is a likelihood of hazards that stay in
 * proportion. Order asks for no such thing.
 */
export function rankingShares(
  table: TrainingTable,
  risks: readonly (readonly Float64Array[])[],
  cause?: number,
): Float64Array {
  const parts = risks[0]!.length;
  const pairs = orderedPairs(table, cause);
  const events = table.event.reduce((sum, own) => sum + Number(cause === undefined ? own > 0 : own === cause), 0);
  // No more than a half: the steps below are to shrink.
  const pull = Math.max(LEAST_PULL, Math.min(0.5, PULL / Math.max(1, events)));
  const even = new Float64Array(parts).fill(1 / parts);
  if (pairs.length === 0) return even;
  let shares = even;
  const slope = new Float64Array(parts);
  for (let round = 0; round < 80; round++) {
    slope.fill(0);
    for (const own of risks) {
      for (let k = 0; k < pairs.length; k += 2) {
        const [i, j] = [pairs[k]!, pairs[k + 1]!];
        let apart = 0;
        for (let a = 0; a < parts; a++) apart += shares[a]! * (own[a]![i]! - own[a]![j]!);
        const right = 1 / (1 + Math.exp(-apart / SOFT));
        const steep = (right * (1 - right)) / SOFT;
        for (let a = 0; a < parts; a++) slope[a]! += steep * (own[a]![i]! - own[a]![j]!);
      }
    }
    const count = (risks.length * pairs.length) / 2;
    shares = ontoSimplex(shares.map((share, a) => share + slope[a]! / count - pull * (share - even[a]!)));
  }
  return shares;
}

/** Pairs of patients of whom the first had the event while the second was still followed, evenly chosen. */
function orderedPairs({ time, event }: TrainingTable, cause?: number): Int32Array {
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]!);
  const counts = (i: number): boolean => (cause === undefined ? event[i]! > 0 : event[i] === cause);
  const events = event.reduce((sum, _, i) => sum + (counts(i) ? 1 : 0), 0);
  const each = Math.ceil(PAIRS / Math.max(1, events));
  const pairs: number[] = [];
  for (let r = 0; r < order.length; r++) {
    const i = order[r]!;
    if (!counts(i)) continue;
    let later = r + 1;
    while (later < order.length && time[order[later]!] === time[i]) later++;
    const left = order.length - later;
    const step = Math.max(1, left / each);
    for (let at = 0; at < left; at += step) pairs.push(i, order[later + Math.floor(at)]!);
  }
  return Int32Array.from(pairs);
}

/** The nearest point with no negative part and sum 1. @source Duchi J et al. ICML 2008:272-279 */
export function ontoSimplex(point: Float64Array): Float64Array<ArrayBuffer> {
  const falling = Float64Array.from(point).sort().reverse();
  let [sum, shift] = [0, 0];
  falling.forEach((v, k) => {
    sum += v;
    if (v - (sum - 1) / (k + 1) > 0) shift = (sum - 1) / (k + 1);
  });
  return Float64Array.from(point, (v) => Math.max(0, v - shift));
}

/** Sum of parts of n values each, times their weights; 0 where there are none. */
export function weightedSum(parts: readonly Float64Array[], weights: ArrayLike<number>, n: number): Float64Array {
  const sum = new Float64Array(n);
  parts.forEach((part, k) => {
    const w = weights[k]!;
    if (w !== 0) for (let i = 0; i < sum.length; i++) sum[i]! += w * part[i]!;
  });
  return sum;
}
