/** An elastic-net penalty: lasso |b|_1 + ridge |b|^2 / 2. */
export interface Penalty {
  readonly lasso: number;
  readonly ridge: number;
}

/**
 * A quadratic -g'd + d'H d / 2 around some coefficients, H symmetric and non-negative, that knows its slopes: minus its
 * gradient at the coefficients of the moment. Coordinates go by the numbers the coefficients are kept under.
 */
export interface QuadraticForm {
  /** These are about to leave zero. */
  readonly ready: (coordinates: Int32Array) => void;
  /** One pass of coordinate descent. @returns the largest violation of the optimality conditions met, each before its move */
  readonly sweep: (coordinates: Int32Array, b: Float64Array, penalty: Penalty) => number;
  readonly slopes: (coordinates: Int32Array) => Float64Array;
  /** d that solves (H + ridge) d = pull on some coordinates, nearly: no element is off by more than `enough`. */
  readonly solve: (coordinates: Int32Array, pull: Float64Array, ridge: number, enough: number) => Float64Array;
  /** What a move of some coordinates takes off the slopes, in a form of its own; and that of the coordinates themselves. */
  readonly image: (coordinates: Int32Array, d: Float64Array) => Float64Array;
  readonly along: (coordinates: Int32Array, image: Float64Array) => Float64Array;
  readonly shift: (image: Float64Array, size: number) => void;
}

/** Sweeps of coordinate descent between solutions on the coordinates that are not zero. */
const SWEEPS = 4;
const MOST_ROUNDS = 800;

/**
 * Minimises by coordinate descent, which finds the coordinates that are zero, and solutions for the others.
 *
 * @param b       where to start; the minimiser on return, coordinates at zero exactly zero
 * @param enough  stop when no optimality condition is violated by more than this
 */
export function minimiseQuadratic(
  form: QuadraticForm,
  coordinates: Int32Array,
  b: Float64Array,
  penalty: Penalty,
  enough: number,
): void {
  const { lasso } = penalty;
  let active = coordinates.filter((j) => b[j] !== 0);
  let others = coordinates.filter((j) => b[j] === 0);
  form.ready(active);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const slopes = form.slopes(others);
    const joining = others.filter((_, k) => Math.abs(slopes[k]!) > lasso + enough);
    if (joining.length === 0 && round > 0) return;
    if (joining.length > 0) {
      form.ready(joining);
      others = others.filter((_, k) => Math.abs(slopes[k]!) <= lasso + enough);
      active = Int32Array.from([...active, ...joining]);
    }
    settle(form, active, b, penalty, enough);
  }
}

/** On the coordinates that may move. */
function settle(form: QuadraticForm, active: Int32Array, b: Float64Array, penalty: Penalty, enough: number): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let k = 0; k < SWEEPS; k++) if (form.sweep(active, b, penalty) <= enough) return;
    const support = active.filter((j) => b[j] !== 0);
    solveOnSupport(form, support, b, penalty, enough);
  }
}

/** Goes towards the minimum with the signs as they are: coordinates that would change their sign become zero. */
function solveOnSupport(
  form: QuadraticForm,
  support: Int32Array,
  b: Float64Array,
  { lasso, ridge }: Penalty,
  enough: number,
): void {
  const own = Float64Array.from(support, (j) => b[j]!);
  const slopes = form.slopes(support);
  const pull = slopes.map((g, r) => g - ridge * own[r]! - lasso * Math.sign(own[r]!));
  const step = form.solve(support, pull, ridge, enough / 2);
  // Those that cross zero stop there; if that does not lead down, all stop where the first one does.
  let first = 1;
  const stopped = step.map((d, r) => {
    const crossing = -own[r]! / d;
    if (crossing > 0 && crossing < first) first = crossing;
    return crossing > 0 && crossing < 1 ? -own[r]! : d;
  });
  const image = form.image(support, stopped);
  const along = form.along(support, image);
  let gain = 0;
  stopped.forEach((d, r) => {
    const next = own[r]! + d;
    gain += d * (slopes[r]! - along[r]! / 2) - lasso * (Math.abs(next) - Math.abs(own[r]!));
    gain -= (ridge / 2) * (next * next - own[r]! * own[r]!);
  });
  const whole = first >= 1 || gain > 0;
  const size = first * (1 - 1e-12);
  support.forEach((j, r) => {
    b[j] = whole ? own[r]! + stopped[r]! : own[r]! + size * step[r]!;
  });
  if (whole) form.shift(image, 1);
  else form.shift(form.image(support, step), size);
}
