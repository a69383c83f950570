import { linearPredictor } from '../cox/baseline.ts';
import type { CoxFit } from '../cox/fit.ts';

export interface NewRows {
  /** Rows x p. */
  readonly x: Float64Array;
  readonly rows: number;
  readonly offset?: Float64Array | undefined;
  /** 0-based stratum of each new row, when the models have strata. */
  readonly strata?: Int32Array | undefined;
}

/**
 * Absolute risk of one cause from Cox models of every cause: sum over event times of S(t-) times the cause's hazard.
 *
 * @param fits   a model per cause, on the same rows and design
 * @param cause  position of the cause of interest in `fits`
 * @param form   S(t-) as `exponential` of minus the summed cumulative hazards, or as `product-limit` of one minus them
 * @returns a row per new row, a column per time; NaN after the last time at which anyone was followed
 * @source Benichou J, Gail MH. Biometrics 1990;46:813-826; Ozenne B et al. R J 2017;9(2):440-460
 * @oracle R riskRegression::predict.CauseSpecificCox
 */
export function absoluteRisk(
  fits: readonly CoxFit[],
  cause: number,
  { x, rows, offset, strata }: NewRows,
  times: readonly number[],
  form: 'exponential' | 'product-limit' = 'exponential',
): number[][] {
  const [first] = fits;
  if (first === undefined || fits[cause] === undefined)
    throw new RangeError(`absoluteRisk: cause ${cause} of ${fits.length}`);
  const jumps = new Map<number, Jumps>();
  return Array.from({ length: rows }, (_, r) => {
    const stratum = strata?.[r] ?? 0;
    let own = jumps.get(stratum);
    if (own === undefined) {
      own = jumpsOf(fits, stratum);
      jumps.set(stratum, own);
    }
    const relative = fits.map((fit) => Math.exp(linearPredictor(fit, x, r) + (offset?.[r] ?? 0) - centreOf(fit)));
    return riskAt(own, relative, cause, times, form);
  });
}

interface Jumps {
  /** Distinct times of any event of the stratum, ascending, and each cause's hazard there: times x causes. */
  readonly time: Float64Array;
  readonly hazard: Float64Array;
  readonly lastSeen: number;
}

/** Where the linear predictors of a fit are zero. */
const centreOf = (fit: CoxFit): number =>
  fit.coefficients.reduce((sum, b, j) => sum + (Number.isNaN(b) ? 0 : b * fit.means[j]!), 0) + fit.offsetMean;

function jumpsOf(fits: readonly CoxFit[], stratum: number): Jumps {
  const own = fits.map(({ sets }) => [sets.firstDeath[stratum] ?? 0, sets.firstDeath[stratum + 1] ?? 0] as const);
  const all = new Set<number>();
  fits.forEach(({ sets }, c) => {
    for (let k = own[c]![0]; k < own[c]![1]; k++) all.add(sets.deathTime[k]!);
  });
  const time = Float64Array.from(all).sort();
  const position = new Map(Array.from(time, (t, k) => [t, k]));
  const hazard = new Float64Array(time.length * fits.length);
  fits.forEach(({ sets, hazard: h }, c) => {
    for (let k = own[c]![0]; k < own[c]![1]; k++)
      hazard[position.get(sets.deathTime[k]!)! * fits.length + c] = h.step[k]!;
  });
  const { survival, strata } = fits[0]!.data;
  let lastSeen = -Infinity;
  survival.time.forEach((t, i) => {
    if ((strata?.[i] ?? 0) === stratum) lastSeen = Math.max(lastSeen, t);
  });
  return { time, hazard, lastSeen };
}

function riskAt(
  { time, hazard, lastSeen }: Jumps,
  relative: readonly number[],
  cause: number,
  times: readonly number[],
  form: 'exponential' | 'product-limit',
): number[] {
  const causes = relative.length;
  const order = times.map((_, k) => k).sort((a, b) => times[a]! - times[b]!);
  const risks = times.map(() => Number.NaN);
  let survival = 1;
  let total = 0;
  let risk = 0;
  let k = 0;
  for (const at of order) {
    for (; k < time.length && time[k]! <= times[at]!; k++) {
      let step = 0;
      for (let c = 0; c < causes; c++) step += hazard[k * causes + c]! * relative[c]!;
      risk += survival * hazard[k * causes + cause]! * relative[cause]!;
      total += step;
      survival = form === 'product-limit' ? survival * (1 - step) : Math.exp(-total);
    }
    if (times[at]! <= lastSeen) risks[at] = risk;
  }
  return risks;
}
