/** Points and weights of a quadrature rule on (0, 1). */
export interface Quadrature {
  readonly point: Float64Array;
  readonly weight: Float64Array;
}

const made = new Map<number, Quadrature>();

/**
 * Gauss-Legendre quadrature on (0, 1) with m points: exact for polynomials of degree up to 2m - 1.
 *
 * The Shapley value of a product of d factors is an integral of a polynomial of degree d - 1 (see `tree-shap.ts`), so
 * half as many points as factors make it exact. Weights are positive: nothing cancels.
 *
 * @source Golub GH, Welsch JH. Math Comput 1969;23:221-230 (the rule); roots by Newton's method on the recurrence
 */
export function gaussLegendre(m: number): Quadrature {
  const known = made.get(m);
  if (known) return known;
  const point = new Float64Array(m);
  const weight = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (m + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round++) {
      let [before, here] = [1, x];
      for (let j = 2; j <= m; j++) [before, here] = [here, ((2 * j - 1) * x * here - (j - 1) * before) / j];
      slope = (m * (x * here - before)) / (x * x - 1);
      const step = here / slope;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    point[m - 1 - k] = (1 + x) / 2;
    weight[m - 1 - k] = 1 / ((1 - x * x) * slope * slope);
  }
  const rule = { point, weight };
  made.set(m, rule);
  return rule;
}

/** Points needed for the Shapley values of products of up to d factors. */
export const pointsFor = (d: number): number => Math.max(1, Math.ceil(d / 2));
