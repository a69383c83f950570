import { type Comparator, convert, normaliseUnit, shown, withMembers } from '@linea/facts';
import type { Measured } from './condition.ts';
import { eachPlace, type InputIssue, leaf, type Read, type Reader, rejected, type Shape, usable } from './input.ts';
import type { Interval } from './path.ts';

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
  const nothing = eachPlace((name): Measured => ({
    key: name,
    inputs: [leaf(name)],
    range: { low, high },
    unit: options.reported?.[0] ?? unit,
    given: false,
  })); // biome-ignore format: an object
  /** Written in the unit in which it is computed, a number needs nothing else; what a factor stands for is converted. */
  const isPlain =
    normaliseUnit(unit, options.count ? 'count' : 'mass') === unit && options.factors?.[unit] === undefined;
  return { help: options.bare ? unit : `{ value, unit } ${unit}`, read, shape };

  function read(raw: unknown, name: string): Read<Measured> {
    const unknown = nothing(name);
    if (raw === undefined || raw === null) return usable(unknown);
    const number = isPlain ? plainNumber(raw) : Number.NaN;
    return number >= low && number <= high
      ? usable({ key: name, inputs: unknown.inputs, range: { low: number, high: number }, unit, given: true })
      : readAny(raw, name, unknown);
  }

  /** A finite number in the unit of computing and nothing beside it; NaN for anything else. */
  function plainNumber(raw: unknown): number {
    if (typeof raw === 'number') return options.bare && Number.isFinite(raw) ? raw : Number.NaN;
    if (typeof raw !== 'object') return Number.NaN;
    const { value, unit: written, comparator, low: from, high: to, uln, lln } = raw as Record<string, unknown>;
    const isBare = written === unit && !comparator && from === undefined && to === undefined;
    return isBare && uln === undefined && lln === undefined && isNumber(value) ? value : Number.NaN;
  }

  function readAny(raw: unknown, name: string, unknown: Measured): Read<Measured> {
    const wrong = (code: string, fatal: boolean, hint = allowed) => rejected(unknown, code, name, raw, hint, fatal);
    if (options.zero?.includes(raw as string))
      return usable(withMembers(unknown, { range: { low: 0, high: 0 }, unit, given: true }));
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
    return { input: withMembers(input, uln == null ? {} : { uln }, lln == null ? {} : { lln }), issues };
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
export const count = (plausible: readonly [number, number] = [0, Infinity], unit = '1'): Reader<Measured> =>
  withMembers(quantity(unit, { bare: true, plausible }), {
    shape: { kind: 'quantity', unit, plausible, bare: true, whole: true },
    help: plausible[1] === Infinity ? 'number' : `number ${plausible[0]} to ${plausible[1]}`,
  });
