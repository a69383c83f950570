import { normalQuantile } from '../special/normal.ts';

/** The scale on which the interval of S(t) is symmetric. */
export const INTERVAL_TYPES = ['log', 'log-log', 'plain', 'arcsin', 'logit'] as const;
export type IntervalType = (typeof INTERVAL_TYPES)[number];

/**
 * Pointwise confidence interval of a survival probability.
 *
 * @param survival  S(t), length m
 * @param se        standard error of log S(t)
 * @returns lower and upper limits in [0, 1]; NaN where the scale has no answer: S = 0 (but plain), S = 1 (log-log, logit, arcsin)
 * @source Borgan O, Liestol K. Scand J Stat 1990;17:35-41
 * @oracle R survival::survfit, conf.type
 */
export function survivalInterval(
  survival: Float64Array,
  se: Float64Array,
  type: IntervalType,
  level: number,
): { lower: Float64Array; upper: Float64Array } {
  const z = normalQuantile(1 - (1 - level) / 2);
  const lower = new Float64Array(survival.length);
  const upper = new Float64Array(survival.length);
  const limit = LIMITS[type];
  for (let k = 0; k < survival.length; k++) {
    const s = survival[k]!;
    const e = se[k]!;
    lower[k] = limit(s, e, -z);
    upper[k] = limit(s, e, z);
  }
  return { lower, upper };
}

const LIMITS: Readonly<Record<IntervalType, (s: number, se: number, z: number) => number>> = {
  plain: (s, se, z) => Math.min(1, Math.max(0, s + z * se * s)),
  log: (s, se, z) => (s === 0 ? Number.NaN : Math.min(1, Math.exp(Math.log(s) + z * se))),
  'log-log': (s, se, z) =>
    s === 0 || s === 1 ? Number.NaN : Math.exp(-Math.exp(Math.log(-Math.log(s)) + (z * se) / Math.log(s))),
  logit: (s, se, z) =>
    s === 0 || s === 1 ? Number.NaN : 1 - 1 / (1 + Math.exp(Math.log(s / (1 - s)) + z * se * (1 + s / (1 - s)))),
  arcsin: (s, se, z) => {
    if (s === 0 || s === 1) return Number.NaN;
    const angle = Math.asin(Math.sqrt(s)) + 0.5 * z * se * Math.sqrt(s / (1 - s));
    return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2;
  },
};
