import type { OptionName } from './options.ts';

/** What a number must be, and how that is said. */
type Range = readonly [fits: (x: number) => boolean, allowed: string];

const PROPER_PART: Range = [(x) => x > 0 && x < 1, 'above 0 and below 1'];
const wholeFrom = (least: number): Range => [(x) => Number.isInteger(x) && x >= least, `a whole number from ${least}`];

/** The numbers an option takes, where not every number will do and the method would not say so. */
export const RANGES: Readonly<Partial<Record<OptionName, Range>>> = {
  confLevel: PROPER_PART,
  quantiles: PROPER_PART,
  thresholds: PROPER_PART,
  probs: [(x) => x >= 0 && x <= 1, '0 to 1'],
  ctype: [(x) => x === 1 || x === 2, '1, 2'],
  nlambda: wholeFrom(1),
  groups: wholeFrom(2),
  m: wholeFrom(1),
  impute: wholeFrom(2),
  iterations: wholeFrom(1),
  bootstrap: wholeFrom(1),
  threads: wholeFrom(1),
  seed: [Number.isInteger, 'a whole number'],
};
