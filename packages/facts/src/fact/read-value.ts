import { dictionary, type Item, similarCodes } from '../dictionary/dictionary.ts';
import { ok, type Result, refused, shown } from '../issue.ts';
import { drugs, regimens } from '../vocabulary/vocabulary.ts';
import { fromIso, type IsoDate } from '../when/day.ts';
import { readPartialDate, span } from '../when/partial-date.ts';
import type { Value } from './fact.ts';
import type { RawValue } from './raw-value.ts';
import { readNumber } from './read-number.ts';
import { textIssue } from './read-text.ts';

/**
 * Reads the value of a fact against its item in the dictionary: type, allowed answers, unit, impossible range.
 * Undefined when there is no value. What is implausible (soft range) is accepted here and asked about by `questions`.
 *
 * @param today  a date after it is impossible where the dictionary says so; not given, no date is too late
 */
export function readValue(code: string, raw: RawValue, at: string, today?: IsoDate): Result<Value | undefined> {
  const of = dictionary().get(code);
  if (!of) {
    const similar = similarCodes(code);
    return refused({
      code: 'code.unknown',
      at,
      got: shown(code),
      ...(similar.length > 0 ? { allowed: similar.join(', ') } : {}),
    });
  }
  const { value = null } = raw;
  if (of.type === 'integer' || of.type === 'decimal') {
    const none =
      value === null && (raw.low ?? raw.high ?? raw.qualifiers?.low ?? raw.qualifiers?.high ?? null) === null;
    return none ? ok(undefined) : readNumber(of, raw, at);
  }
  if (value === null) return ok(undefined);
  if (raw.unit !== undefined && raw.unit !== null && raw.unit !== '')
    return refused({ code: 'unit.unknown', at, got: shown(raw.unit), allowed: 'null' });
  switch (of.type) {
    case 'boolean':
      return typeof value === 'boolean'
        ? ok({ kind: 'boolean', boolean: value })
        : wrong('value.notBoolean', 'true, false');
    case 'code':
      return readCode(of, value, at);
    case 'codeList':
      return readCodes(of, value, at);
    case 'date':
    case 'partialDate':
    case 'dateTime':
      return readDate(of, value, at, today);
    case 'reference':
      return typeof value === 'string' && value !== ''
        ? ok({ kind: 'reference', event: value })
        : wrong('value.notReference', 'kind:name');
    case 'text': {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text !== 'string' || text === '') return wrong('value.notText', 'text');
      const issue = textIssue(text, at);
      return issue ? refused(issue) : ok({ kind: 'text', text });
    }
  }

  function wrong(issue: string, allowed: string): Result<never> {
    return refused({ code: issue, at, got: shown(value), allowed });
  }
}

/** Lists outside the dictionary whose words Linea knows; the others (genes, centres, countries) take any word. */
const EXTERNAL: ReadonlyMap<string, () => readonly string[]> = new Map([
  ['drug.code', () => drugs().map(({ id }) => id)],
  ['dose.drug', () => drugs().map(({ id }) => id)],
  ['line.regimen', () => regimens().map(({ id }) => id)],
  ['bridge.regimen', () => regimens().map(({ id }) => id)],
  ['sub.regimen', () => regimens().map(({ id }) => id)],
]);

/** The answers of an item, null when any word is one. */
const answers = (of: Item): readonly string[] | null =>
  of.values?.map(({ code }) => code) ?? EXTERNAL.get(of.code)?.() ?? null;

const printed = (of: Item): string => answers(of)?.join(', ') ?? 'text';

const answerSets = new WeakMap<Item, ReadonlySet<string>>();

function isAnswer(of: Item, text: string): boolean {
  if (!of.values) return text !== '';
  const known = answerSets.get(of) ?? new Set(of.values.map(({ code }) => code));
  answerSets.set(of, known);
  return known.has(text);
}

/** A coded answer. Lists that live outside the dictionary (drugs, regimens, genes) take any word. */
function readCode(of: Item, value: unknown, at: string): Result<Value> {
  if (typeof value !== 'string' && typeof value !== 'number')
    return refused({ code: 'value.notCode', at, got: shown(value), allowed: printed(of) });
  const text = String(value);
  if (!isAnswer(of, text)) return refused({ code: 'value.unknownCode', at, got: shown(value), allowed: printed(of) });
  const issue = textIssue(text, at);
  return issue ? refused(issue) : ok({ kind: 'code', code: text });
}

/** Several coded answers. An empty list is no answer: `none` is. */
function readCodes(of: Item, value: unknown, at: string): Result<Value> {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) return refused({ code: 'value.emptyList', at, got: '[]', allowed: printed(of) });
  const read = list.map((entry, index) => readCode(of, entry, Array.isArray(value) ? `${at}[${index}]` : at));
  const issues = read.flatMap((result) => (result.ok ? [] : result.issues));
  return issues.length > 0 ? { ok: false, issues } : ok({ kind: 'codes', codes: list.map(String) });
}

const CLOCK_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)$/;

/** A date; of a `dateTime` also the clock time as written, in the centre's zone unless it says another. */
function readDate(of: Item, value: unknown, at: string, today: IsoDate | undefined): Result<Value> {
  const clock = of.type === 'dateTime' && typeof value === 'string' ? CLOCK_TIME.exec(value.trim()) : null;
  const date = readPartialDate(clock ? clock[1] : value, at);
  if (!date.ok) return date;
  if (date.value.start === null && date.value.end === null)
    return refused({ code: 'date.unbounded', at, got: shown(value), allowed: 'start, end' });
  const { hardMin, hardMax } = of.range;
  const last = hardMax === 'today' ? today : hardMax;
  const days = span(date.value);
  const early = typeof hardMin === 'string' && days.end < fromIso(hardMin);
  const late = typeof last === 'string' && days.start > fromIso(last);
  if (early || late)
    return refused({
      code: 'value.impossible',
      at,
      got: shown(value),
      allowed: `${hardMin ?? '..'} - ${last ?? '..'}`,
    });
  return ok({ kind: 'date', date: date.value, ...(clock ? { time: clock[2] as string } : {}) });
}
