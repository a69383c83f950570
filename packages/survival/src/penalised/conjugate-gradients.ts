/** Steps after which it is better to look again which coordinates are zero. */
const MOST_STEPS = 150;

/**
 * Solves A d = r nearly, A symmetric and positive (semi)definite, by conjugate gradients.
 *
 * @param times   puts A v into the second
 * @param nearly  puts a v into the second that solves A v = r as well as is cheap: r by the diagonal of A, say
 * @param enough  stop when no element of r - A d is larger
 * @returns d, and the number of steps
 * @source Hestenes MR, Stiefel E. J Res Natl Bur Stand 1952;49:409-436
 */
export function conjugateGradients(
  times: (v: Float64Array, image: Float64Array) => void,
  nearly: (r: Float64Array, v: Float64Array) => void,
  r: Float64Array,
  enough: number,
): { readonly d: Float64Array; readonly steps: number } {
  const n = r.length;
  const rest = Float64Array.from(r);
  const scaled = new Float64Array(n);
  nearly(rest, scaled);
  const direction = Float64Array.from(scaled);
  const image = new Float64Array(n);
  const d = new Float64Array(n);
  let size = inner(rest, scaled);
  let steps = 0;
  while (steps < MOST_STEPS) {
    steps++;
    times(direction, image);
    const curvature = inner(direction, image);
    if (!(curvature > 0)) break;
    const length = size / curvature;
    let worst = 0;
    for (let i = 0; i < n; i++) {
      d[i]! += length * direction[i]!;
      const left = rest[i]! - length * image[i]!;
      rest[i] = left;
      worst = Math.max(worst, Math.abs(left));
    }
    if (worst <= enough) break;
    nearly(rest, scaled);
    const next = inner(rest, scaled);
    const share = next / size;
    size = next;
    for (let i = 0; i < n; i++) direction[i] = scaled[i]! + share * direction[i]!;
  }
  return { d, steps };
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
