import {
  beside,
  type Course,
  codeOf,
  dosesOf,
  numberOf,
  type Patient,
  type RecordedDose,
  scheduleDays,
  valued,
} from '@linea/criteria';
import { type FactId, isSteroid, type Span, shiftDays } from '@linea/facts';
import { regimenById } from '../knowledge/knowledge.ts';

/** When a cycle began, or would begin by the plan. */
export interface Cycle {
  readonly number: number;
  /** By the plan of the first day of the line. */
  readonly planned: Span;
  /** As recorded; null: the record does not say when it began. */
  readonly actual: Span | null;
  /** By the plan, counted from the last cycle whose first day is recorded. */
  readonly expected: Span;
  /** Days later than planned since the first cycle: `[least, most]`; null without an actual day. */
  readonly delayDays: readonly [number, number] | null;
  readonly status: 'recorded' | 'planned' | 'future';
  readonly facts: readonly FactId[];
}

/** A drug on the calendar: on which days of a cycle, and where that is written. */
export interface DrugSchedule {
  readonly drug: string;
  /** Days of a cycle; none where the schedule is only known in words. */
  readonly days: readonly number[];
  readonly words: string | null;
  readonly from: 'record' | 'knowledge';
  readonly dose: number | null;
  readonly unit: string;
  readonly facts: readonly FactId[];
}

/** Cycles beyond the day asked about that are still planned on the page and in the calendar file. */
const AHEAD = 2;
const MOST = 120;

/** The cycles of a line up to a day, and the next ones while it is ongoing; none where the first day or the length is not known. */
export function cyclesOf({ line, day1, length, actual }: Course, day: number): readonly Cycle[] {
  const days = length.value;
  if (!day1 || days === null || !Number.isFinite(day1.days.start)) return [];
  const over = line.stop !== null || (line.next !== null && line.next.start <= day);
  const last = over ? Math.min(line.stop?.end ?? day, line.next?.end ?? day, day) : day;
  const cycles: Cycle[] = [];
  let anchor = { number: 1, days: day1.days };
  for (let number = 1; number <= MOST; number++) {
    const recorded = actual.find(({ cycle }) => cycle === number);
    if (recorded) anchor = { number, days: recorded.days };
    const expected = shiftDays(anchor.days, (number - anchor.number) * days);
    const counted = line.cycles !== null && over && number > line.cycles;
    if (counted || (over && expected.start > last)) break;
    const future = expected.start > day;
    if (future && cycles.filter(({ status }) => status === 'future').length >= AHEAD) break;
    const planned = shiftDays(day1.days, (number - 1) * days);
    cycles.push({
      number,
      planned,
      actual: recorded?.days ?? null,
      expected,
      delayDays: recorded ? [recorded.days.start - planned.end, recorded.days.end - planned.start] : null,
      status: recorded ? 'recorded' : future ? 'future' : 'planned',
      facts: recorded?.facts.map(({ id }) => id) ?? [],
    });
  }
  return cycles;
}

/** The days of each drug of a line: as its record lists them, else as its regimen is usually given, which is then said. */
export function schedulesOf(of: Patient, { line }: Course): readonly DrugSchedule[] {
  const doses = dosesOf(of, line);
  const usual = line.regimen === null ? undefined : regimenById(line.regimen)?.schedule;
  return line.drugs.flatMap((drug): readonly DrugSchedule[] => {
    const recorded = doses.get(drug)?.find(({ schedule }) => schedule !== null);
    if (recorded)
      return [
        {
          drug,
          days: recorded.schedule ?? [],
          words: null,
          from: 'record',
          dose: recorded.dose,
          unit: recorded.unit,
          facts: recorded.facts.map(({ id }) => id),
        },
      ];
    const known = usual?.find((row) => row.drug === drug);
    if (!known) return [];
    const days = scheduleDays(known.days);
    const words = days === null ? known.days : null;
    return [{ drug, days: days ?? [], words, from: 'knowledge', dose: known.dose, unit: known.unit, facts: [] }];
  });
}

/** A dose on a day of the calendar: what was planned then, and what the record says was given. */
export interface DoseDay {
  readonly drug: string;
  readonly day: number;
  readonly on: Span;
  /** The level then in force, as recorded at the start and at changes. */
  readonly planned: number | null;
  readonly unit: string;
  /** null: the record holds no single doses for this day. */
  readonly given: {
    readonly dose: number | null;
    readonly status: string | null;
    readonly facts: readonly FactId[];
  } | null;
}

const inForce = (doses: readonly RecordedDose[] | undefined, on: Span): number | null =>
  doses?.findLast(({ days }) => days.start <= on.start)?.dose ?? doses?.[0]?.dose ?? null;

/** Every planned dose of a cycle, in order of days. */
export function dosesIn(
  of: Patient,
  course: Course,
  cycle: Cycle,
  schedules: readonly DrugSchedule[],
): readonly DoseDay[] {
  const recorded = dosesOf(of, course.line);
  const begins = cycle.actual ?? cycle.expected;
  return schedules
    .flatMap(({ drug, days, dose, unit }) =>
      days.map((day): DoseDay => {
        const on = shiftDays(begins, day - 1);
        return {
          drug,
          day,
          on,
          planned: recorded.has(drug) ? inForce(recorded.get(drug), on) : dose,
          unit,
          given: givenOn(of, course, drug, cycle.number, day),
        };
      }),
    )
    .sort((a, b) => a.day - b.day || Number(isSteroid(a.drug)) - Number(isSteroid(b.drug)));
}

function givenOn(of: Patient, { line }: Course, drug: string, cycle: number, day: number): DoseDay['given'] {
  const event = valued(of, 'dose.drug').find((fact) => {
    const reference = beside(of, fact, 'dose.lineRef')?.value;
    return (
      codeOf(fact) === drug &&
      reference?.kind === 'reference' &&
      line.events.includes(reference.event) &&
      numberOf(beside(of, fact, 'dose.cycle')) === cycle &&
      numberOf(beside(of, fact, 'dose.cycleDay')) === day
    );
  });
  if (!event) return null;
  const [dose, status] = [beside(of, event, 'dose.given'), beside(of, event, 'dose.status')];
  return {
    dose: numberOf(dose) ?? null,
    status: codeOf(status) ?? null,
    facts: [event, dose, status].flatMap((fact) => (fact ? [fact.id] : [])),
  };
}
