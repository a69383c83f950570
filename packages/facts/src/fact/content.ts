import { formatEdtf } from '../when/partial-date.ts';
import type { Effective, Fact, Value } from './fact.ts';

/** JSON with sorted keys, so that equal things give equal text; undefined members are left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(',')}}`;
}

/** A value as text; equal values give equal text. Numbers, codes and words without the work of the general form. */
function valueText(value: Value | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'number') return `n${value.number}|${value.unit}|${value.comparator ?? ''}`;
  if (value.kind === 'code') return `c${value.code}`;
  return canonical(value);
}

const effectiveText = ({ start, end, precision, text, anchor }: Effective): string =>
  `${start}/${end}|${precision}|${text ?? ''}|${anchor ? `${anchor.ref}+${anchor.offsetDays.join('..')}` : ''}`;

/** Everything that a fact says, without how Linea came by it: id, recorded, by, source, and a `known` that was only assumed. */
export type Content = Omit<Fact, 'id' | 'known' | 'recorded' | 'by' | 'source'> & {
  readonly known?: Fact['known'] | undefined;
};

/** Text that two facts share exactly when they say the same; without `known` where it is not to be compared. */
export function contentText(fact: Content, withKnown = fact.knownBasis === 'source'): string {
  const { patient, centre, code, event, episode, effective, stated, value, absent, known, qualifiers } = fact;
  const when = [effectiveText(effective), withKnown ? known : ''];
  const what = [valueText(value), absent, stated, qualifiers ? canonical(qualifiers) : ''];
  const version = [fact.note, fact.supersedes, fact.because, fact.kind];
  return JSON.stringify([patient, centre, code, event, episode, ...when, ...what, ...version]);
}

/**
 * True when a fact that is sent again adds nothing to the one that is there: then it is a duplicate and no conflict.
 * An instant of which the sender does not say that the source gave it is not compared.
 */
export const sameContent = (there: Content, sent: Content): boolean => {
  const withKnown = sent.knownBasis === 'source';
  return contentText(there, withKnown) === contentText(sent, withKnown);
};

/** The days of a fact as one word: EDTF, with the anchor where it has one (`@inf+21..35`). */
export function dayText(effective: Effective): string {
  const { anchor } = effective;
  const days = effective.start === null && effective.end === null ? '' : formatEdtf(effective);
  return anchor ? `${days}@${anchor.ref}+${anchor.offsetDays.join('..')}` : days;
}

/**
 * What makes a fact without id the same fact when the file comes again: patient, event, item and days. The value is left
 * out, because ids end in logs; so a file that comes again with another value is a conflict, never a silent change.
 */
export function factKey({
  patient,
  event,
  code,
  effective,
}: Pick<Content, 'patient' | 'event' | 'code' | 'effective'>): string {
  const days = dayText(effective);
  return event.endsWith(`:${days}`) ? `${patient}/${event}/${code}` : `${patient}/${event}/${code}/${days}`;
}
