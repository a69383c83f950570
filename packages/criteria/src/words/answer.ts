import { fromIso, type Span } from '@linea/facts';
import { printedUnit } from '@linea/facts/printed-unit';
import type { Answer } from '../engine/criterion.ts';
import { ENVELOPE } from '../engine/envelope.ts';
import { daysText, edtfText } from './dates.ts';
import type { Say } from './say.ts';

/** How the values of an answer are written where a page has its own manner. */
export interface Manner {
  /** The criterion whose own words its coded values have, at any depth. */
  readonly criterion?: string;
  /** Digits after the point, at most; default: six digits in all. */
  readonly fractionDigits?: number;
  /** A condition with its status (met, not-met, unknown). */
  readonly condition?: (condition: string, status: string) => string;
  /** A record inside an answer without brackets about it. */
  readonly isOpen?: boolean;
}

const PLAIN: Manner = {};

/** A code in the reader's words: a word of the criterion, a word of all of them, the name of a drug, a date, else the code itself. */
function codeWord(code: string, say: Say, { criterion }: Manner = PLAIN): string {
  const own = criterion === undefined ? undefined : say.or(`answer.${criterion}.${code}`, '');
  return own || say.or(`word.${code}`, say.or(`drug.${code}`, edtfText(code, say) ?? code));
}

/** A value of an answer in the reader's words, where the criterion has words for it. */
export function answerWord(criterion: string, value: unknown, say: Say, manner: Manner = PLAIN): string {
  if (typeof value === 'string') return codeWord(value, say, { criterion });
  // What is true or false of a patient may have words of its own; a member of a record is about something else.
  if (typeof value === 'boolean') return say.or(`answer.${criterion}.${value}`, compact(value, say));
  return compact(value, say, manner);
}

/** `< 0.2 g/dL`, `7–8`, with the laboratory's limits where they travel with it; null for any other record. */
function quantityText(
  { value, low, high, unit, comparator, uln, lln, ...rest }: Record<string, unknown>,
  say: Say,
): string | null {
  if (typeof unit !== 'string' || Object.keys(rest).length > 0) return null;
  const written = (one: unknown): string => (typeof one === 'number' ? numberText(one, say) : String(one));
  const number =
    typeof value === 'number'
      ? `${comparator ? `${comparator} ` : ''}${written(value)}`
      : typeof low === 'number'
        ? `${written(low)}–${written(high)}`
        : null;
  if (number === null) return null;
  const limits = Object.entries({ LLN: lln, ULN: uln }).map(([name, limit]) =>
    limit === undefined ? '' : ` (${name} ${written(limit)})`,
  );
  return `${withUnit(number, unit)}${limits.join('')}`;
}

/** `283–395`; null for any record that is no range of bare numbers. */
const rangeText = ({ low, high, ...rest }: Record<string, unknown>, say: Say): string | null =>
  typeof low === 'number' && typeof high === 'number' && Object.keys(rest).length === 0
    ? `${numberText(low, say)}–${numberText(high, say)}`
    : null;

const withUnit = (number: string, unit: string): string => `${number} ${printedUnit(unit)}`.trimEnd();

/** `1,3 mg/m²`: an amount as the reader's language writes it; a dash where none is known. */
export const amountText = (amount: number | null, unit: string, say: Say): string =>
  withUnit(amount === null ? '–' : numberText(amount, say), unit);

/** A number as the reader's language writes it: six digits are more than anything here is measured to. */
export const numberText = (value: number, say: Say): string =>
  value.toLocaleString(say.language, {
    useGrouping: false,
    ...(Number.isInteger(value) ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 6 }),
  });

/** `5 Aug – 30 Oct 2024`; null for any record that is no interval of days. */
function datesText({ start, end, ...rest }: Record<string, unknown>, say: Say): string | null {
  const others = Object.keys(rest).filter((name) => name !== 'precision' && name !== 'inferred');
  if (start === undefined || others.length > 0) return null;
  const [from, to] = [dayOf(start, -Infinity), dayOf(end, Infinity)];
  return Number.isNaN(from) || Number.isNaN(to) ? null : daysText({ start: from, end: to } satisfies Span, say);
}

/** The day of a bound; NaN for what is none. */
const dayOf = (bound: unknown, open: number): number =>
  bound === null ? open : typeof bound === 'string' ? fromIso(bound) : Number.NaN;

/** `7 days`, `7–12 days`; null for any record that is no number of days. */
const countText = ({ minDays, maxDays }: Record<string, unknown>, say: Say): string | null =>
  typeof minDays === 'number' && typeof maxDays === 'number'
    ? say('value.days', { days: minDays === maxDays ? String(minDays) : `${minDays}–${maxDays}` })
    : null;

/** The name of a field or parameter in the reader's words. */
export const fieldName = (name: string, say: Say): string => say.or(`field.${name}`, name);

/** What the dictionary calls its items and their answers, in the reader's language. */
interface Labels {
  readonly item: (code: string) => string;
  readonly answer: (code: string, answer: string) => string;
}

/**
 * What an input of a criterion is called: by words of its own, else as the dictionary calls what it comes from.
 *
 * @param input  `b2m`, `conditions.heartFailure`
 * @param codes  of the dictionary, that it would come from
 */
export function inputName(input: string, codes: readonly string[], say: Say, labels: Labels): string {
  const own = [`input.${input}`, `field.${input}`].find(say.has);
  if (own) return say(own);
  const last = input.slice(input.lastIndexOf('.') + 1);
  const [code] = codes;
  if (code === undefined || codes.length > 1) return say.or(`word.${last}`, say.or(`field.${last}`, last));
  const answer = labels.answer(code, last);
  if (answer !== last) return answer;
  return say.or(`word.${last}`, say.or(`field.${last}`, labels.item(code)));
}

/** A stated component that was taken as if observed: `a058 (stated ISS 3)` says which fact. */
export const assumedFact = (assumed: string): string => assumed.replace(/ \([^()]*\)$/, '');

/** A record on one line: `name value; name value`. A condition with its status reads `condition: status`. */
export function compact(value: unknown, say: Say, manner: Manner = PLAIN): string {
  const inside = (member: unknown): string => compact(member, say, manner);
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return say(value ? 'value.yes' : 'value.no');
  if (typeof value === 'string') return codeWord(value, say, manner);
  if (typeof value === 'number') return writtenNumber(value, say, manner);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(inside).join(', ');
  const record = value as Record<string, unknown>;
  const short = quantityText(record, say) ?? rangeText(record, say) ?? datesText(record, say) ?? countText(record, say);
  if (short) return short;
  const { condition, status, ...rest } = record;
  if (status === 'determined' && 'value' in rest) return inside(rest.value);
  if (status === 'indeterminate' && Array.isArray(rest.possible))
    return say('value.possible', { possible: possibleText(rest.possible, inside) });
  if (condition !== undefined && Object.keys(rest).length === 0)
    return manner.condition?.(inside(condition), String(status)) ?? `${inside(condition)}: ${inside(status)}`;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  if (members.length === 0) return '–';
  const text = members.map(([name, member]) => `${fieldName(name, say)} ${inside(member)}`).join('; ');
  return manner.isOpen ? text : `(${text})`;
}

const writtenNumber = (value: number, say: Say, { fractionDigits }: Manner): string =>
  fractionDigits === undefined
    ? numberText(value, say)
    : value.toLocaleString(say.language, { maximumFractionDigits: fractionDigits, useGrouping: false });

/** The code of a warning without what it speaks of: `rejected:b2m` is `rejected`. */
export function warningText(warning: string, say: Say): string {
  const [code = '', about = ''] = warning.split(/:(.*)/s);
  return say.or(`warning.${code}`, warning, { about });
}

/** Values still possible: a run of whole numbers by its ends, else one by one. */
export function possibleText(values: readonly unknown[], word: (value: unknown) => string): string {
  const isRun = values.length > 3 && values.every((value, index) => value === Number(values[0]) + index);
  return isRun ? `${values[0]}–${values.at(-1)}` : values.map(word).join(' | ');
}

/** The group of a score beside its points, where it is decided: ` (high)`. */
const groupText = ({ category }: Answer, say: Say): string =>
  typeof category === 'string' ? ` (${compact(category, say)})` : '';

/** Every value that is still possible; null where the answer is none of a few. */
export const possibleOf = (criterion: string, answer: Answer, say: Say): string | null =>
  answer.status === 'indeterminate' && Array.isArray(answer.possible)
    ? `${possibleText(answer.possible, (value) => answerWord(criterion, value, say))}${groupText(answer, say)}`
    : null;

/** The heart of an answer: the value, or every value still possible with what to ask for. */
export function resultText(criterion: string, answer: Answer, say: Say, missing?: (name: string) => string): string {
  if (answer.error) return say.or(`error.${answer.error}`, answer.error);
  const word = (value: unknown) => answerWord(criterion, value, say);
  if (answer.status === 'notApplicable')
    return say('value.notApplicable', {
      reason: say.or(`reason.${String(answer.reason)}`, String(answer.reason)),
    });
  const missingNames = ((answer.missing as readonly string[] | undefined) ?? []).map(missing ?? ((name) => name));
  const possible = possibleOf(criterion, answer, say);
  if (possible !== null)
    return missingNames.length > 0
      ? say('value.ask', { possible, missing: missingNames.join(', ') })
      : say('value.possible', { possible });
  if (answer.status === 'indeterminate' && answer.value === null) return openText(missingNames, say);
  if ('value' in answer) return `${word(answer.value)}${groupText(answer, say)}`;
  return recordText(answer, say) ?? openText(missingNames, say);
}

/** Not decided, with what to ask for. */
const openText = (missing: readonly string[], say: Say): string =>
  missing.length > 0 ? say('value.openAsk', { missing: missing.join(', ') }) : say('value.open');

/** Nothing: no value, an empty list, a record of which no member is known. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.values(value).every((member) => member === null);
}

/** The fields of a record, the empty ones left out; null for one that is not decided and has none. */
function recordText(answer: Answer, say: Say): string | null {
  const fields = Object.entries(answer).filter(([key, value]) => !ENVELOPE.has(key) && !isEmpty(value));
  if (fields.length === 0 && answer.status === 'indeterminate') return null;
  return fields.map(([key, value]) => `${fieldName(key, say)}: ${compact(value, say)}`).join('; ');
}
