import { type Fact, regimen, type Span } from '@linea/facts';
import { drugEvents } from '../lines/drug-events.ts';
import { type Line, linesOf } from '../lines/lines-of.ts';
import {
  beside,
  codeOf,
  dateSpan,
  eachOf,
  numberOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

/** What a calendar hangs on of its line: not on what came after it. */
type TreatedLine = Pick<Line, 'number' | 'event' | 'events' | 'regimen'>;

/** The treatment calendar of a line: its first day, the length of a cycle, and the cycles whose actual day 1 is recorded. */
export interface Calendar {
  readonly line: TreatedLine;
  readonly day1: { readonly days: Span; readonly fact: Fact } | null;
  readonly length: Sourced<number>;
  readonly actual: readonly { readonly cycle: number; readonly days: Span; readonly facts: readonly Fact[] }[];
}

/** A calendar with all of its line. */
export interface Course extends Calendar {
  readonly line: Line;
}

/** A dose as recorded: at the start of a drug, or at a change. */
export interface RecordedDose {
  readonly agent: string;
  readonly dose: number;
  readonly unit: string;
  readonly days: Span;
  readonly change: string | null;
  /** Days of the cycle on which it is given; null when the record does not list them. */
  readonly schedule: readonly number[] | null;
  readonly facts: readonly Fact[];
}

const lineOf = (fact: Fact | undefined): string | null => (fact?.value?.kind === 'reference' ? fact.value.event : null);

/** The calendars of all lines. */
export const calendarsOf = (of: Patient): readonly Calendar[] =>
  of.memo('calendars', () =>
    eachOf(of, 'calendar', linesOf(of), ({ number, event, events, regimen: named }) => [
      calendarOf(of, { number, event, events, regimen: named }),
    ]),
  );

/** The calendars of all lines, each with its line. */
export const coursesOf = (of: Patient): readonly Course[] =>
  linesOf(of).map((line, index) => ({ ...(calendarsOf(of)[index] as Calendar), line }));

function calendarOf(of: Patient, line: TreatedLine): Calendar {
  const actual = valued(of, 'cycle.number')
    .flatMap((number) => {
      const day1 = beside(of, number, 'cycle.day1');
      const cycle = numberOf(number);
      const belongs = line.events.includes(lineOf(beside(of, number, 'cycle.lineRef')) ?? '');
      return belongs && day1?.value && cycle !== undefined
        ? [{ cycle, days: dateSpan(of, day1), facts: [number, day1] }]
        : [];
    })
    .sort((a, b) => a.cycle - b.cycle);
  const [first] = actual;
  const start = of.byEvent(line.event).find(({ code }) => code === 'line.start');
  const day1 =
    first?.cycle === 1
      ? { days: first.days, fact: first.facts[1] as Fact }
      : start?.value
        ? { days: dateSpan(of, start), fact: start }
        : null;
  return { line, day1, length: cycleLength(of, line), actual };
}

/** As recorded with the drugs of the line, else that of its regimen. */
function cycleLength(of: Patient, line: TreatedLine): Sourced<number> {
  const recorded = drugEvents(of)
    .filter(({ lineRef }) => lineRef !== null && line.events.includes(lineRef))
    .flatMap(({ facts }) => facts.filter(({ code }) => code === 'drug.cycleLength'))
    .find((fact) => numberOf(fact) !== undefined);
  if (recorded) return sourced(numberOf(recorded) ?? null, [recorded]);
  const named = of.byEvent(line.event).find(({ code }) => code === 'line.regimen');
  const days = line.regimen === null ? null : regimen(line.regimen)?.cycleDays;
  return named && days ? sourced(days, [named], 'drug.cycleLength') : unknownInput('drug.cycleLength');
}

/** "1,8,15,22" and "D1-21 of 28" as days of the cycle; null for words ("weekly"). */
export function scheduleDays(text: string | undefined): readonly number[] | null {
  const listed = text
    ?.replace(/\b(?:of|di|ogni|every|q)\s*\d+.*$/i, '')
    .replace(/\bd(?:ay|ays)?\s*(?=\d)/gi, '')
    .trim();
  if (!listed || !/^\d+(?:\s*-\s*\d+)?(?:[\s,;]+\d+(?:\s*-\s*\d+)?)*$/.test(listed)) return null;
  return listed
    .replace(/\s*-\s*/g, '-')
    .split(/[\s,;]+/)
    .flatMap((part) => {
      const [from, to] = part.split('-').map(Number) as [number, number?];
      return Array.from({ length: (to ?? from) - from + 1 }, (_, index) => from + index);
    });
}

/** The doses of the drugs of a line, by drug and in order of time; a stop without a dose is a dose of 0. */
export function dosesOf(of: Patient, line: TreatedLine): ReadonlyMap<string, readonly RecordedDose[]> {
  const found = new Map<string, RecordedDose[]>();
  for (const { code: agent, lineRef, facts } of drugEvents(of)) {
    if (lineRef === null || !line.events.includes(lineRef)) continue;
    const has = (code: string): Fact | undefined =>
      facts.find((fact) => fact.code === code && fact.value !== undefined);
    const change = codeOf(has('drug.doseChange')) ?? null;
    const [amount, unit, start] = [has('drug.dose'), has('drug.doseUnit'), has('drug.start')];
    const dose = numberOf(amount) ?? (change === 'held' || change === 'stopped' ? 0 : undefined);
    if (dose === undefined) continue;
    const anchor = start ?? amount ?? (has('drug.doseChange') as Fact);
    const used = [has('drug.code'), start, amount, unit, has('drug.doseChange'), has('drug.schedule')].filter(
      (fact) => fact !== undefined,
    );
    const entry = {
      agent,
      dose,
      unit: codeOf(unit) ?? '',
      days: dateSpan(of, anchor),
      change,
      schedule: scheduleDays(codeOf(has('drug.schedule'))),
      facts: used,
    };
    found.set(agent, [...(found.get(agent) ?? []), entry]);
  }
  for (const doses of found.values()) doses.sort((a, b) => a.days.start - b.days.start || a.days.end - b.days.end);
  return found;
}

/** The inputs that place a cycle of a course in the calendar. */
export const calendarInputs = ({ day1, length }: Calendar): Readonly<Record<'cycle1Day1' | 'length', Sourced>> => ({
  cycle1Day1: day1 ? sourced(plainDate(day1.days), [day1.fact]) : unknownInput('cycle.day1'),
  length,
});
