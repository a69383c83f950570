import type { Code, Fact } from '@linea/facts';
import { productsOf } from '../leukaemia/assessments.ts';
import { type DayInterval, daysFrom, plainDay } from '../lymphoma/clock.ts';
import { beside, dateSpan, happenings, type Patient, plainDate, type Sourced, sourced } from '../patient/patient.ts';

/** One infusion of effector cells; days are counted from it until the next one opens a count of its own. */
export interface Infusion {
  readonly fact: Fact;
  readonly next: Fact | undefined;
  /** Which one a derivation speaks of, where there are several. */
  readonly about: Readonly<Record<string, string>> | undefined;
}

/** The infusions of a patient in order of time; a product that was not infused is none. */
export const infusionsOf = (of: Patient): readonly Infusion[] =>
  of.memo('effector cell infusions', () => {
    const dated = happenings(of, 'inf.date');
    const facts = (dated.length > 0 ? dated : productsOf(of)).filter(
      (fact) => beside(of, fact, 'inf.notInfusedReason')?.value === undefined,
    );
    const first = facts.filter((fact, index) => facts.findIndex(({ event }) => event === fact.event) === index);
    const ordered = [...first].sort((a, b) => dateSpan(of, a).start - dateSpan(of, b).start);
    return ordered.map((fact, index) => ({
      fact,
      next: ordered[index + 1],
      about: ordered.length > 1 ? { after: fact.event } : undefined,
    }));
  });

/** Days of a fact from an infusion, when it may belong to it: not before it, and before the next one. */
export function dayAfter(of: Patient, { fact: zero, next }: Infusion, fact: Fact, earliest = 0): DayInterval | null {
  const days = daysFrom(of, zero, fact);
  if (!days || days.low < earliest) return null;
  return next && dateSpan(of, fact).start >= dateSpan(of, next).start ? null : days;
}

/** The day of a fact after an infusion, where it is known exactly. */
export function exactDayAfter(of: Patient, infusion: Infusion, fact: Fact, earliest = 0): number | null {
  const days = dayAfter(of, infusion, fact, earliest);
  return days && days.low === days.high ? days.low : null;
}

/** The date of the infusion as an input, known or bounded. */
export const infusionDateInput = (of: Patient, { fact }: Infusion): Sourced =>
  sourced(plainDate(dateSpan(of, fact)), [fact], 'inf.date');

/** The first of some facts after an infusion as a day, null: none of them happened. */
export function firstDayAfter(
  of: Patient,
  infusion: Infusion,
  facts: readonly Fact[],
  ...codes: readonly Code[]
): Sourced {
  const days = facts.flatMap((fact) => {
    const found = dayAfter(of, infusion, fact);
    return found ? [{ fact, found }] : [];
  });
  const first = days.sort((a, b) => a.found.low - b.found.low)[0];
  return first ? sourced(plainDay(first.found), [first.fact], ...codes) : { value: null, facts: [], codes };
}
