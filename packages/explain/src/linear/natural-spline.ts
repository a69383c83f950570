/** Knots at evenly spaced quantiles between the 10th and the 90th; fewer than three distinct ones are no spline. */
export function knotsOf(sorted: Float64Array, count: number): number[] | null {
  if (count < 3) return null;
  const at = (k: number): number => 0.1 + (0.8 * k) / (count - 1);
  const knots = Array.from(
    { length: count },
    (_, k) => sorted[Math.min(sorted.length - 1, Math.floor(at(k) * sorted.length))]!,
  );
  const distinct = [...new Set(knots)];
  return distinct.length < 3 ? null : distinct;
}

const cube = (x: number): number => (x > 0 ? x * x * x : 0);

/**
 * Natural cubic spline, its part beyond the straight line: linear outside the outer knots.
 *
 * @source Harrell FE. Regression Modeling Strategies, 2nd ed. 2015, section 2.4.5 (restricted cubic splines)
 */
export function bend(x: number, knots: readonly number[], k: number): number {
  const last = knots.length - 1;
  const [tk, before, end] = [knots[k]!, knots[last - 1]!, knots[last]!];
  const width = end - before;
  const value = cube(x - tk) - (cube(x - before) * (end - tk)) / width + (cube(x - end) * (before - tk)) / width;
  return value / (end - knots[0]!) ** 2;
}

/** A natural cubic spline of some values, with its straight line first; none when they are too few. */
export function splineColumns(values: Float64Array, knots: number): Float64Array[] {
  const found = knotsOf(values.slice().sort(), knots);
  return found === null ? [] : [values, ...found.slice(2).map((_, k) => values.map((v) => bend(v, found, k)))];
}
