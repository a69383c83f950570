/** A step along which the curvature is less than this share of what the sizes of step and fall allow says nothing. */
const LEAST = 1e-6;

/**
 * Mends a curvature by what a step showed of it: afterwards it takes the step to the fall of the gradient, and is as before
 * across it. q^2 operations, where to take it anew costs n q^2.
 *
 * @param h  q x q at `stride`, symmetric positive, changed in place
 * @source Broyden CG, Fletcher R, Goldfarb D, Shanno DF, 1970: the BFGS formula, for the Hessian itself
 */
export function learnCurvature(h: Float64Array, stride: number, step: Float64Array, fall: Float64Array): void {
  const q = step.length;
  const image = new Float64Array(q);
  const moved: number[] = [];
  for (let a = 0; a < q; a++) if (step[a] !== 0) moved.push(a);
  for (const a of moved) for (let b = 0, at = a * stride; b < q; b++, at++) image[b]! += step[a]! * h[at]!;
  const [seen, expected] = [inner(step, fall, moved), inner(step, image, moved)];
  if (!(expected > 0) || !(seen > LEAST * expected)) return;
  for (let a = 0; a < q; a++) {
    const up = fall[a]! / seen;
    const down = image[a]! / expected;
    for (let b = 0, at = a * stride; b < q; b++, at++) h[at]! += up * fall[b]! - down * image[b]!;
  }
}

function inner(a: Float64Array, b: Float64Array, places: readonly number[]): number {
  let sum = 0;
  for (const j of places) sum += a[j]! * b[j]!;
  return sum;
}
