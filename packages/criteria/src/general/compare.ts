import { above, atLeast, atMost, below, type Condition, EPSILON, type Measured } from '../engine/index.ts';

/** True when the number is known exactly. */
export const isExactly = ({ given, range }: Measured): boolean => given && range.low === range.high;

/**
 * value > times x limit (or >= unless `strict`), whichever of the two is unknown: three times the upper limit, half the
 * baseline. With both imprecise the question is one unknown of its own; it then asks for both.
 */
export function exceeds(value: Measured, times: number, limit: Measured, strict = true): Condition {
  if (isExactly(limit)) return strict ? above(value, times * limit.range.low) : atLeast(value, times * limit.range.low);
  if (isExactly(value)) return strict ? below(limit, value.range.low / times) : atMost(limit, value.range.low / times);
  const inputs = [value, limit].filter((one) => !isExactly(one)).flatMap((one) => one.inputs);
  const [least, most] = [value.range.low - times * limit.range.high, value.range.high - times * limit.range.low];
  const answer = least > EPSILON ? true : most < -EPSILON ? false : null;
  return (path) =>
    path.settle({ key: `${value.key} against ${times} ${limit.key}${strict ? '' : ' inclusive'}`, inputs }, answer);
}

/** value >= times x limit. */
export const reaches = (value: Measured, times: number, limit: Measured): Condition =>
  exceeds(value, times, limit, false);
