import { type Comparator, convert, type Issue, normaliseUnit, readSpan, shown } from '@linea/facts';
import type { Choice, Measured, When } from './condition.ts';
import type { Interval } from './path.ts';

/** An input that could not be used: it counts as unknown, with warning `rejected:<name>`. */
export interface InputIssue extends Issue {
  /** Nobody can have meant it (an impossible date), so the caller is told that the input was refused. */
  readonly fatal: boolean;
}

export interface Read<X> {
  readonly input: X;
  readonly issues: readonly InputIssue[];
}

/** Turns one plain input into what rules ask. `name` is the place in the call; `help` says what it takes. */
export interface Reader<X> {
  readonly read: (raw: unknown, name: string) => Read<X>;
  readonly help: string;
  /** What may be sent, for generators of test inputs and of schemas. */
  readonly shape?: Shape;
}

export type Shape =
  | {
      readonly kind: 'quantity';
      readonly unit: string;
      readonly plausible: readonly [number, number];
      readonly bare: boolean;
      readonly whole: boolean;
    }
  | { readonly kind: 'choice'; readonly answers: readonly string[] }
  | { readonly kind: 'date'; readonly none: 'null' | 'unknown' }
  | { readonly kind: 'text' }
  | { readonly kind: 'record'; readonly members: Readonly<Record<string, Shape | undefined>> }
  | { readonly kind: 'list'; readonly member: Shape | undefined };

/** The last member of a place in the input: `fish.t4_14` is asked for as `t4_14`. */
export const leaf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const NO_ISSUES: readonly InputIssue[] = [];
const usable = <X>(input: X): Read<X> => ({ input, issues: NO_ISSUES });
const rejected = <X>(input: X, code: string, at: string, raw: unknown, allowed: string, fatal: boolean): Read<X> => ({
  input,
  issues: [{ code, at, got: shown(raw), allowed, fatal }],
});

const COMPARATORS: ReadonlyMap<string, Comparator> = new Map([
  ...(['<', '<=', '>', '>='] as const).map((sign) => [sign, sign] as const),
  ...([['≤', '<='], ['≥', '>='], ['lt', '<'], ['le', '<='], ['gt', '>'], ['ge', '>=']] as const),
]); // biome-ignore format: a table

interface QuantityOptions {
  /** Values outside are implausible: unknown with a warning, never clipped. Default [0, Infinity]. */
  readonly plausible?: readonly [number, number];
  /** `G/L` means 10*9/L. */
  readonly count?: boolean;
  /** Units that need the analyte to convert (mass to mole), with their factor to the canonical unit. */
  readonly factors?: Readonly<Record<string, number>>;
  /** Units kept as reported instead of being converted, because limits are printed for each of them. */
  readonly reported?: readonly string[];
  /** A number without unit is in the canonical unit (percentages, scores, counts). Otherwise it is unknown: ask. */
  readonly bare?: boolean;
  /** Words that mean zero ("not-detected"). */
  readonly zero?: readonly string[];
  /** What to print when a value is implausible, by unit: the slip that usually explains it. */
  readonly probably?: string;
}

/** A measured value `{ value, unit, comparator?, uln?, lln? }` or `{ low, high, unit }`, computed in `unit`. */
export function quantity(unit: string, options: QuantityOptions = {}): Reader<Measured> {
  const [low, high] = options.plausible ?? [0, Infinity];
  const allowed = `${options.bare ? 'number, ' : ''}{ value, unit: "${unit}", comparator? }`;
  const shape: Shape = { kind: 'quantity', unit, plausible: [low, high], bare: Boolean(options.bare), whole: false };
  return { help: options.bare ? unit : `{ value, unit } ${unit}`, read, shape };

  function read(raw: unknown, name: string): Read<Measured> {
    const unknown: Measured = {
      key: name,
      inputs: [leaf(name)],
      range: { low, high },
      unit: options.reported?.[0] ?? unit,
      given: false,
    };
    if (raw === undefined || raw === null) return usable(unknown);
    const wrong = (code: string, fatal: boolean, hint = allowed) => rejected(unknown, code, name, raw, hint, fatal);
    if (options.zero?.includes(raw as string))
      return usable({ ...unknown, range: { low: 0, high: 0 }, unit, given: true });
    const record = (typeof raw === 'object' ? raw : { value: raw, unit: options.bare ? unit : undefined }) as Record<
      string,
      unknown
    >;
    const isInterval = record.low !== undefined || record.high !== undefined;
    if (record.value === null && record.low === undefined) return usable(unknown);
    const lower = isInterval ? record.low : record.value;
    const upper = isInterval ? record.high : record.value;
    const written = (record.unit === '' ? undefined : record.unit) ?? (options.bare ? unit : undefined);
    if (written === undefined || written === null) return wrong('input.unitMissing', false);
    if (typeof written !== 'string') return wrong('input.unitUnknown', true);
    if (hasDecimalComma(lower) || hasDecimalComma(upper)) return wrong('number.decimalComma', true);
    if (!isNumber(lower) || !isNumber(upper)) return wrong('number.malformed', true);
    const found = normaliseUnit(written, options.count ? 'count' : 'mass');
    const keeps = options.reported?.includes(found) ? found : unit;
    const factor = options.factors?.[found];
    const inUnit = (value: number): number | null =>
      factor !== undefined && keeps === unit ? value * factor : convert(value, found, keeps);
    const from = inUnit(lower);
    const to = isInterval ? inUnit(upper) : from;
    if (from === null || to === null) return wrong('input.unitUnknown', true);
    const scale = keeps === unit ? 1 : 1 / (convert(1, found, unit) ?? options.factors?.[keeps] ?? 1);
    if (from < low * scale || to > high * (keeps === unit ? 1 : Infinity))
      return wrong('input.implausible', false, options.probably ?? `${low} - ${high} ${unit}`);
    const sign = record.comparator;
    const comparator = typeof sign === 'string' ? COMPARATORS.get(sign) : undefined;
    if (sign && !comparator) return wrong('input.comparator', true, [...COMPARATORS.keys()].join(' '));
    const input = {
      key: name,
      inputs: unknown.inputs,
      range: censored(from, to, comparator, low, high),
      unit: keeps,
      given: true,
      ...(found === keeps || isInterval ? {} : { reported: { value: lower, unit: written } }),
    };
    const [uln, lln] = [limitIn(record.uln, inUnit, keeps), limitIn(record.lln, inUnit, keeps)];
    if (uln === undefined && lln === undefined) return usable(input);
    const issues = [
      ...(uln === null ? [unusableLimit(`${name}.uln`, record.uln, unit)] : []),
      ...(lln === null ? [unusableLimit(`${name}.lln`, record.lln, unit)] : []),
    ];
    return { input: { ...input, ...(uln == null ? {} : { uln }), ...(lln == null ? {} : { lln }) }, issues };
  }
}

/** A limit of the laboratory in the unit of the result: a number in the reported unit, or `{ value, unit }`; null when unusable. */
function limitIn(raw: unknown, inUnit: (value: number) => number | null, unit: string): number | null | undefined {
  if (raw === undefined || raw === null) return undefined;
  const { value, unit: written } = (typeof raw === 'object' ? raw : { value: raw }) as Record<string, unknown>;
  if (value === undefined || value === null) return undefined;
  if (!isNumber(value)) return null;
  return typeof written === 'string' && written !== '' ? convert(value, normaliseUnit(written), unit) : inUnit(value);
}

const unusableLimit = (at: string, raw: unknown, unit: string): InputIssue => ({
  code: 'input.limit',
  at,
  got: shown(raw),
  allowed: `number, { value, unit: "${unit}" }`,
  fatal: true,
});

const hasDecimalComma = (bound: unknown): boolean => typeof bound === 'string' && /^-?\d+,\d+$/.test(bound);
const isNumber = (bound: unknown): bound is number => typeof bound === 'number' && Number.isFinite(bound);

/** The numbers a reported value may be: `< 0.2` is [lowest possible, 0.2). */
function censored(from: number, to: number, comparator: Comparator | undefined, low: number, high: number): Interval {
  if (comparator === '<' || comparator === '<=')
    return { low: Math.min(low, from), high: to, highOpen: comparator === '<' };
  if (comparator === '>' || comparator === '>=')
    return { low: from, high: Math.max(high, to), lowOpen: comparator === '>' };
  return { low: from, high: to };
}

/** A count, score or age: a number, or `{ low, high }`, or `{ value, comparator }`. */
export const count = (plausible: readonly [number, number] = [0, Infinity], unit = '1'): Reader<Measured> => ({
  ...quantity(unit, { bare: true, plausible }),
  shape: { kind: 'quantity', unit, plausible, bare: true, whole: true },
  help: plausible[1] === Infinity ? 'number' : `number ${plausible[0]} to ${plausible[1]}`,
});

/** One of the answers; `same` maps other spellings (`true`, `positive`) to them; unknown words are refused. */
export function choice<C extends string>(
  answers: readonly C[],
  same: Readonly<Record<string, C | null>> = {},
): Reader<Choice<C>> {
  const words = new Map<string, C | null>([
    ...['unknown', 'notTested', 'notDone', 'failed'].map((word) => [word, null] as const),
    ...answers.map((answer) => [answer, answer] as const),
    ...Object.entries(same),
  ]);
  /** The answer a word or number stands for; null for unknown, undefined for what is none of them. */
  const answerOf = (raw: unknown): C | null | undefined =>
    raw === undefined || raw === null ? null : typeof raw === 'object' ? undefined : words.get(String(raw));
  return {
    help: answers.join(' | '),
    shape: { kind: 'choice', answers },
    read(raw, name) {
      const answer = answerOf(raw);
      const given = answer !== null && answer !== undefined;
      const input: Choice<C> = { key: name, inputs: [leaf(name)], options: given ? [answer] : answers, given };
      return answer === undefined
        ? rejected(input, 'input.unknownCode', name, raw, answers.join(', '), true)
        : usable(input);
    },
  };
}

export type Flag = Choice<'true' | 'false'>;
const FLAG_WORDS = {
  yes: 'true',
  no: 'false',
  present: 'true',
  absent: 'false',
  positive: 'true',
  negative: 'false',
  pos: 'true',
  neg: 'false',
} as const;

/** true, false, or unknown. */
export const flag = (): Reader<Flag> => ({ ...choice(['true', 'false'], FLAG_WORDS), help: 'true | false' });

/** present, absent, or unknown (not tested, failed). */
export const presence = (): Reader<Choice<'present' | 'absent'>> =>
  choice(['present', 'absent'], {
    true: 'present',
    false: 'absent',
    positive: 'present',
    negative: 'absent',
    yes: 'present',
    no: 'absent',
  });

/** A date: EDTF or `{ start, end }`. Not given: unknown. `null`: did not happen where `none` is 'null', else unknown. */
export function date(none: 'null' | 'unknown' = 'unknown'): Reader<When> {
  return {
    help: none === 'null' ? 'date | null' : 'date',
    shape: { kind: 'date', none },
    read(raw, name) {
      const unknown: When = {
        key: name,
        inputs: [leaf(name)],
        span: { start: -Infinity, end: Infinity },
        given: false,
      };
      if (raw === null && none === 'null') return usable({ ...unknown, span: null, given: true });
      if (raw === undefined || raw === null) return usable(unknown);
      const result = readSpan(raw, name);
      if (result.ok) return usable({ key: name, inputs: unknown.inputs, span: result.value, given: true });
      return { input: unknown, issues: result.issues.map((found) => ({ ...found, fatal: true })) };
    },
  };
}

/** Any text; undefined when not given. */
export const text = (): Reader<string | undefined> => ({
  help: 'text',
  shape: { kind: 'text' },
  read: (raw, name) =>
    raw === undefined || raw === null || typeof raw === 'string'
      ? usable(raw ?? undefined)
      : rejected(undefined, 'input.notText', name, raw, 'text', true),
});

export type Inputs<R extends Readonly<Record<string, Reader<unknown>>>> = {
  readonly [K in keyof R]: R[K] extends Reader<infer X> ? X : never;
};

/** The members of a record at one place in the call: their names there, and what they read as when they are absent. */
interface Place {
  readonly names: readonly string[];
  readonly none: (Read<unknown> | undefined)[];
  template: Readonly<Record<string, unknown>> | undefined;
}

/** Places are as many as a specification has records and a patient assessments; a caller may number more. */
const MOST_PLACES = 200;

/** An object of inputs; not given, every member is unknown. What is absent is read once and shared: readers are pure. */
export function record<R extends Readonly<Record<string, Reader<unknown>>>>(
  members: R,
): Reader<Inputs<R> & { readonly given: boolean }> {
  const keys = Object.keys(members);
  const readers = Object.values(members);
  /** A member may itself be called `given`: the doses of a cycle. */
  const namesGiven = Object.hasOwn(members, 'given');
  const places = new Map<string, Place>();
  return {
    shape: { kind: 'record', members: Object.fromEntries(keys.map((name) => [name, members[name]?.shape])) },
    help: `{ ${keys.map((name) => `${name}: ${members[name]?.help}`).join(', ')} }`,
    read(raw, name) {
      const given = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
      const source = (given ? raw : {}) as Record<string, unknown>;
      const issues: InputIssue[] = [];
      if (!given && raw !== undefined && raw !== null)
        issues.push({
          code: 'input.notObject',
          at: name,
          got: shown(raw),
          allowed: keys.join(', '),
          fatal: true,
        });
      const place = placeOf(name);
      // A copy of one object of many members is quicker than putting them together one by one.
      const input: Record<string, unknown> = { ...templateOf(place) };
      if (!given) return { input: input as Inputs<R> & { readonly given: boolean }, issues };
      if (!namesGiven) input.given = true;
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index] as string;
        const value = source[key];
        if (value === undefined) continue;
        const read =
          value === null
            ? nothing(place, index)
            : (readers[index] as Reader<unknown>).read(value, place.names[index] as string);
        input[key] = read.input;
        if (read.issues.length > 0) issues.push(...read.issues);
      }
      return { input: input as Inputs<R> & { readonly given: boolean }, issues };
    },
  };

  /** The record in which nothing is given. What is not given raises no issue, so only what is given is read anew. */
  function templateOf(place: Place): Readonly<Record<string, unknown>> {
    if (place.template) return place.template;
    const absent = keys.map((key, index) => [
      key,
      (readers[index] as Reader<unknown>).read(undefined, place.names[index] as string).input,
    ]);
    const template = { ...Object.fromEntries([['given', false], ...absent]) };
    place.template = template;
    return template;
  }

  /** A null member, read once at its place. */
  function nothing(place: Place, index: number): Read<unknown> {
    place.none[index] ??= (readers[index] as Reader<unknown>).read(null, place.names[index] as string);
    return place.none[index] as Read<unknown>;
  }

  function placeOf(name: string): Place {
    const known = places.get(name);
    if (known) return known;
    const place: Place = {
      names: keys.map((key) => (name === '' ? key : `${name}.${key}`)),
      none: [],
      template: undefined,
    };
    if (places.size < MOST_PLACES) places.set(name, place);
    return place;
  }
}

/** A list; not given, it is empty and `given` is false. */
export function list<X>(member: Reader<X>): Reader<readonly X[] & { readonly given: boolean }> {
  return {
    help: `[ ${member.help} ]`,
    shape: { kind: 'list', member: member.shape },
    read(raw, name) {
      const given = Array.isArray(raw);
      const issues: InputIssue[] = [];
      if (!given && raw !== undefined && raw !== null)
        issues.push({ code: 'input.notList', at: name, got: shown(raw), allowed: '[ ... ]', fatal: true });
      const members = (given ? raw : []).map((entry: unknown, index: number) => {
        const read = member.read(entry, `${name}[${index}]`);
        if (read.issues.length > 0) issues.push(...read.issues);
        return read.input;
      });
      return { input: Object.assign(members, { given }) as readonly X[] & { readonly given: boolean }, issues };
    },
  };
}
