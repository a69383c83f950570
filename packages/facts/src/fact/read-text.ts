import { type Issue, shown } from '../issue.ts';

/** Free text is limited, because it invites what a registry must not hold (data dictionary, "Identity"). */
export const TEXT_LIMIT = 500;

/** What no store can keep: control characters other than tab and line ends, and halves of surrogate pairs. */
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Printable ASCII and nothing else, as nearly all names and codes are: no pattern need look at it. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 32 || unit > 126) return false;
  }
  return true;
}

/** True when a text can be kept: `textIssue` says why not. */
export const isKeepable = (text: string, limit = TEXT_LIMIT): boolean =>
  text.length <= limit && (isPlain(text) || !UNPRINTABLE.test(text));

/** Why a text cannot be kept; null when it can. */
export function textIssue(text: string, at: string, limit = TEXT_LIMIT): Issue | null {
  if (text.length > limit)
    return { code: 'text.tooLong', at, got: `${text.length}: ${shown(text)}`, allowed: String(limit) };
  return UNPRINTABLE.test(text)
    ? { code: 'text.unprintable', at, got: JSON.stringify(shown(text)), allowed: 'text' }
    : null;
}

/** Names that join facts (ids, events, patients) are short: they are keys of the store. */
export const NAME_LIMIT = 200;

/** Why a text cannot be a name that joins facts, as of a patient or a centre; null when it can. */
export const nameIssue = (text: string, at: string): Issue | null =>
  text.trim() === ''
    ? { code: 'field.notText', at, got: shown(text), allowed: 'text' }
    : isKeepable(text, NAME_LIMIT)
      ? null
      : textIssue(text, at, NAME_LIMIT);

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
 * False when no pattern of an identity can match: one look at every character instead of a search for each pattern. They
 * ask for an @, for 16 letters and digits in a row, for 7 digits with nothing but separators between them, or for 4 such digits
 * and two capitals. In codes only the first two count, and a short one without @ has neither.
 */
export function mayIdentify(text: string, kind: 'words' | 'code'): boolean {
  if (kind === 'code' && text.length < 16) return text.includes('@');
  let [run, longest, digits, most, capitals] = [0, 0, 0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === AT) return true;
    const digit = unit >= 48 && unit <= 57;
    const capital = (unit >= 65 && unit <= 90) || unit > 127;
    if (digit) digits++;
    else if (!isSeparator(unit)) digits = 0;
    if (capital) capitals++;
    run = digit || capital || (unit >= 97 && unit <= 122) ? run + 1 : 0;
    if (run > longest) longest = run;
    if (digits > most) most = digits;
  }
  return longest >= 16 || (kind === 'words' && (most >= 7 || (most >= 4 && capitals >= 2)));
}

const AT = 64;

/** Space, plus, hyphen, full stop, slash. */
const isSeparator = (unit: number): boolean => unit === 32 || unit === 43 || (unit >= 45 && unit <= 47);

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
