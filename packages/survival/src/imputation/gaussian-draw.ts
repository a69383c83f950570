import { cholesky } from '../linear-algebra/cholesky.ts';
import type { Random } from '../random/random.ts';

/** A draw from the normal distribution with this mean and covariance (p x p), times `scale`. */
export function gaussianDraw(
  mean: ArrayLike<number>,
  covariance: Float64Array,
  random: Random,
  scale = 1,
): Float64Array {
  const p = mean.length;
  const ldl = Float64Array.from(covariance);
  cholesky(ldl, p, 1e-14);
  const z = Float64Array.from({ length: p }, (_, j) => Math.sqrt(Math.max(0, ldl[j * p + j]!)) * random.normal());
  return Float64Array.from({ length: p }, (_, i) => {
    let sum = z[i]!;
    for (let j = 0; j < i; j++) sum += ldl[i * p + j]! * z[j]!;
    return mean[i]! + scale * sum;
  });
}
