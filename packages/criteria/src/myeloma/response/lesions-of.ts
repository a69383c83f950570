import type { Fact, FactId, Span } from '@linea/facts';
import { knownSize } from '../../general/size-of.ts';
import { linesOf } from '../../lines/lines-of.ts';
import { codeOf, dateSpan, type Patient } from '../../patient/patient.ts';
import { imagingKind } from './assessment.ts';

interface Lesion {
  readonly name: string;
  readonly days: Span;
  readonly isNew: boolean;
  readonly isPlasmacytoma: boolean;
  /** It was listed, but nobody looked at it. */
  readonly isSkipped: boolean;
  /** Diameters in cm; null when not measured. */
  readonly longest: number | null;
  readonly shortest: number | null;
  readonly modality: string | null;
  readonly facts: readonly FactId[];
}

/** What the lesions measured in one assessment say. */
export interface Lesions {
  /** Of all plasmacytomas of the line; one that was not measured this time has its last size. */
  readonly spd: { readonly value: number; readonly unit: 'cm2' } | null;
  /** How many plasmacytomas that sum is of. */
  readonly plasmacytomas: number | null;
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
        isSkipped: codeOf(find('lesion.status')) === 'notAssessed',
        longest: gone ? 0 : (knownSize(find('lesion.ldi')) ?? null),
        shortest: gone ? 0 : (knownSize(find('lesion.sdi')) ?? null),
        modality: codeOf(find('lesion.modality')) ?? null,
        facts: facts.map((fact) => fact.id),
      };
    }),
  );

/** Measurements before an assessment that count for it: the last of each lesion before the line began, and those since. */
function earlierIn(of: Patient, days: Span): readonly Lesion[] {
  const before = lesionsOf(of).filter((lesion) => lesion.days.end < days.start);
  const line = linesOf(of).findLast(({ start }) => start.end < days.start);
  if (!line) return before;
  const isOfLine = ({ days: on }: Lesion): boolean => on.start > line.start.end;
  return before.filter(
    (lesion, index) =>
      isOfLine(lesion) || !before.slice(index + 1).some((later) => later.name === lesion.name && !isOfLine(later)),
  );
}

/** By the same kind of imaging, as far as both say by which they were seen. */
const isComparable = (a: Lesion, b: Lesion): boolean => {
  const [one, other] = [imagingKind(a.modality), imagingKind(b.modality)];
  return one === undefined || other === undefined || one === other;
};

/** Against the smallest earlier measurement of the same lesion by the same imaging; null where that has no longest diameter, or no short axis that would decide. */
function increasedFrom(earlier: readonly Lesion[], now: Lesion): boolean | null {
  const known = earlier.filter(
    (one) => one.name === now.name && one.longest !== null && one.longest > 0 && isComparable(one, now),
  );
  const smallest = known.reduce<Lesion | null>(
    (least, one) => (least === null || (one.longest ?? 0) < (least.longest ?? 0) ? one : least),
    null,
  );
  if (!smallest || now.longest === null) return null;
  if (now.longest < 1.5 * (smallest.longest ?? 0) - 1e-9) return false;
  return smallest.shortest === null ? null : smallest.shortest > 1;
}

/** The plasmacytomas as they stand at an assessment: measured now, else as they were last measured. */
function plasmacytomasAt(earlier: readonly Lesion[], now: readonly Lesion[]): readonly Lesion[] {
  const measured = now.filter(({ isPlasmacytoma, isSkipped }) => isPlasmacytoma && !isSkipped);
  if (measured.length === 0) return [];
  const others = earlier.filter(
    ({ name, isPlasmacytoma, isSkipped }, index) =>
      isPlasmacytoma &&
      !isSkipped &&
      !measured.some((one) => one.name === name) &&
      !earlier.slice(index + 1).some((later) => later.name === name && !later.isSkipped),
  );
  return [...measured, ...others];
}

/** Lesions whose measurement is among these facts. */
export function lesionsOn(of: Patient, facts: readonly Fact[], days: Span): Lesions {
  const ids = new Set(facts.flatMap(({ code, id }) => (code === 'lesion.id' ? [id] : [])));
  if (ids.size === 0)
    return { spd: null, plasmacytomas: null, isNew: false, increased: null, modality: null, facts: [] };
  const now = lesionsOf(of).filter((lesion) => lesion.facts.some((id) => ids.has(id)));
  const earlier = earlierIn(of, days);
  const plasmacytomas = plasmacytomasAt(earlier, now);
  const products = plasmacytomas.flatMap(({ longest, shortest }) =>
    longest === null || shortest === null ? [] : [longest * shortest],
  );
  const isComplete = products.length > 0 && products.length === plasmacytomas.length;
  const answers = now.map((lesion) => increasedFrom(earlier, lesion)).filter((answer) => answer !== null);
  return {
    spd: isComplete ? { value: products.reduce((sum, area) => sum + area, 0), unit: 'cm2' } : null,
    plasmacytomas: isComplete ? products.length : null,
    isNew: now.some(({ isNew }) => isNew),
    increased: answers.length === 0 ? null : answers.some(Boolean),
    modality: now.find(({ modality }) => modality !== null)?.modality ?? null,
    facts: [...now, ...plasmacytomas.filter((lesion) => !now.includes(lesion))].flatMap((lesion) => lesion.facts),
  };
}
