import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';

/** Sweeps of coordinate descent between direct solutions on the coordinates that are not zero. */
const SWEEPS = 4;

/**
 * Minimises the penalised quadratic around `start`:
 * -g'(b - b0) + (b - b0)' H (b - b0) / 2 + lambda ((1 - alpha) / 2 |b|^2 + alpha |b|_1),
 * by coordinate descent to find which coordinates are zero, and direct solutions for the others.
 *
 * @param h       q x q, row-major, symmetric and non-negative
 * @param enough  stop when no slope changes by more than this in a sweep
 * @returns the minimiser, coordinates at zero exactly zero
 */
export function minimiseQuadratic(
  h: Float64Array,
  g: Float64Array,
  start: Float64Array,
  lambda: number,
  alpha: number,
  enough: number,
): Float64Array {
  const b = Float64Array.from(start);
  // Gradient of the smooth part at b, without the ridge term.
  const slope = Float64Array.from(g);
  const lasso = lambda * alpha;
  const ridge = lambda * (1 - alpha);
  for (let round = 0; round < 2000; round++) {
    for (let k = 0; k < SWEEPS; k++) if (sweep(h, b, slope, lasso, ridge) < enough) return b;
    solveOnSupport(h, b, slope, lasso, ridge);
  }
  return b;
}

/** One pass over the coordinates; returns the largest change of a slope. */
function sweep(h: Float64Array, b: Float64Array, slope: Float64Array, lasso: number, ridge: number): number {
  const q = b.length;
  let worst = 0;
  for (let j = 0; j < q; j++) {
    const curvature = h[j * q + j]!;
    const old = b[j]!;
    const pull = slope[j]! + curvature * old;
    const size = Math.abs(pull) - lasso;
    const next = size <= 0 || curvature + ridge <= 0 ? 0 : (Math.sign(pull) * size) / (curvature + ridge);
    const move = next - old;
    if (move === 0) continue;
    b[j] = next;
    const row = j * q;
    for (let k = 0; k < q; k++) slope[k]! -= move * h[row + k]!;
    worst = Math.max(worst, Math.abs(move) * (curvature + ridge));
  }
  return worst;
}

/** Goes to the minimum with the signs as they are, or as far as the first coordinate that would change its sign. */
function solveOnSupport(h: Float64Array, b: Float64Array, slope: Float64Array, lasso: number, ridge: number): void {
  const q = b.length;
  const support = Array.from(b.keys()).filter((j) => b[j] !== 0);
  const s = support.length;
  const own = new Float64Array(s * s);
  const step = new Float64Array(s);
  support.forEach((j, r) => {
    step[r] = slope[j]! - ridge * b[j]! - lasso * Math.sign(b[j]!);
    for (let c = 0; c < s; c++) own[r * s + c] = h[j * q + support[c]!]!;
    own[r * s + r]! += ridge;
  });
  cholesky(own, s);
  choleskySolve(own, s, step);
  let size = 1;
  let stops = -1;
  support.forEach((j, r) => {
    const crossing = -b[j]! / step[r]!;
    if (crossing > 0 && crossing <= size) {
      size = crossing;
      stops = j;
    }
  });
  support.forEach((j, r) => {
    const old = b[j]!;
    b[j] = j === stops ? 0 : old + size * step[r]!;
    const move = b[j]! - old;
    const row = j * q;
    for (let k = 0; k < q; k++) slope[k]! -= move * h[row + k]!;
  });
}
