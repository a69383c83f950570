import {
  beside, type Course, codeOf, dateSpan, dosesOf, numberOf, type Patient, type RecordedDose, valued,
} from '@linea/criteria'; // biome-ignore format: a list
import { type Code, type FactId, isSteroid, type Span, shiftDays } from '@linea/facts';
import type { DrugSchedule, Period } from './schedules.ts';

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

/** A dose on a day of the calendar: what was planned then, and what the record says was given. */
export interface DoseDay {
  readonly drug: string;
  readonly day: number;
  readonly on: Span;
  /** The level then in force, as recorded at the start and at changes. */
  readonly planned: number | null;
  readonly unit: string;
  /** True: given on a day on which nothing was planned. */
  readonly unplanned: boolean;
  /** null: the record holds no single doses for this day. */
  readonly given: GivenDose | null;
}

const inForce = (doses: readonly RecordedDose[] | undefined, on: Span): number | null =>
  doses?.findLast(({ days }) => days.start <= on.start)?.dose ?? doses?.[0]?.dose ?? null;

/** The recorded days in force when a cycle begins: a later change of days holds from the next cycle. */
function inForceOn(doses: readonly RecordedDose[] | undefined, begins: Span, [first]: readonly Period[]): Period {
  const found = doses?.findLast(({ days, schedule }) => schedule !== null && days.start <= begins.start);
  return { ...(first as Period), ...(found?.schedule ? { days: found.schedule } : {}) };
}

/** Every planned dose of a cycle, and what was given besides, in order of days. */
export function dosesIn(
  of: Patient,
  course: Course,
  { number, actual, expected }: Cycle,
  schedules: readonly DrugSchedule[],
): readonly DoseDay[] {
  const recorded = dosesOf(of, course.line);
  const begins = actual ?? expected;
  const single = singleDosesOf(of, course).filter((one) => one.cycle === null || one.cycle === number);
  const used = new Set<SingleDose>();
  const planned = schedules.flatMap(({ drug, periods, from }) =>
    (from === 'record' ? [inForceOn(recorded.get(drug), begins, periods)] : periods)
      .filter(({ fromCycle, toCycle }) => fromCycle <= number && number <= (toCycle ?? number))
      .flatMap(({ days, dose, unit }) =>
        days.map((day): DoseDay => {
          const on = shiftDays(begins, day - 1);
          const given = single.find((one) => one.drug === drug && isOn(one, day, on));
          if (given) used.add(given);
          const level = recorded.has(drug) ? inForce(recorded.get(drug), on) : dose;
          return {
            ...{ drug, day, on, unit, unplanned: false },
            planned: given?.planned ?? level,
            given: given?.given ?? null,
          };
        }),
      ),
  );
  const besides = single.flatMap((one): readonly DoseDay[] => {
    const day = used.has(one) ? null : dayIn(one, begins, course.length.value);
    if (day === null) return [];
    const { drug, planned: asked, unit, given } = one;
    return [{ drug, day, on: shiftDays(begins, day - 1), planned: asked, unit, unplanned: asked === null, given }];
  });
  return [...planned, ...besides].sort(
    (a, b) => a.day - b.day || Number(isSteroid(a.drug)) - Number(isSteroid(b.drug)),
  );
}

/** What the record says of a single dose. */
interface GivenDose {
  readonly dose: number | null;
  readonly status: string | null;
  readonly facts: readonly FactId[];
}

/** A dose recorded by itself: by cycle and day, or by its date alone. */
interface SingleDose {
  readonly drug: string;
  readonly cycle: number | null;
  readonly day: number | null;
  readonly on: Span | null;
  readonly planned: number | null;
  readonly unit: string;
  readonly given: GivenDose;
}

const isOn = ({ cycle, day, on }: SingleDose, planned: number, date: Span): boolean =>
  cycle !== null && day !== null ? day === planned : on !== null && on.start === date.start && on.end === date.end;

/** The day of the cycle of a dose that nothing planned; null: not of this cycle, or its day is not known. */
function dayIn({ cycle, day, on }: SingleDose, begins: Span, length: number | null): number | null {
  if (cycle !== null) return day;
  if (on === null || on.start !== on.end || begins.start !== begins.end || length === null) return null;
  const counted = on.start - begins.start + 1;
  return counted >= 1 && counted <= length ? counted : null;
}

/** The single doses recorded for a line. */
const singleDosesOf = (of: Patient, { line }: Course): readonly SingleDose[] =>
  of.memo(`single doses ${line.event}`, () =>
    valued(of, 'dose.drug').flatMap((fact) => {
      const has = (name: string) => beside(of, fact, `dose.${name}` as Code);
      const reference = has('lineRef')?.value;
      if (reference?.kind !== 'reference' || !line.events.includes(reference.event)) return [];
      const [date, planned, dose, status] = [has('date'), has('planned'), has('given'), has('status')];
      return [
        {
          drug: codeOf(fact) ?? '',
          cycle: numberOf(has('cycle')) ?? null,
          day: numberOf(has('cycleDay')) ?? null,
          on: date?.value ? dateSpan(of, date) : null,
          planned: numberOf(planned) ?? null,
          unit: codeOf(has('unit')) ?? '',
          given: {
            dose: numberOf(dose) ?? null,
            status: codeOf(status) ?? null,
            facts: [fact, dose, status].flatMap((one) => (one ? [one.id] : [])),
          },
        },
      ];
    }),
  );
