import { normalQuantile } from '../special/normal.ts';
import { SMALL, smallExponential } from '../special/small-exponential.ts';

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
  const limits = LIMITS[type];
  const pair = new Float64Array(2);
  let lastSurvival = Number.NaN;
  let lastError = Number.NaN;
  for (let k = 0; k < survival.length; k++) {
    const s = survival[k]!;
    const e = se[k]!;
    // Where nobody has the event nothing changes.
    if (s !== lastSurvival || e !== lastError) limits(pair, s, e, z);
    lower[k] = pair[0]!;
    upper[k] = pair[1]!;
    lastSurvival = s;
    lastError = e;
  }
  return { lower, upper };
}

const none = (pair: Float64Array): void => {
  pair[0] = Number.NaN;
  pair[1] = Number.NaN;
};

/** Fill a pair with both limits, from S, the standard error of log S, and the normal quantile. */
const LIMITS: Readonly<Record<IntervalType, (pair: Float64Array, s: number, se: number, z: number) => void>> = {
  plain(pair, s, se, z) {
    pair[0] = Math.max(0, s - z * se * s);
    pair[1] = Math.min(1, s + z * se * s);
  },
  log(pair, s, se, z) {
    if (s === 0) return none(pair);
    const factor = Math.exp(z * se);
    pair[0] = s / factor;
    pair[1] = Math.min(1, s * factor);
  },
  'log-log'(pair, s, se, z) {
    if (s === 0 || s === 1) return none(pair);
    // exp(-exp(log(-log S) ± b)) = exp(log S exp(± b))
    const log = Math.log(s);
    const half = (z * se) / -log;
    const down = half < SMALL ? log * smallExponential(half) : -1;
    const up = half < SMALL ? log * smallExponential(-half) : 1;
    if (down > -SMALL && up < SMALL) {
      // Both limits are near S, as on every large table: S exp(log S (exp(± b) - 1)).
      pair[0] = s + s * smallExponential(down);
      pair[1] = s + s * smallExponential(up);
      return;
    }
    const factor = Math.exp(half);
    pair[0] = Math.exp(log * factor);
    pair[1] = Math.exp(log / factor);
  },
  logit(pair, s, se, z) {
    if (s === 0 || s === 1) return none(pair);
    const odds = s / (1 - s);
    const factor = Math.exp(z * se * (1 + odds));
    pair[0] = 1 - 1 / (1 + odds / factor);
    pair[1] = 1 - 1 / (1 + odds * factor);
  },
  arcsin(pair, s, se, z) {
    if (s === 0 || s === 1) return none(pair);
    const angle = Math.asin(Math.sqrt(s));
    const move = 0.5 * z * se * Math.sqrt(s / (1 - s));
    pair[0] = Math.sin(Math.max(0, angle - move)) ** 2;
    pair[1] = Math.sin(Math.min(Math.PI / 2, angle + move)) ** 2;
  },
};
