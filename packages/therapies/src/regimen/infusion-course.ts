import { beside, type Course, codeOf, dateSpan, numberOf, type Patient, valued } from '@linea/criteria';
import { type Fact, type Span, shiftDays } from '@linea/facts';
import type { Cycle, DoseDay } from './calendar.ts';
import type { DrugSchedule } from './schedules.ts';

/** A lymphodepletion further before the infusion than this was not the one of that infusion. */
const LONGEST_BEFORE = 30;

type InfusionCourse = Cycle & { readonly doses: readonly DoseDay[] };

/**
 * A cell therapy on the calendar: days counted from the infusion, which is day 0. Planned from the first day of lymphodepletion
 * where that is known, else from the infusion itself; beside it what the record says was given.
 *
 * @returns null: not a cell therapy, or neither day is on record
 */
export function infusionCourse(
  of: Patient,
  { line }: Course,
  schedules: readonly DrugSchedule[],
  day: number,
): InfusionCourse | null {
  if (line.kind !== 'cart') return null;
  const ofLine = ({ event }: Fact): boolean => line.events.includes(event);
  const dated = valued(of, 'inf.date').findLast(ofLine);
  const infusion = dated ?? valued(of, 'inf.product').findLast(ofLine);
  const infused = infusion ? (dated ? dateSpan(of, dated) : of.span(infusion)) : null;
  const begun = lymphodepletionOf(of, infused ?? line.start);
  const listed = schedules.flatMap(({ periods }) => periods.flatMap(({ days }) => days));
  const first = Math.min(0, ...listed);
  const planned = begun && first < 0 ? shiftDays(begun.from, -first) : infused;
  if (!planned) return null;
  const zero = infused ?? planned;
  return {
    number: 1,
    planned,
    actual: infused,
    expected: zero,
    delayDays: infused && begun ? [infused.start - planned.end, infused.end - planned.start] : null,
    status: infused ? 'recorded' : planned.start > day ? 'future' : 'planned',
    facts: infusion ? [infusion.id] : [],
    doses: schedules
      .flatMap(({ drug, periods }) =>
        periods.flatMap(({ days, dose, unit }) =>
          days.map(
            (at): DoseDay => ({
              drug,
              day: at,
              on: shiftDays(zero, at),
              planned: dose,
              unit,
              unplanned: false,
              given: at === 0 && infusion ? infusedDose(of, infusion, unit) : givenIn(begun, shiftDays(zero, at)),
            }),
          ),
        ),
      )
      .sort((a, b) => a.day - b.day),
  };
}

interface Lymphodepletion {
  readonly from: Span;
  readonly to: Span | null;
  readonly facts: readonly Fact[];
}

/** The last lymphodepletion before the infusion. */
function lymphodepletionOf(of: Patient, before: Span): Lymphodepletion | null {
  const start = valued(of, 'ld.start').findLast((fact) => {
    const days = dateSpan(of, fact);
    return days.start <= before.end && days.end >= before.start - LONGEST_BEFORE;
  });
  if (!start || codeOf(beside(of, start, 'ld.regimen')) === 'none') return null;
  const end = beside(of, start, 'ld.end');
  return {
    from: dateSpan(of, start),
    to: end?.value ? dateSpan(of, end) : null,
    facts: end?.value ? [start, end] : [start],
  };
}

/** A day between the first and the last day of lymphodepletion: given, its dose of the day is not on record. */
function givenIn(of: Lymphodepletion | null, on: Span): DoseDay['given'] {
  if (!of?.to || on.start < of.from.end || on.end > of.to.start) return null;
  return { dose: null, status: null, facts: of.facts.map(({ id }) => id) };
}

/** The cells that were given, where they are recorded in the unit of the plan. */
function infusedDose(of: Patient, infusion: Fact, unit: string): DoseDay['given'] {
  const amount = beside(of, infusion, unit.endsWith('/kg') ? 'inf.dosePerKg' : 'inf.dose');
  const dose = numberOf(amount) ?? null;
  return { dose, status: null, facts: [infusion, ...(amount ? [amount] : [])].map(({ id }) => id) };
}
