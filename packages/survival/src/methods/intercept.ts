import type { Design } from '../formula/design.ts';

/** A design with a column of ones in front, named as R names it. */
export function withIntercept(design: Design): { names: readonly string[]; x: Float64Array; p: number } {
  const { n, p } = design;
  const x = new Float64Array(n * (p + 1));
  for (let i = 0; i < n; i++) {
    x[i * (p + 1)] = 1;
    x.set(design.x.subarray(i * p, (i + 1) * p), i * (p + 1) + 1);
  }
  return { names: ['(Intercept)', ...design.names], x, p: p + 1 };
}
