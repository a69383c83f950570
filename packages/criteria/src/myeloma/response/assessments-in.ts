import { type Fact, type FactId, isNotAfter, type Span, withMembers } from '@linea/facts';
import { type DaysApart, daysApart } from '../../general/days-apart.ts';
import { startFact } from '../../lines/counted-days.ts';
import { type Line, linesOf } from '../../lines/lines-of.ts';
import { type Patient, plainDate } from '../../patient/patient.ts';
import { type AssessmentOf, assessmentsOf } from './assessments-of.ts';

const PROTEINS = ['serumM', 'urineM', 'flc'] as const;

/** Never carried forward (myeloma.md 4.2): of these a baseline has what was found with the latest of them. */
const LABORATORY: ReadonlySet<string> = new Set([...PROTEINS, 'sife', 'uife', 'circulatingPlasmaCells']);
/** Samples of one work-up are no further apart than a baseline may be old without a warning; convention of this project. */
const WORK_UP_DAYS = 28;

/**
 * One value of each kind, the latest of those assessments; dated as the latest M-protein or light-chain result. Results of the
 * laboratory that may not be of the same work-up as that one are left out: a urine of the year before asks for no urine now.
 */
function composed(assessments: readonly AssessmentOf[]): AssessmentOf | null {
  const last = assessments.at(-1);
  if (!last) return null;
  const dated = assessments.findLast(({ values: own }) => PROTEINS.some((name) => own[name] !== null)) ?? last;
  const isOfWorkUp = ({ days }: AssessmentOf): boolean => dated.days.start - days.end <= WORK_UP_DAYS;
  const values: Record<string, unknown> = {};
  const facts = new Set<FactId>();
  for (const one of [...assessments].reverse()) {
    const added = Object.entries(one.values).filter(
      ([name, value]) => value !== null && !(name in values) && (!LABORATORY.has(name) || isOfWorkUp(one)),
    );
    for (const [name, value] of added) values[name] = value;
    if (added.length > 0) for (const id of one.facts) facts.add(id);
  }
  return {
    days: dated.days,
    values: withMembers(values, { date: plainDate(dated.days), spurious: null }),
    facts: [...facts],
    dated: dated.dated,
    refers: [],
  };
}

const isSpurious = ({ values }: AssessmentOf): boolean => values.spurious === true;

/** Surely on or before day 1 of a line, by the dates or by days that both are counted from a common one. */
const isBy = (of: Patient, line: Line, { days, dated }: AssessmentOf): boolean =>
  isNotAfter(days, line.start) === true || (apart(of, line, dated)?.high ?? Infinity) <= 0;

/** Surely after day 1. */
const isAfter = (of: Patient, line: Line, { days, dated }: AssessmentOf): boolean =>
  days.start > line.start.end || (apart(of, line, dated)?.low ?? -Infinity) > 0;

function apart(of: Patient, line: Line, dated: Fact | undefined): DaysApart | null {
  const start = dated && startFact(of, line);
  return start ? daysApart(of, start, dated) : null;
}

/** The baseline of a line: latest assessment dated on or before day 1, of each kind, since the line before it began. */
export function baselineOf(of: Patient, line: Line): AssessmentOf | null {
  return of.memo(
    `baseline ${line.number}`,
    () => {
      const before = assessmentsOf(of).filter((one) => isBy(of, line, one) && !isSpurious(one));
      const previous = linesOf(of)[line.number - 2];
      const since = previous ? before.filter((one) => !isBy(of, previous, one)) : before;
      const hasProtein = since.some(({ values }) => PROTEINS.some((name) => values[name] !== null));
      return composed(hasProtein || before.length === since.length ? since : before);
    },
    line,
  );
}

/** The line after this one. */
const nextOf = (of: Patient, line: Line): Line | undefined => linesOf(of)[line.number];

/** The assessments of a line: after day 1, up to the start of the next line as far as their dates tell. */
export function assessmentsIn(of: Patient, line: Line): readonly AssessmentOf[] {
  const next = nextOf(of, line);
  return assessmentsOf(of).filter((one) => {
    if (isBy(of, line, one) || (next && isAfter(of, next, one))) return false;
    const sure = isAfter(of, line, one) && (!next || isBy(of, next, one));
    return sure || one.refers.length === 0 || one.refers.some((event) => line.events.includes(event));
  });
}

/** The start of the next line where a date leaves open whether an assessment is before it; else there is nothing to ask. */
export function openNext(of: Patient, line: Line, assessments: readonly AssessmentOf[]): Span | null {
  const next = nextOf(of, line);
  return next && !assessments.every((one) => isBy(of, next, one)) ? next.start : null;
}

/** Day 1 as a date that can be compared; null where the dates leave open what the days from a common one settle. */
export function comparableStart(of: Patient, line: Line, assessments: readonly AssessmentOf[]): Span | null {
  const byDates = assessments.every(({ days }) => days.start > line.start.end);
  return byDates || !assessments.every((one) => isAfter(of, line, one)) ? line.start : null;
}
