import type { DaySpan } from '@linea/charts';
import type { FactJson, PatientJson } from '../patient/patient-json.ts';
import { spanOfDated, spanOfEffective } from '../patient/spans.ts';
import type { FormWindow } from './layout.ts';

/** The infusion that a sheet counts from. */
export interface DayZero {
  readonly event: string;
  readonly span: DaySpan;
  readonly facts: readonly FactJson[];
}

/** The last infusion on record; null: none. */
export function dayZeroOf({ facts }: Pick<PatientJson, 'facts'>): DayZero | null {
  const anchor =
    facts.filter(({ code }) => code === 'inf.date').at(-1) ??
    facts.filter(({ code, value }) => code === 'inf.product' && value !== null).at(-1);
  if (!anchor) return null;
  const own = facts.filter(({ event }) => event === anchor.event);
  return {
    event: anchor.event,
    span: anchor.value === null ? spanOfEffective(anchor.effective) : spanOfDated(anchor),
    facts: own,
  };
}

/** Days of a fact from the infusion: as the source counts them where it does, else by the dates. */
export function daysFromZero(fact: FactJson, zero: DayZero): DaySpan {
  const { anchor } = fact.effective;
  if (anchor && zero.facts.some(({ id }) => id === anchor.ref))
    return { first: anchor.offsetDays[0], last: anchor.offsetDays[1] };
  if (fact.event === zero.event) return { first: 0, last: 0 };
  const span = spanOfEffective(fact.effective);
  return { first: span.first - zero.span.last, last: span.last - zero.span.first };
}

/** Whether days lie in a window: certainly, possibly, or not. */
export function isWithin({ first, last }: DaySpan, { from, to }: FormWindow): 'yes' | 'maybe' | 'no' {
  const [low, high] = [from ?? -Infinity, to ?? Infinity];
  if (last < low || first > high) return 'no';
  return first >= low && last <= high ? 'yes' : 'maybe';
}

/** The window of a yearly sheet in its year, from 1. */
export const inYear = ({ from, to, yearly }: FormWindow, year: number): FormWindow =>
  yearly === undefined || year === 1
    ? { from, to }
    : { from: (to ?? 0) + 1 + (year - 2) * yearly, to: (to ?? 0) + (year - 1) * yearly };
