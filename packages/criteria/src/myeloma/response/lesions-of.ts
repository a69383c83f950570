import type { Fact, FactId, Span } from '@linea/facts';
import { codeOf, dateSpan, numberOf, type Patient } from '../../patient/patient.ts';

interface Lesion {
  readonly name: string;
  readonly days: Span;
  readonly isNew: boolean;
  readonly isPlasmacytoma: boolean;
  /** Diameters in cm; null when not measured. */
  readonly longest: number | null;
  readonly shortest: number | null;
  readonly modality: string | null;
  readonly facts: readonly FactId[];
}

/** What the lesions measured in one assessment say. */
export interface Lesions {
  readonly spd: { readonly value: number; readonly unit: 'cm2' } | null;
  readonly isNew: boolean;
  /** A longest diameter up by half or more from its smallest, in a lesion of more than 1 cm in short axis; null when not comparable. */
  readonly increased: boolean | null;
  readonly modality: string | null;
  readonly facts: readonly FactId[];
}

const lesionsOf = (of: Patient): readonly Lesion[] =>
  of.memo('lesions', () =>
    of.byCode('lesion.id').map((id) => {
      const facts = of.byEvent(id.event);
      const find = (code: string): Fact | undefined =>
        facts.find((fact) => fact.code === code && fact.value !== undefined);
      const dated = find('lesion.date');
      const gone = codeOf(find('lesion.status')) === 'notVisible';
      const kind = codeOf(find('lesion.kind'));
      return {
        name: codeOf(id) ?? id.event,
        days: dated ? dateSpan(of, dated) : of.span(id),
        isNew: codeOf(find('lesion.role')) === 'new' && (kind === 'plasmacytoma' || kind === 'bone'),
        isPlasmacytoma: kind === 'plasmacytoma',
        longest: gone ? 0 : (numberOf(find('lesion.ldi')) ?? null),
        shortest: gone ? 0 : (numberOf(find('lesion.sdi')) ?? null),
        modality: codeOf(find('lesion.modality')) ?? null,
        facts: facts.map((fact) => fact.id),
      };
    }),
  );

/** Against the smallest earlier measurement of the same lesion. */
function increasedFrom(earlier: readonly Lesion[], now: Lesion): boolean | null {
  const known = earlier.filter(({ name, longest }) => name === now.name && longest !== null && longest > 0);
  const smallest = known.reduce<Lesion | null>(
    (least, one) => (least === null || (one.longest ?? 0) < (least.longest ?? 0) ? one : least),
    null,
  );
  if (!smallest || now.longest === null) return null;
  return (smallest.shortest ?? 0) > 1 && now.longest >= 1.5 * (smallest.longest ?? 0) - 1e-9;
}

/** Lesions whose measurement is among these facts. */
export function lesionsOn(of: Patient, facts: readonly Fact[], days: Span): Lesions {
  const ids = new Set(facts.flatMap(({ code, id }) => (code === 'lesion.id' ? [id] : [])));
  if (ids.size === 0) return { spd: null, isNew: false, increased: null, modality: null, facts: [] };
  const now = lesionsOf(of).filter((lesion) => lesion.facts.some((id) => ids.has(id)));
  const earlier = lesionsOf(of).filter((lesion) => lesion.days.end < days.start);
  const plasmacytomas = now.filter(({ isPlasmacytoma }) => isPlasmacytoma);
  const products = plasmacytomas.flatMap(({ longest, shortest }) =>
    longest === null || shortest === null ? [] : [longest * shortest],
  );
  const compared = now.map((lesion) => increasedFrom(earlier, lesion)).filter((answer) => answer !== null);
  return {
    spd:
      products.length > 0 && products.length === plasmacytomas.length
        ? { value: products.reduce((sum, area) => sum + area, 0), unit: 'cm2' }
        : null,
    isNew: now.some(({ isNew }) => isNew),
    increased: compared.length === 0 ? null : compared.some(Boolean),
    modality: now.find(({ modality }) => modality !== null)?.modality ?? null,
    facts: now.flatMap((lesion) => lesion.facts),
  };
}
