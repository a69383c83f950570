import type { Condition, Measured } from '../../engine/index.ts';
import { EPSILON, type Interval } from '../../engine/index.ts';

const isPoint = ({ range }: Measured): boolean => range.low === range.high;

/**
 * x >= factor * y + addend (`strict`: >). Exact while one of the two is known; two censored values are compared by
 * their intervals, and where these overlap the path forks.
 */
export function reachesOther(x: Measured, y: Measured, factor: number, addend = 0, strict = false): Condition {
  return (path) => {
    if (isPoint(y)) return path.reaches(x, x.range, factor * y.range.low + addend, strict);
    if (isPoint(x)) return !path.reaches(y, y.range, (x.range.low - addend) / factor, !strict);
    const now = (of: Measured): Interval => (path.domainOf(of.key) as Interval | undefined) ?? of.range;
    const [least, most] = [now(x).low - (factor * now(y).high + addend), now(x).high - (factor * now(y).low + addend)];
    // An open bound (`< 0.5`) is not reached itself: where the limit is met only there, it is passed, or never met.
    const above = now(x).lowOpen || now(y).highOpen;
    const under = now(x).highOpen || now(y).lowOpen;
    const surely = strict && !above ? least > EPSILON : least > -EPSILON;
    const never = strict || under ? most <= EPSILON : most < -EPSILON;
    return path.settle(
      { key: `${x.key} ${strict ? '>' : '>='} ${factor} ${y.key} + ${addend}`, inputs: [...x.inputs, ...y.inputs] },
      surely ? true : never ? false : null,
    );
  };
}

/** `now` is lower than `reference` by at least this fraction of it. */
export const reducedBy = (now: Measured, reference: Measured, fraction: number): Condition => {
  const stillAbove = reachesOther(now, reference, 1 - fraction, 0, true);
  return (path) => !stillAbove(path);
};
