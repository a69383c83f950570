import { count, criterion, type Decision, EPSILON, type Measured, type Path } from '../engine/index.ts';
import { changeApplications } from './remission-facts.ts';

const ANSWERS = ['improvement', 'persistent', 'flare'] as const;
type Change = (typeof ANSWERS)[number];

/** A rise or fall of more points than this is a change. */
const POINTS = 3;

/** a - b > 3, as far as the two are known. */
const moreThan = (path: Path, a: Measured, b: Measured): boolean => {
  const [least, most] = [a.range.low - b.range.high, a.range.high - b.range.low];
  const answer = least > POINTS + EPSILON ? true : most <= POINTS + EPSILON ? false : null;
  return path.settle(
    {
      key: `${a.key} above ${b.key}`,
      inputs: [a, b].flatMap((one) => (one.range.low === one.range.high ? [] : one.inputs)),
    },
    answer,
  );
};

/**
 * Change of SLEDAI-2K between two assessments - `sledai2k.change`
 *
 *  flare        a rise of more than 3 points
 *  improvement  a fall of more than 3 points
 *  persistent   within 3 points
 *
 * The direction is recorded; no decision follows from it. SELENA-SLEDAI is another instrument and never enters.
 *
 * @param previous, current  totals of the same instrument
 * @source as printed in a published table (lupus.md 1)
 */
export const activityChange = criterion({
  id: 'sledai2k.change',
  version: '2k',
  source: 'published table of change on SLEDAI-2K',
  inputs: { previous: count([0, 105]), current: count([0, 105]) },
  answers: ANSWERS,
  decide:
    ({ previous, current }): Decision<Change> =>
    (path) => {
      if (moreThan(path, current, previous)) return 'flare';
      return moreThan(path, previous, current) ? 'improvement' : 'persistent';
    },
  from: changeApplications,
});
