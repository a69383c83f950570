import { isNotAfter, type Span, withMembers } from '@linea/facts';
import {
  type Choice,
  choice,
  criterion,
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
import { bestResponseApplications } from './assessed.ts';
import { dayInput, shownDay } from './days.ts';
import { LUGANO, type Lugano } from './lugano.ts';

/** A response at a day; not evaluable at a time point is an answer. */
const assessment = { day: dayInput(), response: choice(LUGANO) };
type Assessment = Inputs<typeof assessment>;

/** Responses at their days. */
const assessmentList = () => list(record(assessment));

interface Judged {
  readonly day: When & { readonly span: Span };
  readonly response: Lugano;
}

/** Is a not after b (before it, when strict)? */
export function notAfter(path: Path, a: When, b: When, strict = false): boolean {
  if (!a.span || !b.span) return false;
  const inputs = [...a.inputs, ...b.inputs];
  const later = strict ? { start: b.span.start - 1, end: b.span.end - 1 } : b.span;
  return ask(path, isNotAfter(a.span, later), () => ({ key: `${a.key} ${strict ? 'before' : 'by'} ${b.key}`, inputs }));
}

const answerOf = (path: Path, response: Choice<Lugano>): Lugano =>
  LUGANO.find((answer) => is(response, answer)(path)) ?? 'NE';

/** The assessments of an episode: after its start, and up to the day of a new treatment. */
function judged(path: Path, all: readonly Assessment[], start: When, newTherapy: When): readonly Judged[] {
  return all.flatMap(({ day, response }) => {
    const span = day.span;
    if (span === null || !notAfter(path, start, day, true)) return [];
    if (newTherapy.span !== null && !notAfter(path, day, newTherapy)) return [];
    return [{ day: withMembers(day, { span }), response: answerOf(path, response) }];
  });
}

const inputs = {
  assessments: assessmentList(),
  newTherapyDay: dayInput('none'),
  startDay: dayInput('none'),
  transplantDay: dayInput('none'),
};
type Course = Inputs<typeof inputs>;

const DAY_ZERO: Span = { start: 0, end: 0 };

interface Best {
  readonly value: Lugano;
  readonly progression: Judged | undefined;
  readonly responded: Judged | undefined;
}

const earliest = (path: Path, all: readonly Judged[]): Judged | undefined =>
  all.reduce<Judged | undefined>(
    (first, one) => (first && notAfter(path, first.day, one.day) ? first : one),
    undefined,
  );

/** The assessments that count, and what they come to. */
function best(of: Course, path: Path, afterConsolidation: string): Best {
  const start: When = withMembers(of.startDay, { span: of.startDay.span ?? DAY_ZERO });
  const episode = judged(path, of.assessments, start, of.newTherapyDay).filter(
    ({ day }) => afterConsolidation === 'count' || !of.transplantDay.span || notAfter(path, day, of.transplantDay),
  );
  const progression = earliest(
    path,
    episode.filter(({ response }) => response === 'PD'),
  );
  const counted = progression
    ? [...episode.filter(({ day }) => notAfter(path, day, progression.day, true)), progression]
    : episode;
  return {
    value: LUGANO.find((answer) => counted.some(({ response }) => response === answer)) ?? 'NE',
    progression,
    responded: earliest(
      path,
      counted.filter(({ response }) => response === 'CR' || response === 'PR'),
    ),
  };
}

const dayOf = (one: Judged | undefined) => (one ? shownDay(one.day.span) : null);

/** Any answer at all, where no assessment is known. */
const anything: Decision<Lugano> = (path) =>
  LUGANO.find((answer) => path.isOneOf({ key: 'assessments', inputs: ['assessments'] }, LUGANO, [answer])) ?? 'NE';

/**
 * Best overall response (lymphoma, Lugano 2014) - `bor`
 *
 * The best of CR > PR > SD > PD > NE over the assessments after the infusion (`startDay`, 0 unless said: the leukapheresis
 * for intention to treat), until the first PD or a new anti-lymphoma treatment, whichever is first. An assessment on the
 * day of the new treatment counts; what follows a PD never does. Without an assessment NE. Assessments after a
 * transplant in response count (`afterConsolidation`), by convention.
 *
 * @param assessments    `{ day, response }`, days from the infusion
 * @param newTherapyDay  null: none
 * @param transplantDay  consolidation of a disease that has not progressed; null: none
 * @returns value, `progressionDay` (the earliest PD), `responseDay` (first CR or PR), `objectiveResponse`
 * @source Cheson BD et al. J Clin Oncol 2014;32:3059-3068
 */
export const bestOverallResponse = criterion({
  id: 'bor',
  version: '2014',
  source: 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068',
  inputs,
  params: { afterConsolidation: { default: 'count', allowed: ['count', 'ignore'] } },
  answers: LUGANO,
  decide: (of, { afterConsolidation }) =>
    of.assessments.given ? (path) => best(of, path, afterConsolidation).value : anything,
  fields: (settled, _, of, { afterConsolidation }) => ({
    progressionDay: plainly((path) => dayOf(best(of, path, afterConsolidation).progression)),
    responseDay: plainly((path) => dayOf(best(of, path, afterConsolidation).responded)),
    objectiveResponse: settled.status === 'determined' ? settled.value === 'CR' || settled.value === 'PR' : null,
  }),
  warn: ({ transplantDay, assessments }, { afterConsolidation }) => [
    ['afterConsolidation', afterConsolidation === 'count' && assessments.some(isAfter(transplantDay))],
  ],
  from: bestResponseApplications,
});

const isAfter =
  ({ span }: When) =>
  ({ day }: Assessment): boolean =>
    span !== null && day.span !== null && day.span.start > span.end;
