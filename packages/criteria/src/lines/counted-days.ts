import type { Code, Fact, FactId, Span } from '@linea/facts';
import { type DaysApart, daysApart, rootOf } from '../general/days-apart.ts';
import { plainDay } from '../lymphoma/clock.ts';
import { dateSpan, type Patient, type Sourced } from '../patient/patient.ts';
import type { Line } from './lines-of.ts';

const hasDays = (of: Patient, fact: Fact, { start, end }: Span): boolean => {
  const own = dateSpan(of, fact);
  return own.start === start && own.end === end;
};

/** The fact among these from which some days come; none where they were put together otherwise. */
export const datedBy = (of: Patient, facts: readonly FactId[], days: Span): Fact | undefined =>
  facts.flatMap((id) => of.fact(id) ?? []).find((fact) => hasDays(of, fact, days));

/** The fact by which a line is dated: its start, the infusion, else its first; none where the line has other days. */
export function startFact(of: Patient, line: Line): Fact | undefined {
  const facts = of.byEvent(line.event);
  const fact = facts.find(({ code }) => code === 'line.start' || code === 'inf.date') ?? facts[0];
  return fact && hasDays(of, fact, line.start) ? fact : undefined;
}

/** Days of facts counted from the one on which the start hangs at last; null where a fact does not hang on it. */
export function countFrom(of: Patient, start: Fact | undefined): (fact: Fact | undefined) => DaysApart | null {
  const root = start && rootOf(of, start);
  return (fact) => {
    if (!root || !fact) return null;
    return fact.id === root.id ? { low: 0, high: 0 } : daysApart(of, root, fact);
  };
}

/**
 * Inputs of days for the dates of an endpoint, by name: where the source counts the start and at least one of the others
 * from a common day. For anybody else none, and the dates alone speak.
 */
export function dayInputs(
  of: Patient,
  start: Fact | undefined,
  facts: Readonly<Record<string, readonly [fact: Fact | undefined, code: Code]>>,
): Readonly<Record<string, Sourced>> {
  const count = countFrom(of, start);
  const counted = Object.entries(facts).flatMap(([name, [fact, code]]) => {
    const days = count(fact);
    return fact && days ? [[name, { value: plainDay(days), facts: [fact.id], codes: [code] }] as const] : [];
  });
  const zero = count(start);
  return start && zero && counted.length > 0
    ? { ...Object.fromEntries(counted), startDay: { value: plainDay(zero), facts: [start.id], codes: ['line.start'] } }
    : {};
}
