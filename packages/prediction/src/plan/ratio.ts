import { normalCdf, normalQuantile, tQuantile, tTwoSided } from '@linea/survival';

/** An estimate, on a logarithmic scale where it is a ratio, with what is printed of it. */
export interface Ratio {
  readonly estimate: number;
  readonly se: number;
  /** 95 % limits, by the distribution that `p` is of: where gaps were filled, t with few degrees of freedom. */
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/** An estimate with degrees of freedom; Infinity: the normal distribution. */
export type Free = Ratio & { readonly df: number };

/** The interval and the p value of one distribution, so that they never contradict each other. */
export function ratioOf(estimate: number, se: number, df = Number.POSITIVE_INFINITY): Ratio {
  const isNormal = !Number.isFinite(df);
  const half = (isNormal ? normalQuantile(0.975) : tQuantile(0.975, df)) * se;
  const statistic = estimate / se;
  const p = isNormal ? 2 * normalCdf(-Math.abs(statistic)) : tTwoSided(statistic, df);
  return { estimate, se, lower: estimate - half, upper: estimate + half, p };
}

/**
 * The difference of two independent estimates.
 *
 * @source Welch BL. Biometrika 1947;34:28-35 (degrees of freedom)
 */
export function differenceOf(a: Free, b: Free): Ratio {
  const [u, v] = [a.se ** 2, b.se ** 2];
  return ratioOf(a.estimate - b.estimate, Math.sqrt(u + v), (u + v) ** 2 / (u ** 2 / a.df + v ** 2 / b.df));
}
