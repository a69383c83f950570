import { all, any, atLeast, type Condition, type Measured } from '../../engine/index.ts';
import { reachesOther } from './compare.ts';

/** The values among which the lowest is: a candidate of several members stands for the largest of them. */
export type Nadir = readonly (readonly Measured[])[];

/**
 * The lowest earlier value of a track (myeloma.md 4.2). Questions about it are monotone, so they are asked of the
 * candidates one by one and no minimum of censored values is ever needed.
 */
export function nadirOf(baseline: Measured | null, later: readonly Measured[], rule: string): Nadir {
  const known = baseline?.given ? [baseline, ...later] : later;
  if (rule !== 'lowest-confirmed') return known.map((value) => [value]);
  const pairs = known.slice(1).map((value, index) => [known[index] as Measured, value]);
  return baseline?.given ? [[baseline], ...pairs] : pairs;
}

/** `now` has risen from the nadir by a factor and an amount; a nadir of 0 or below fulfils the factor. */
export const risen = (now: Measured, nadir: Nadir, factor: number, amount: number, strict = false): Condition =>
  any(
    ...nadir.map((candidate) =>
      all(
        ...candidate.flatMap((value) => [
          reachesOther(now, value, 1, amount, strict),
          reachesOther(now, value, factor),
        ]),
      ),
    ),
  );

const SERUM_HIGH = 5;
/** N >= 5 g/dL and a rise of at least 1 g/dL; the 25 % are not required then. */
export const risenFromHigh = (now: Measured, nadir: Nadir): Condition =>
  all(
    ...nadir.map((candidate) => any(...candidate.map((value) => atLeast(value, SERUM_HIGH)))),
    any(...nadir.map((candidate) => all(...candidate.map((value) => reachesOther(now, value, 1, 1))))),
  );
