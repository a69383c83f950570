/** A hazard that is constant between knots, per month; the last rate goes on for ever. */
export interface PiecewiseHazard {
  /** Months, ascending, the first 0; as many as rates. */
  readonly knots: readonly number[];
  readonly rates: readonly number[];
}

/**
 * The month at which the cumulative hazard reaches an amount: with an exponential draw over the patient's hazard ratio it is
 * the patient's event time.
 */
export function timeAt({ knots, rates }: PiecewiseHazard, amount: number): number {
  let left = amount;
  for (let i = 0; i < rates.length; i++) {
    const [from, to, rate] = [knots[i] as number, knots[i + 1] ?? Number.POSITIVE_INFINITY, rates[i] as number];
    const piece = rate * (to - from);
    if (left <= piece) return from + left / rate;
    left -= piece;
  }
  throw new RangeError('timeAt: a hazard without rates');
}

/**
 * The baseline hazard under which a population with these hazard ratios has the marginal curve asked for: piece by piece, the
 * rate at which the mean of S0(t)^ratio meets the target at the next knot.
 *
 * @param targets  `[month, survival]`, months ascending from above 0, survival falling
 * @param ratios   hazard ratios exp(linear predictor) of a large sample
 * @throws {RangeError} survival does not fall
 */
export function solveHazard(targets: readonly (readonly [number, number])[], ratios: Float64Array): PiecewiseHazard {
  const knots = [0];
  const rates: number[] = [];
  let lived = 0;
  for (const [month, survival] of targets) {
    const from = knots.at(-1) as number;
    let [low, high] = [0, 1];
    while (marginal(lived + high, ratios) > survival) high *= 2;
    if (marginal(lived, ratios) <= survival)
      throw new RangeError(`solveHazard: the curve does not fall to month ${month}`);
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (marginal(lived + middle, ratios) > survival) low = middle;
      else high = middle;
    }
    rates.push((low + high) / 2 / (month - from));
    lived += (low + high) / 2;
    knots.push(month);
  }
  knots.pop();
  return { knots, rates };
}

/** Mean survival of a population after a cumulative baseline hazard. */
function marginal(cumulative: number, ratios: Float64Array): number {
  let sum = 0;
  for (const ratio of ratios) sum += Math.exp(-cumulative * ratio);
  return sum / ratios.length;
}
