import { type Span, withMembers } from '@linea/facts';
import {
  calculation,
  choice,
  type Decision,
  type Inputs,
  is,
  list,
  type Path,
  record,
  type When,
} from '../engine/index.ts';
import { plainly } from '../general/plainly.ts';
import { ask } from '../lines/ask.ts';
import { timepointApplications } from './assessed.ts';
import { notAfter } from './bor.ts';
import { dayInput, inWindow, shownDay } from './days.ts';
import { days, LABELS, type Label } from './labels.ts';
import { LUGANO, type Lugano } from './lugano.ts';

const assessment = { day: dayInput(), response: choice(LUGANO) };
type Assessment = Inputs<typeof assessment>;
const inputs = { assessments: list(record(assessment)), progressionDay: dayInput('none'), deathDay: dayInput('none') };
type Course = Inputs<typeof inputs>;

const isIn = (path: Path, { name, window }: Label, { key, inputs: asked, span }: When): boolean =>
  span !== null && ask(path, inWindow(span, window), () => ({ key: `${key} in ${name}`, inputs: asked }));

/** Days from the target, of a day known by its middle. */
const distance = ({ target }: Label, { start, end }: Span): number => {
  const middle = (start + end) / 2;
  return Math.max(target.start - middle, middle - target.end, 0);
};

/** The assessment nearest to the target; of two equally near the earlier one. */
const nearest = (label: Label, scans: readonly Assessment[]): Assessment | undefined =>
  scans.reduce<Assessment | undefined>((best, one) => {
    if (!best) return one;
    const [mine, theirs] = [distance(label, one.day.span as Span), distance(label, best.day.span as Span)];
    const earlier = (one.day.span as Span).start < (best.day.span as Span).start;
    return mine < theirs || (mine === theirs && earlier) ? one : best;
  }, undefined);

interface AtLabel {
  readonly response: Lugano | 'NE(death)' | null;
  readonly day: unknown;
}

const before = (path: Path, one: When, { window }: Label): boolean => {
  if (one.span === null) return false;
  const first: When = { key: `day ${window[0]}`, inputs: [], span: days(window[0]), given: true };
  return notAfter(path, one, first, true);
};

/** A progression that nobody assessed on its day is an assessment too. */
const withProgression = ({ assessments, progressionDay }: Course): readonly Assessment[] =>
  progressionDay.span === null
    ? assessments
    : [
        ...assessments,
        {
          given: true,
          day: progressionDay,
          response: { key: 'progression', inputs: [], options: ['PD'], given: true },
        },
      ];

function at(label: Label, of: Course): Decision<AtLabel> {
  const all = withProgression(of);
  const { deathDay } = of;
  return (path) => {
    const progressed = all.filter(({ day, response }) => before(path, day, label) && is(response, 'PD')(path));
    const [first] = progressed.map(({ day }) => day.span as Span).sort((a, b) => a.start - b.start);
    if (first) return { response: 'PD', day: shownDay(first) };
    if (deathDay.span !== null && before(path, deathDay, label))
      return { response: 'NE(death)', day: shownDay(deathDay.span) };
    const scan = nearest(
      label,
      all.filter(({ day }) => isIn(path, label, day)),
    );
    if (!scan) return { response: null, day: null };
    const answer = LUGANO.find((word) => is(scan.response, word)(path)) ?? 'NE';
    return { response: answer, day: shownDay(scan.day.span as Span) };
  };
}

/**
 * Response at the labelled time points after infusion (lymphoma) - `lugano.timepoints`
 *
 *  M1   day 28-30, window 21-45        M12  day 365, window 330-400
 *  M3   day 90, window 70-120          M24  day 730, window 690-790
 *  M6   day 180, window 150-210
 *
 * The assessment nearest to the target inside the window, of two equally near the earlier; windows include their ends. A
 * progression before the window stays PD; a death before it without progression is NE(death). A date that is not exact
 * leaves a label open when an edge of its window falls inside the interval.
 *
 * @param assessments     `{ day, response }`, days from the infusion
 * @param progressionDay  null: none beside those assessed
 * @returns M1 to M24, each `{ response, day }` or null without an assessment; `labels` of the assessments in their order
 * @source windows: convention of this project (lymphoma.md 4.6)
 */
export const timepoints = calculation({
  id: 'lugano.timepoints',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs,
  compute: (of) => {
    const entries = LABELS.map((label) => {
      const response = plainly((path) => at(label, of)(path).response, [...LUGANO, 'NE(death)', null]);
      const day = plainly((path) => at(label, of)(path).day);
      return [label.name, response === null ? null : { response, day }] as const;
    });
    const open = entries.some(([, entry]) => entry !== null && typeof entry.response === 'object');
    const labels = of.assessments.map(({ day }) =>
      plainly(
        (path) => LABELS.find((label) => isIn(path, label, day))?.name ?? null,
        [...LABELS.map(({ name }) => name), null],
      ),
    );
    return { fields: withMembers(open ? { status: 'indeterminate' } : {}, Object.fromEntries(entries), { labels }) };
  },
  from: timepointApplications,
});
