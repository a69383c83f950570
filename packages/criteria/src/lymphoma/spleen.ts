import {
  above,
  all,
  any,
  atLeast,
  atMost,
  below,
  type Condition,
  EPSILON,
  type Measured,
  not,
} from '../engine/index.ts';
import { isExactly } from '../general/compare.ts';

/** A spleen up to this vertical length is normal, cm. */
const NORMAL = 13;
/** A spleen of normal length at baseline must have grown by at least this, cm. */
const GROWTH = 2;

/** Vertical lengths, cm. */
export interface Spleens {
  readonly baseline: Measured;
  readonly now: Measured;
}

/** now > slope x baseline + intercept (>= unless `strict`), whichever of the two is not exact. */
function reachesLine({ baseline, now }: Spleens, slope: number, intercept: number, strict: boolean): Condition {
  if (isExactly(baseline)) return (strict ? above : atLeast)(now, slope * baseline.range.low + intercept);
  if (isExactly(now)) return (strict ? below : atMost)(baseline, (now.range.low - intercept) / slope);
  const least = now.range.low - slope * baseline.range.high - intercept;
  const most = now.range.high - slope * baseline.range.low - intercept;
  const sure = strict ? least > EPSILON : least >= -EPSILON;
  const never = strict ? most <= EPSILON : most < -EPSILON;
  const key = `spleen against ${slope} of baseline and ${intercept}`;
  return (path) =>
    path.settle({ key, inputs: [...baseline.inputs, ...now.inputs] }, sure ? true : never ? false : null);
}

/** Unknown at both times: not enlarged, a convention of the specification. */
const unknown = ({ baseline, now }: Spleens): boolean => !baseline.given && !now.given;
const enlarged = ({ baseline }: Spleens): Condition => above(baseline, NORMAL);

/** Enlarged at baseline: grown by more than half of the excess over 13 cm. Else: grown by 2 cm or more, and beyond 13 cm. */
export const spleenProgressed = (spleens: Spleens): Condition =>
  unknown(spleens)
    ? () => false
    : any(
        all(enlarged(spleens), reachesLine(spleens, 1.5, -NORMAL / 2, true)),
        all(not(enlarged(spleens)), above(spleens.now, NORMAL), reachesLine(spleens, 1, GROWTH, false)),
      );

/** The excess over 13 cm fallen by more than half; a spleen not enlarged at baseline has none to lose. */
export const spleenRegressed = (spleens: Spleens): Condition =>
  unknown(spleens) ? () => true : any(not(enlarged(spleens)), not(reachesLine(spleens, 0.5, NORMAL / 2, false)));

/** Of normal length now. */
export const spleenNormal = (spleens: Spleens): Condition =>
  unknown(spleens) ? () => true : atMost(spleens.now, NORMAL);
