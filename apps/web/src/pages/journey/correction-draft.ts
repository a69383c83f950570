import type { FactJson } from '@linea/briefs';

/** What a form of a correction holds, as text; the server reads it as it reads any file. */
export interface CorrectionDraft {
  /** `7.1`, `< 0.2`, `7-8`; a code; `true`; a date in EDTF; codes with commas between them. */
  readonly value: string;
  readonly unit: string;
  /** When it was true, in EDTF. */
  readonly effective: string;
}

/** How the value of a fact is written: with a unit, chosen from a list, or as text. */
export type ValueKind = 'number' | 'boolean' | 'list' | 'text';

export function kindOfValue({ value, low, high, unit }: FactJson): ValueKind {
  if (typeof value === 'number' || low !== undefined || high !== undefined || (value === null && unit !== null))
    return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) ? 'list' : 'text';
}

const dateText = ({ start, end }: { readonly start: string | null; readonly end: string | null }): string =>
  start === end && start !== null ? start : `${start ?? '..'}/${end ?? '..'}`;

/** A whole month or year by its name, as it was most likely written. */
function shortDate(effective: FactJson['effective']): string {
  const { start, end, precision } = effective;
  if (precision === 'month' && start) return start.slice(0, 7);
  if (precision === 'year' && start) return start.slice(0, 4);
  return dateText({ start, end });
}

function valueText(fact: FactJson): string {
  const { value, comparator, low, high } = fact;
  if (value === null || value === undefined)
    return low === undefined && high === undefined ? '' : `${low ?? ''}-${high ?? ''}`;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && 'start' in value)
    return dateText(value as { start: string | null; end: string | null });
  return comparator ? `${comparator} ${value}` : String(value);
}

/** The fact as a form shows it first. */
export const draftOf = (fact: FactJson): CorrectionDraft => ({
  value: valueText(fact),
  unit: fact.unit ?? '',
  effective: fact.effective.anchor ? '' : shortDate(fact.effective),
});

const NUMBER = /^(<=|>=|<|>|≤|≥)?\s*(-?\d+(?:[.,]\d+)?)$/;
const RANGE = /^(-?\d+(?:[.,]\d+)?)\s*(?:-|–|\.\.)\s*(-?\d+(?:[.,]\d+)?)$/;
const SIGNS: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=' };
const number = (text: string): number => Number(text.replace(',', '.'));

/** A value as Linea's JSON has it. What is no number stays the text that was written: the server says what is allowed. */
function said(text: string, kind: ValueKind): Readonly<Record<string, unknown>> {
  if (kind === 'boolean') return { value: text === 'true' ? true : text === 'false' ? false : text };
  if (kind === 'list')
    return {
      value: text
        .split(/[,;]/)
        .map((part) => part.trim())
        .filter(Boolean),
    };
  if (kind === 'text') return { value: text };
  const [, sign, one] = NUMBER.exec(text) ?? [];
  if (one !== undefined) return { value: number(one), ...(sign ? { comparator: SIGNS[sign] ?? sign } : {}) };
  const [, low, high] = RANGE.exec(text) ?? [];
  return low !== undefined && high !== undefined ? { low: number(low), high: number(high) } : { value: text };
}

/**
 * What a draft changes of a fact, in Linea's JSON; null when it changes nothing. A dated item whose day is its value moves
 * with it: one date, said twice.
 */
export function changeOf(fact: FactJson, draft: CorrectionDraft): Readonly<Record<string, unknown>> | null {
  const before = draftOf(fact);
  const [value, unit, effective] = [draft.value.trim(), draft.unit.trim(), draft.effective.trim()];
  const moved = value !== before.value.trim();
  const dated = moved && effective === before.effective && before.value !== '' && before.value === before.effective;
  const change = {
    ...(moved ? said(value, kindOfValue(fact)) : {}),
    ...(unit !== before.unit ? { unit: unit === '' ? null : unit } : {}),
    ...(effective !== before.effective ? { effective } : dated ? { effective: value } : {}),
  };
  return Object.keys(change).length === 0 ? null : change;
}
