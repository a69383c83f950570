import { kernelsFor } from '../kernels/kernels.ts';

/** Steps after which it is better to look again which coordinates are zero. */
const MOST_STEPS = 150;

/**
 * Solves A d = r nearly, A symmetric and positive (semi)definite, by conjugate gradients scaled by the diagonal.
 *
 * @param fill    writes A, n x n row-major
 * @param enough  stop when no element of r - A d is larger
 * @source Hestenes MR, Stiefel E. J Res Natl Bur Stand 1952;49:409-436
 */
export function conjugateGradients(
  n: number,
  fill: (a: Float64Array) => void,
  r: Float64Array,
  enough: number,
): Float64Array {
  const kernels = kernelsFor(8 * (n * n + 2 * n) + 1024, 'simd');
  const a = kernels.doubles(n * n);
  const direction = kernels.doubles(n);
  const image = kernels.doubles(n);
  fill(a);
  const scale = Float64Array.from({ length: n }, (_, i) => 1 / a[i * n + i]!);
  const rest = Float64Array.from(r);
  const d = new Float64Array(n);
  let size = 0;
  for (let i = 0; i < n; i++) {
    direction[i] = scale[i]! * rest[i]!;
    size += direction[i]! * rest[i]!;
  }
  for (let step = 0; step < MOST_STEPS; step++) {
    kernels.dots(image, a, direction, n);
    let curvature = 0;
    for (let i = 0; i < n; i++) curvature += direction[i]! * image[i]!;
    if (!(curvature > 0)) break;
    const length = size / curvature;
    let worst = 0;
    let next = 0;
    for (let i = 0; i < n; i++) {
      d[i]! += length * direction[i]!;
      const left = rest[i]! - length * image[i]!;
      rest[i] = left;
      worst = Math.max(worst, Math.abs(left));
      next += left * left * scale[i]!;
    }
    if (worst <= enough) break;
    const share = next / size;
    size = next;
    for (let i = 0; i < n; i++) direction[i] = scale[i]! * rest[i]! + share * direction[i]!;
  }
  kernels.release();
  return d;
}
