import type { Item } from '../dictionary/dictionary.ts';
import type { IsoDate } from '../when/day.ts';
import { ABSENT_REASONS, type Effective, type Fact, type Value } from './fact.ts';
import type { Findings } from './findings.ts';
import { questions } from './questions.ts';
import type { RawValue } from './raw-value.ts';
import { readEffective } from './read-effective.ts';
import type { Fields } from './read-fields.ts';
import { readQualifiers } from './read-qualifiers.ts';
import { readValue } from './read-value.ts';

/** What a fact says and of which days. */
export type Said = Pick<Fact, 'effective' | 'value' | 'absent' | 'qualifiers'>;

/**
 * Reads the value or the reason why there is none, and the days: exactly one of `value` and `absent`, of a withdrawal at most one.
 * A date item and the days of its fact are one statement (dictionary, "Dates"): where one is left out the other fills it.
 */
export function readSaid(
  of: Item,
  raw: Fields,
  at: string,
  withdrawn: boolean,
  today: IsoDate,
  findings: Findings,
): Said | undefined {
  const before = findings.issues.length;
  const absent = findings.choice(raw, 'absent', at, 'absent.unknown', ABSENT_REASONS);
  const qualifiers =
    (raw.qualifiers ?? null) === null ? undefined : readQualifiers(raw.qualifiers, `${at}.qualifiers`, findings);
  const reading = (from: RawValue): Value | undefined =>
    absent === undefined ? findings.take(readValue(of.code, from, `${at}.value`, today)) : undefined;
  const written = reading(raw as RawValue);
  const effective = readEffective(raw.effective, at, findings) ?? daysOf(of, written);
  const fills = of.role === 'date' && !withdrawn && !('value' in raw) && effective && !effective.anchor;
  const value = written ?? (fills ? reading({ value: effective }) : undefined);
  if (findings.issues.length > before) return undefined;
  if (effective === undefined)
    return findings.refuse('effective.missing', `${at}.effective`, 'null', 'YYYY-MM-DD, YYYY-MM, YYYY, start/end');
  if (absent !== undefined && hasValue(raw))
    return findings.refuse('value.andAbsent', `${at}.value`, raw.value ?? raw.low ?? raw.high, 'null');
  if (!withdrawn && absent === undefined && value === undefined) {
    return findings.refuse('value.missing', `${at}.value`, 'null', `value, absent (${ABSENT_REASONS.join(', ')})`);
  }
  if (value) ask(of, value, at, findings);
  if (effective.start !== null && effective.start > today)
    findings.warn('effective.future', `${at}.effective`, effective.start, `<= ${today}`);
  const said: { -readonly [K in keyof Said]: Said[K] } = { effective };
  if (value !== undefined) said.value = value;
  if (absent !== undefined) said.absent = absent;
  if (qualifiers !== undefined) said.qualifiers = qualifiers;
  return said;
}

const hasValue = (raw: Fields): boolean =>
  [raw.value, raw.low, raw.high].some((value) => value !== undefined && value !== null);

/** A date item without days of its own is of the days that it says. */
const daysOf = (of: Item, value: Value | undefined): Effective | undefined =>
  of.role === 'date' && value?.kind === 'date' ? value.date : undefined;

/** What is possible but should be looked at: unusual values, and free words that may hold somebody's identity. */
function ask(of: Item, value: Value, at: string, findings: Findings): void {
  findings.warnings.push(...questions(of, value, `${at}.value`));
  if (value.kind === 'text') findings.screen(value.text, at, 'value', 'words');
  if (value.kind === 'code' && !of.values) findings.screen(value.code, at, 'value', 'words');
}
