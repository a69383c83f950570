import type { Code } from '../dictionary/dictionary.ts';
import type { Effective, Fact, Instant, Qualifiers } from '../fact/fact.ts';
import { knownUnlessSaid } from '../fact/known.ts';
import { readValue } from '../fact/read-value.ts';
import { lazy } from '../lazy.ts';
import { resolveDates } from '../timeline/dates.ts';
import type { Span } from '../when/span.ts';
import { casesData } from './cases.generated.ts';

interface RawFact {
  readonly id: string;
  readonly sourceFact: string | null;
  readonly event: string;
  readonly code: Code;
  readonly value: unknown;
  readonly unit: string | null;
  readonly date: {
    start: string | null;
    end: string | null;
    precision: Effective['precision'];
    text: string | null;
    anchor?: { event?: string; offsetDays?: number; tolerance: number };
  };
  readonly stated: boolean;
  readonly absentReason: Fact['absent'] | null;
  readonly qualifiers: (Qualifiers & { comparator?: string; low?: number; high?: number }) | null;
  readonly note: string | null;
}

interface RawCase {
  readonly id: string;
  readonly kind: 'case' | 'pathway';
  readonly disease: string;
  readonly titleEn: string;
  readonly titleIt: string;
  readonly source: string;
  readonly facts?: readonly RawFact[];
}

/** A published patient as facts, with where it was published. */
export interface PublishedCase {
  readonly id: string;
  readonly disease: string;
  readonly titleEn: string;
  readonly titleIt: string;
  readonly source: string;
  readonly facts: readonly Fact[];
}

/** Published cases were read from print: every fact is recorded at this instant. */
const RECORDED: Instant = '2026-11-22T00:00:00Z';

/** "D+28" is an anchor on the infusion with the window of its label; planned-calendar dates keep the days given. */
function effective(raw: RawFact, infusion: string | undefined): Effective {
  const { start, end, precision, text, anchor } = raw.date;
  const days = { start, end, precision, ...(text ? { text } : {}) };
  if (anchor?.event !== 'infusion' || infusion === undefined || anchor.offsetDays === undefined) return days;
  return {
    ...days,
    anchor: { ref: infusion, offsetDays: [anchor.offsetDays - anchor.tolerance, anchor.offsetDays + anchor.tolerance] },
  };
}

function qualifiers(raw: RawFact['qualifiers']): Qualifiers | undefined {
  const { comparator: _, low: __, high: ___, ...rest } = raw ?? {};
  return Object.keys(rest).length > 0 ? (rest as Qualifiers) : undefined;
}

function toFact(raw: RawFact, of: RawCase, infusion: string | undefined): Fact {
  const travelling = qualifiers(raw.qualifiers);
  const value = readValue(raw.code, raw, raw.id);
  if (!value.ok) throw new Error(`cases: ${of.id} ${raw.id} ${value.issues[0]?.code}`);
  return {
    id: raw.id,
    patient: of.id,
    centre: 'published',
    code: raw.code,
    event: raw.event,
    effective: effective(raw, infusion),
    known: RECORDED,
    knownBasis: 'assumed',
    recorded: RECORDED,
    by: 'linea',
    stated: raw.stated,
    ...(value.value ? { value: value.value } : {}),
    ...(raw.absentReason ? { absent: raw.absentReason } : {}),
    ...(travelling ? { qualifiers: travelling } : {}),
    source: { kind: 'document', name: of.source, ...(raw.sourceFact ? { place: raw.sourceFact } : {}) },
    ...(raw.note ? { note: raw.note } : {}),
  };
}

function load(of: RawCase): PublishedCase {
  const raw = of.facts ?? [];
  const infusion = raw.find(({ code }) => code === 'inf.date')?.id;
  const facts = raw.map((fact) => toFact(fact, of, infusion));
  const { spans } = resolveDates(facts);
  const known = facts.map((fact) => ({
    ...fact,
    known: knownUnlessSaid(fact.code, spans.get(fact.id) as Span, RECORDED),
  }));
  const { id, disease, titleEn, titleIt, source } = of;
  return { id, disease, titleEn, titleIt, source, facts: known };
}

/** The published patients that Linea learns with. The lupus pathway among the data has no facts and is no patient. */
export const publishedCases: () => readonly PublishedCase[] = lazy(() =>
  (casesData as readonly RawCase[]).filter(({ kind }) => kind === 'case').map(load),
);
