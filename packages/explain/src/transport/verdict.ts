import type { Interval } from '../validation/paired.ts';

export type TransportVerdict = 'use' | 'recalibrate' | 'doNotUse' | 'cannotTell';

/** What the rules look at. */
export interface TransportEvidence {
  readonly events: number;
  /** Questions that somebody has to answer first. */
  readonly questions: number;
  /** Harrell's C in the new population. */
  readonly concordance: Interval | null;
  readonly slope: Interval | null;
  /** Log of events seen over expected. */
  readonly intercept: Interval | null;
  /** Number of predictors whose effect differs, false discoveries held at 5 %. */
  readonly differing: number;
}

const RULE_CODES = [
  'noEvents',
  'askFirst',
  'fewEvents',
  'noDiscrimination',
  'effectsGone',
  'notShown',
  'miscalibrated',
  'effectsDiffer',
  'imprecise',
  'calibrated',
] as const;
export type TransportRule = (typeof RULE_CODES)[number];

/** The numbers in the rules: fixed before any data are seen. */
export const LIMITS = {
  /** Fewer events than this settle nothing. */
  events: 50,
  /** A C-index that is surely below this does not tell patients apart. */
  concordance: 0.6,
  /** A slope that is surely below this: the effects are mostly gone. */
  slopeGone: 0.5,
  /** Two tests of calibration (slope, events seen over expected) share 5 %: each at 2.5 %. */
  level: 0.025,
  /** A departure from 1 that is smaller than this, for slope and ratio, is left alone however sure it is. */
  indifference: 0.1,
  /** Half the 95 % interval of the slope: wider, and a slope of 0.5 would have been missed one time in five. */
  slopeWidth: 0.35,
  /** Half the 95 % interval of log(seen / expected): 0.35 is a factor of 1.4. */
  interceptWidth: 0.35,
} as const;

/** A rule as it was asked. */
export interface RuleAsked {
  readonly rule: TransportRule;
  readonly verdict: TransportVerdict;
  /** True, false, or null: an earlier rule had decided. */
  readonly holds: boolean | null;
}

const half = ({ lower, upper }: Interval): number => (upper - lower) / 2;

/** Normal quantile for LIMITS.level, two-sided. */
const Z = 2.2414027276049464;

/** Surely off, and by enough to matter. `zero`: the value where nothing is off. */
const off = ({ estimate, se }: Interval, zero: number, departure: number): boolean =>
  Math.abs(estimate - zero) > Z * se && departure > LIMITS.indifference;

const holds: Readonly<Record<TransportRule, (e: TransportEvidence) => boolean>> = {
  noEvents: ({ events }) => events === 0,
  askFirst: ({ questions }) => questions > 0,
  fewEvents: ({ events }) => events < LIMITS.events,
  noDiscrimination: ({ concordance }) => concordance !== null && concordance.upper < LIMITS.concordance,
  effectsGone: ({ slope }) => slope !== null && slope.upper < LIMITS.slopeGone,
  notShown: ({ concordance }) => concordance === null || !(concordance.lower > 0.5),
  miscalibrated: ({ slope, intercept }) =>
    (slope !== null && off(slope, 1, Math.abs(slope.estimate - 1))) ||
    (intercept !== null && off(intercept, 0, Math.abs(Math.exp(intercept.estimate) - 1))),
  effectsDiffer: ({ differing }) => differing > 0,
  imprecise: ({ slope, intercept }) =>
    slope === null ||
    intercept === null ||
    !(half(slope) <= LIMITS.slopeWidth) ||
    !(half(intercept) <= LIMITS.interceptWidth),
  calibrated: () => true,
};

const VERDICTS: Readonly<Record<TransportRule, TransportVerdict>> = {
  noEvents: 'cannotTell',
  askFirst: 'cannotTell',
  fewEvents: 'cannotTell',
  noDiscrimination: 'doNotUse',
  effectsGone: 'doNotUse',
  notShown: 'cannotTell',
  miscalibrated: 'recalibrate',
  effectsDiffer: 'recalibrate',
  imprecise: 'cannotTell',
  calibrated: 'use',
};

/**
 * Whether a model may be carried to a population, by rules fixed in advance and asked in this order; the first that holds
 * decides:
 *
 *   1 noEvents          nobody has the event                                                        cannot tell
 *   2 askFirst          a question is open: units, a feature missing, a new category                cannot tell
 *   3 fewEvents         fewer than 50 events                                                        cannot tell
 *   4 noDiscrimination  the 95 % interval of C lies below 0.6                                       do not use
 *   5 effectsGone       the 95 % interval of the slope lies below 0.5                               do not use
 *   6 notShown          the 95 % interval of C reaches 0.5                                          cannot tell
 *   7 miscalibrated     slope, or events seen over expected, differs from 1 (each at 2.5 %)
 *                       by more than 0.1                                                            recalibrate
 *   8 effectsDiffer     a predictor works otherwise here (false discovery rate 5 %)                 recalibrate
 *   9 imprecise         the slope is known to no better than +- 0.35, or the ratio to a factor 1.4  cannot tell
 *  10 calibrated        otherwise                                                                   use
 *
 * "No difference found" is never enough for "use": rule 9 asks that a difference that matters would have been seen.
 */
export function transportVerdict(evidence: TransportEvidence): {
  readonly verdict: TransportVerdict;
  readonly because: TransportRule;
  readonly rules: readonly RuleAsked[];
} {
  const deciding = RULE_CODES.findIndex((rule) => holds[rule](evidence));
  const because = RULE_CODES[deciding]!;
  return {
    verdict: VERDICTS[because],
    because,
    rules: RULE_CODES.map((rule, k) => ({
      rule,
      verdict: VERDICTS[rule],
      holds: k > deciding ? null : k === deciding,
    })),
  };
}
