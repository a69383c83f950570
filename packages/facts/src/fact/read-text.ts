import { type Issue, shown } from '../issue.ts';

/** Free text is limited, because it invites what a registry must not hold (data dictionary, "Identity"). */
export const TEXT_LIMIT = 500;

/** What no store can keep: control characters other than tab and line ends, and halves of surrogate pairs. */
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Why a text cannot be kept; null when it can. */
export function textIssue(text: string, at: string, limit = TEXT_LIMIT): Issue | null {
  if (text.length > limit)
    return { code: 'text.tooLong', at, got: `${text.length}: ${shown(text)}`, allowed: String(limit) };
  return UNPRINTABLE.test(text)
    ? { code: 'text.unprintable', at, got: JSON.stringify(shown(text)), allowed: 'text' }
    : null;
}

/** What looks like a person's identity. The patterns accept a false alarm rather than a missed one: they only warn. */
const IDENTITIES: readonly (readonly [code: string, pattern: RegExp])[] = [
  // Italian fiscal code; the letters LMNPQRSTUV stand for digits where two persons would have the same.
  ['text.fiscalCode', /\b[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]\b/i],
  ['text.email', /[\w.+-]+@[\w-]+\.[\w.-]*\w/],
  // +39 or 0039 and a number, an Italian mobile (3xx), or a landline (0x-0xxx) of 8 to 11 digits with or without separators.
  [
    'text.phone',
    /(?<![\w.,-])(?:(?:\+|00)\d{2}[ ./-]?\d{2,4}[ ./-]?\d{5,8}|3\d{2}[ ./-]?\d{3}[ ./-]?\d{3,4}|0\d{1,3}[ ./-]\d{5,8})(?![\w,-])/,
  ],
  // First name and surname beside a full date.
  ['text.nameAndDate', /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\D{0,20}\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b/u],
];

/** Identities are short; a longer text is refused anyway. */
const SCREENED_CHARACTERS = 2 * TEXT_LIMIT;

/**
 * A warning for each kind of identity that a text seems to hold. What was read is masked: warnings end in logs.
 * @param kind  in codes (a patient, an event, a batch) long numbers are usual: they are screened for letters only
 */
export function identityWarnings(text: string, at: string, kind: 'words' | 'code' = 'words'): readonly Issue[] {
  if (kind === 'code' ? text.length < 16 && !text.includes('@') : text.length < 6 || !/[\d@]/.test(text)) return [];
  const screened = text.slice(0, SCREENED_CHARACTERS);
  return IDENTITIES.slice(0, kind === 'code' ? 2 : undefined).flatMap(([code, pattern]) => {
    const found = pattern.exec(screened)?.[0];
    return found ? [{ code, at, got: `${found.slice(0, 2)}…` }] : [];
  });
}
