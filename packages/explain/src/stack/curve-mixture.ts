import type { CensoringCurve, Observed } from '../validation/scoring.ts';
import { ontoSimplex } from './margin-stack.ts';

/**
 * Shares in [0, 1], summing to 1, of several predicted survival curves whose mixture has the least integrated Brier score
 * on rows that none of them was fitted on.
 *
 * @param curves  by repetition, then by part: n x times
 * @source Westling T et al. arXiv:2105.02468; Golmakani MK, Polley EC. Int J Biostat 2020;16:20190065 (survival super learners)
 */
export function mixtureShares(
  { time, event }: Observed,
  curves: readonly (readonly Float64Array[])[],
  times: readonly number[],
  censoring: CensoringCurve,
): Float64Array {
  const parts = curves[0]!.length;
  const K = times.length;
  const product = new Float64Array(parts * parts);
  const target = new Float64Array(parts);
  const width = times.map((t, k) => (times[k + 1] ?? t) - (times[k - 1] ?? t));
  const later = times.map((t) => 1 / censoring.at(t));
  for (const own of curves) {
    for (let i = 0; i < time.length; i++) {
      const atEvent = event[i]! > 0 ? 1 / Math.max(1e-8, censoring.before(time[i]!)) : 0;
      for (let k = 0; k < K; k++) {
        const alive = time[i]! > times[k]!;
        const weight = (alive ? later[k]! : atEvent) * width[k]!;
        if (weight === 0) continue;
        for (let a = 0; a < parts; a++) {
          const s = own[a]![i * K + k]!;
          if (alive) target[a]! += weight * s;
          for (let b = 0; b <= a; b++) product[a * parts + b]! += weight * s * own[b]![i * K + k]!;
        }
      }
    }
  }
  for (let a = 0; a < parts; a++) for (let b = 0; b < a; b++) product[b * parts + a] = product[a * parts + b]!;
  return onSimplex(product, target, parts);
}

/** Minimum of w' P w - 2 t' w over w >= 0 with sum 1, by projected gradient with momentum. */
function onSimplex(product: Float64Array, target: Float64Array, parts: number): Float64Array {
  let steep = 0;
  for (let a = 0; a < parts; a++) {
    let sum = 0;
    for (let b = 0; b < parts; b++) sum += Math.abs(product[a * parts + b]!);
    steep = Math.max(steep, sum);
  }
  let weights = new Float64Array(parts).fill(1 / parts);
  if (steep === 0) return weights;
  let ahead = weights;
  for (let round = 1; round <= 5000; round++) {
    const next = ontoSimplex(
      ahead.map((w, a) => {
        let slope = -target[a]!;
        for (let b = 0; b < parts; b++) slope += product[a * parts + b]! * ahead[b]!;
        return w - slope / steep;
      }),
    );
    const moved = next.reduce((most, w, a) => Math.max(most, Math.abs(w - weights[a]!)), 0);
    const momentum = (round - 1) / (round + 2);
    ahead = next.map((w, a) => w + momentum * (w - weights[a]!));
    weights = next;
    if (moved < 1e-9) break;
  }
  return weights;
}
