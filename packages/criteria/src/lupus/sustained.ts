import { addMonths, isNotAfter, type Span, withMembers } from '@linea/facts';
import { criterion, type Decision, date, flag, type Inputs, isTrue, list, type Path, record } from '../engine/index.ts';
import { plainly } from '../general/plainly.ts';
import { ask } from '../lines/ask.ts';
import { doris } from './doris.ts';
import { sustainedApplications } from './remission-facts.ts';

const visit = { date: date(), met: flag() };
const inputs = { visits: list(record(visit)) };
type Visit = Inputs<typeof visit>;

const dated = (visits: readonly Visit[]): readonly (Visit & { readonly on: Span })[] =>
  visits
    .flatMap((one) => (one.date.given && one.date.span ? [withMembers(one, { on: one.date.span })] : []))
    .sort((a, b) => a.on.start - b.on.start || a.on.end - b.on.end);

/** Stretches of consecutive visits that met it, as their first and last days. */
function runsOf(path: Path, visits: readonly Visit[]): readonly { readonly first: Span; readonly last: Span }[] {
  const runs: { first: Span; last: Span }[] = [];
  let open = false;
  for (const { met, on } of dated(visits)) {
    const run = runs.at(-1);
    if (!isTrue(met)(path)) open = false;
    else if (open && run) run.last = on;
    else {
      runs.push({ first: on, last: on });
      open = true;
    }
  }
  return runs;
}

const spans = (path: Path, { first, last }: { first: Span; last: Span }, months: number): boolean => {
  const due = { start: addMonths(first.start, months), end: addMonths(first.end, months) };
  return ask(path, isNotAfter(due, last), () => ({ key: `${first.start} to ${last.start}`, inputs: ['visits'] }));
};

/** Days from the first visit that met it to the last of its stretch: bounds where a date is not exact. */
const daysIn: (visits: readonly Visit[]) => Decision<number | { minDays: number; maxDays: number } | null> =
  (visits) => (path) => {
    const [run] = runsOf(path, visits);
    if (!run) return null;
    const [minDays, maxDays] = [Math.max(0, run.last.start - run.first.end), run.last.end - run.first.start];
    return minDays === maxDays ? minDays : { minDays, maxDays };
  };

/**
 * Sustained remission (systemic lupus erythematosus) - `doris2021.sustained`
 *
 * DORIS met at visits that span at least `months` calendar months, with none failing between. `timeInRemissionDays`: days
 * from the first visit that met it to the last consecutive one.
 *
 * @param visits  `{ date, met }`; an unknown visit may have failed
 * @source van Vollenhoven RF et al. Lupus Sci Med 2021;8:e000538; duration is a parameter (lupus.md 2)
 */
export const sustained = criterion({
  id: 'doris2021.sustained',
  version: '2021',
  source: 'van Vollenhoven RF et al. Lupus Sci Med 2021;8:e000538; duration is a parameter',
  verification: 'convention',
  inputs,
  params: { months: { default: 6 } },
  answers: [false, true],
  decide: ({ visits }, { months }) => {
    if (!visits.given) return (path) => path.settle({ key: 'visits', inputs: ['visits'] }, null);
    return (path) => runsOf(path, visits).some((run) => spans(path, run, months));
  },
  fields: (settled, _, { visits }) => ({
    met: settled.status === 'determined' ? settled.value : null,
    timeInRemissionDays: plainly(daysIn(visits)),
  }),
  from: (of) => sustainedApplications(of, doris),
});
