import { type FactId, fromIso, type Span, spanOf } from '@linea/facts';
import type { Patient, Sourced } from '../patient/patient.ts';

/** The day on which the story ends: that of the question, else the last day of any fact whose date is bounded. */
export const cutoffOf = (of: Patient): number =>
  of.memo('cutoff', () => {
    if (of.asOf.effective !== undefined) return fromIso(of.asOf.effective);
    return of.facts.reduce(
      (latest, fact) => (Number.isFinite(of.span(fact).end) ? Math.max(latest, of.span(fact).end) : latest),
      -Infinity,
    );
  });

/** The last day of the facts of some inputs, worked out once for several questions that share them. */
export function lastDayOf(of: Patient, inputs: Readonly<Record<string, Sourced>>): { readonly at?: Span } {
  let last = -Infinity;
  const seen = (id: FactId): void => {
    const fact = of.fact(id);
    if (fact) last = Math.max(last, of.span(fact).end);
  };
  for (const { facts } of Object.values(inputs)) facts.forEach(seen);
  return last === -Infinity ? {} : { at: spanOf(last) };
}
