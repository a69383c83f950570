import { compareSpans, type Fact, type Span, spanOf } from '@linea/facts';
import { cutoffOf } from '../../lines/cutoff-of.ts';
import type { Line } from '../../lines/lines-of.ts';
import { beside, codeOf, dateSpan, type Patient, valued } from '../../patient/patient.ts';
import { CATEGORIES, type Category, reaches } from './categories.ts';

const isCategory = (word: string | undefined): word is Category =>
  (CATEGORIES as readonly (string | undefined)[]).includes(word);

/** Does an assessment belong to a line: by what it names, else surely between its start and the next one? */
function isOfLine(of: Patient, line: Line, fact: Fact): boolean {
  const reference = of.byEvent(fact.event).find(({ code }) => code === 'resp.lineRef')?.value;
  if (reference?.kind === 'reference') return line.events.includes(reference.event);
  const { start, end } = assessedOn(of, fact);
  return start > line.start.end && (!line.next || end <= line.next.start);
}

/** The best response that somebody wrote down for this line, with the first fact that says so. */
export function statedBest(of: Patient, line: Line): { value: Category; fact: Fact } | null {
  const facts = [
    ...valued(of, 'resp.imwg').filter((fact) => isOfLine(of, line, fact)),
    ...valued(of, 'line.bestResponse').filter(({ event }) => line.events.includes(event)),
  ];
  return facts.reduce<{ value: Category; fact: Fact } | null>((best, fact) => {
    const value = codeOf(fact);
    if (!isCategory(value) || value === 'PD') return best;
    return best && reaches(best.value, value) ? best : { value, fact };
  }, null);
}

/** Progression that somebody wrote down, and the days on which it came. */
export interface StatedProgression {
  readonly fact: Fact;
  readonly days: Span;
}

/** Progression that somebody wrote down for this line, if any: its date, else the first response that says so, else a reason for stopping. */
export function statedProgression(of: Patient, line: Line): StatedProgression | null {
  const own = line.events.flatMap((event) => of.byEvent(event));
  const date = own.find(({ code, value }) => code === 'line.progressionDate' && value !== undefined);
  if (date) return { fact: date, days: dateSpan(of, date) };
  const [said] = [...valued(of, 'resp.imwg'), ...valued(of, 'resp.imwgBone')]
    .filter((fact) => {
      const word = codeOf(fact);
      return (word === 'PD' || word === 'progression') && isOfLine(of, line, fact);
    })
    .map((fact) => ({ fact, days: assessedOn(of, fact) }))
    .sort((a, b) => compareSpans(a.days, b.days));
  if (said) return said;
  const reason = own.find((fact) => fact.code === 'line.stopReason' && codeOf(fact) === 'progression');
  return reason ? { fact: reason, days: stoppedOn(of, line, reason) } : null;
}

const assessedOn = (of: Patient, fact: Fact): Span => dateSpan(of, beside(of, fact, 'resp.date') ?? fact);

/** A reason for stopping is dated by itself; dated as the line, it came on some day of it. */
function stoppedOn(of: Patient, { start, stop, next }: Line, reason: Fact): Span {
  const own = of.span(reason);
  if (own.start > start.end) return own;
  const known = [stop?.end, next?.end, cutoffOf(of)].filter((end) => end !== undefined && Number.isFinite(end));
  return spanOf(start.start, Math.max(start.start, Math.min(...(known as number[]))));
}
