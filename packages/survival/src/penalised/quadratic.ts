import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';
import { conjugateGradients } from './conjugate-gradients.ts';

/** A quadratic around some coefficients with an elastic-net penalty: -g'd + d'H d / 2 + lasso |b|_1 + ridge |b|^2 / 2. */
export interface PenalisedQuadratic {
  /** H_ab at `a * stride + b`, a and b below q; symmetric and non-negative. */
  readonly h: Float64Array;
  readonly stride: number;
  readonly q: number;
  readonly lasso: number;
  readonly ridge: number;
}

/** Sweeps of coordinate descent between direct solutions on the coordinates that are not zero. */
const SWEEPS = 4;
/** With more coordinates than this a direct solution costs more than an iterative one. */
const DIRECT = 200;
const MOST_SWEEPS = 4000;

/**
 * Minimises by coordinate descent, which finds the coordinates that are zero, and direct solutions for the others while
 * they are few.
 *
 * @param b      where to start; the minimiser on return, coordinates at zero exactly zero
 * @param slope  g: minus the gradient of the smooth part at `b`, without the ridge; kept up to date
 * @param enough stop when no optimality condition is violated by more than this
 */
export function minimiseQuadratic(
  quadratic: PenalisedQuadratic,
  b: Float64Array,
  slope: Float64Array,
  enough: number,
): void {
  const all = Int32Array.from({ length: quadratic.q }, (_, j) => j);
  for (let sweeps = 0; sweeps < MOST_SWEEPS; ) {
    sweep(quadratic, all, b, slope);
    sweeps++;
    if (violation(quadratic, all, b, slope) <= enough) return;
    const active = all.filter((j) => b[j] !== 0);
    let settled = false;
    for (let k = 0; k < SWEEPS && !settled; k++, sweeps++) {
      sweep(quadratic, active, b, slope);
      settled = violation(quadratic, active, b, slope) <= enough;
    }
    if (!settled) solveOnSupport(quadratic, b, slope, enough);
  }
}

/** Largest violation of the optimality conditions among some coordinates. */
function violation(
  { lasso, ridge }: PenalisedQuadratic,
  coordinates: Int32Array,
  b: Float64Array,
  slope: Float64Array,
): number {
  let worst = 0;
  for (let c = 0; c < coordinates.length; c++) {
    const j = coordinates[c]!;
    const own = b[j]!;
    const g = slope[j]! - ridge * own;
    const off = own === 0 ? Math.abs(g) - lasso : Math.abs(g - (own > 0 ? lasso : -lasso));
    if (off > worst) worst = off;
  }
  return worst;
}

/** One pass over some coordinates. */
function sweep(
  { h, stride, q, lasso, ridge }: PenalisedQuadratic,
  coordinates: Int32Array,
  b: Float64Array,
  slope: Float64Array,
): void {
  for (let c = 0; c < coordinates.length; c++) {
    const j = coordinates[c]!;
    const row = j * stride;
    const curvature = h[row + j]!;
    const old = b[j]!;
    const pull = slope[j]! + curvature * old;
    const size = Math.abs(pull) - lasso;
    const next = size <= 0 || curvature + ridge <= 0 ? 0 : (pull > 0 ? size : -size) / (curvature + ridge);
    const move = next - old;
    if (move === 0) continue;
    b[j] = next;
    for (let k = 0, at = row; k < q; k++, at++) slope[k]! -= move * h[at]!;
  }
}

/** Goes towards the minimum with the signs as they are: coordinates that would change their sign become zero. */
function solveOnSupport(
  { h, stride, q, lasso, ridge }: PenalisedQuadratic,
  b: Float64Array,
  slope: Float64Array,
  enough: number,
): void {
  const support: number[] = [];
  for (let j = 0; j < q; j++) if (b[j] !== 0) support.push(j);
  const s = support.length;
  const pull = Float64Array.from(support, (j) => slope[j]! - ridge * b[j]! - lasso * Math.sign(b[j]!));
  const fill = (own: Float64Array): void => {
    for (let r = 0; r < s; r++) {
      for (let c = 0, row = support[r]! * stride; c < s; c++) own[r * s + c] = h[row + support[c]!]!;
      own[r * s + r]! += ridge;
    }
  };
  const step = s <= DIRECT ? solved(s, fill, pull) : conjugateGradients(s, fill, pull, enough / 2);
  // Those that cross zero stop there; if that does not lead down, all stop where the first one does.
  let first = 1;
  for (let r = 0; r < s; r++) {
    const crossing = -b[support[r]!]! / step[r]!;
    if (crossing > 0 && crossing < first) first = crossing;
  }
  const stopped = step.map((d, r) => (-b[support[r]!]! / d > 0 && -b[support[r]!]! / d < 1 ? -b[support[r]!]! : d));
  const image = imageOf({ h, stride, q, lasso, ridge }, support, stopped);
  let gain = 0;
  for (let r = 0; r < s; r++) {
    const j = support[r]!;
    const d = stopped[r]!;
    const next = d === -b[j]! ? 0 : b[j]! + d;
    gain += d * (slope[j]! - image[j]! / 2) - lasso * (Math.abs(next) - Math.abs(b[j]!));
    gain -= (ridge / 2) * (next * next - b[j]! * b[j]!);
  }
  const whole = first >= 1 || gain > 0;
  for (let r = 0; r < s; r++) {
    const j = support[r]!;
    if (whole) b[j] = stopped[r] === -b[j]! ? 0 : b[j]! + stopped[r]!;
    else b[j]! += first * (1 - 1e-12) * step[r]!;
  }
  const moved = whole
    ? image
    : imageOf({ h, stride, q, lasso, ridge }, support, step).map((v) => first * (1 - 1e-12) * v);
  for (let k = 0; k < q; k++) slope[k]! -= moved[k]!;
}

/** H d for d on the support; length q. */
function imageOf({ h, stride, q }: PenalisedQuadratic, support: readonly number[], d: Float64Array): Float64Array {
  const image = new Float64Array(q);
  for (let r = 0; r < support.length; r++) {
    const move = d[r]!;
    if (move === 0) continue;
    for (let k = 0, at = support[r]! * stride; k < q; k++, at++) image[k]! += move * h[at]!;
  }
  return image;
}

function solved(s: number, fill: (a: Float64Array) => void, right: Float64Array): Float64Array {
  const own = new Float64Array(s * s);
  fill(own);
  cholesky(own, s);
  return choleskySolve(own, s, Float64Array.from(right));
}
