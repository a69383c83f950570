import { patient, relativeTo } from '@linea/criteria';
import { assumedKnown, type Fact, partialDate, spanOf, view } from '@linea/facts';

/**
 * The facts of a patient all of whose dates are counted from one fact of unknown day, put on days: the last of them ends on the last day on
 * which that fact may have been. Times between facts are as the source has them; the days themselves are nobody's and are not printed.
 *
 * @returns null for a patient with dates of their own
 */
export function onOneClock(facts: readonly Fact[]): readonly Fact[] | null {
  if (!facts.some(({ effective }) => effective.anchor)) return null;
  const relative = relativeTo(patient(view(facts)));
  if (!relative) return null;
  const { of, root } = relative;
  const spans = of.facts.map((fact) => of.span(fact));
  const until = of.span(of.fact(root.id) as Fact).end;
  const ends = spans.map(({ end }) => end).filter(Number.isFinite);
  const back = Math.max(0, Math.max(until, ...ends) - until);
  return of.facts.map((fact, index): Fact => {
    const { start, end } = spans[index] as { start: number; end: number };
    const effective = partialDate(spanOf(start - back, end - back));
    return {
      ...fact,
      effective,
      ...(fact.value?.kind === 'date' ? { value: { kind: 'date', date: effective } } : {}),
      ...(fact.knownBasis === 'assumed' && Number.isFinite(end) ? { known: assumedKnown(fact.code, end - back) } : {}),
    };
  });
}
