import { convert, normaliseUnit, withMembers } from '@linea/facts';
import { choice, count, type Interval, leaf, type Measured, quantity, type Reader } from '../engine/index.ts';

/** A laboratory value as reported: a number, or a word that stands for the numbers it allows. */
export interface Reported extends Measured {
  /** A word ("normal") stood in for the number: warning `qualitative`. */
  readonly qualitative: boolean;
  /** The unit in which the number was written, for limits that come without one. */
  readonly written: string | null;
}

/** A quantity that also takes words: `notHigh` allows what no laboratory would call high. */
function reported(number: Reader<Measured>, words: Readonly<Record<string, Interval>>): Reader<Reported> {
  return {
    ...number,
    help: `${number.help}, or ${Object.keys(words)
      .map((word) => `'${word}'`)
      .join(' | ')}`,
    read(raw, name) {
      const range = typeof raw === 'string' && Object.hasOwn(words, raw) ? words[raw] : undefined;
      const { input, issues } = number.read(range ? null : raw, name);
      const unit = typeof raw === 'object' && raw !== null ? (raw as { unit?: unknown }).unit : undefined;
      const written = typeof unit === 'string' ? normaliseUnit(unit) : null;
      return {
        input: withMembers(input, {
          range: range ?? input.range,
          given: range ? true : input.given,
          qualitative: range !== undefined,
          written,
        }),
        issues,
      };
    },
  };
}

/** No laboratory puts its upper limit of total calcium outside these, nor its lower limit of haemoglobin (conventions). */
const CALCIUM_ULN: readonly [number, number] = [10, 11];
const HB_LLN: readonly [number, number] = [11, 14];

/** mg/dL per mmol/L: only to bring a limit into the unit of its result. Results are compared in the reported unit. */
const CALCIUM_FACTORS = { 'mmol/L': 4.008 };
const CREATININE_FACTORS = { 'umol/L': 1 / 88.4 };

const notHigh = { low: 0, high: CALCIUM_ULN[1] };

/** Total calcium (corrected, if the report says so), compared in the unit of the report; 'normal', 'notHigh', 'low' or 'high'. */
export const calcium = (): Reader<Reported> =>
  reported(quantity('mg/dL', { reported: ['mg/dL', 'mmol/L'], factors: CALCIUM_FACTORS, plausible: [0, 30] }), {
    normal: notHigh, notHigh, low: notHigh, high: { low: CALCIUM_ULN[0], high: 30, lowOpen: true },
  }); // biome-ignore format: a table

const notRaised = { low: 0, high: 1.5 };

/** Creatinine, compared in the unit of the report; 'normal', 'notHigh', 'low' or 'high'. */
export const creatinine = (): Reader<Reported> =>
  reported(quantity('mg/dL', { reported: ['mg/dL', 'umol/L'], factors: CREATININE_FACTORS, plausible: [0, 50] }), {
    normal: notRaised, notHigh: notRaised, low: notRaised, high: { low: 0.6, high: 50, lowOpen: true },
  }); // biome-ignore format: a table

const notLow = { low: HB_LLN[0], high: 25 };

/** Haemoglobin; 'normal', 'notLow', 'high' or 'low'. */
export const haemoglobin = (): Reader<Reported> =>
  reported(quantity('g/dL', { plausible: [0, 25] }), {
    normal: notLow,
    notLow,
    high: notLow,
    low: { low: 0, high: HB_LLN[1], highOpen: true },
  });

/** Does the unit of a result with two printed limits say the second (SI) one? */
export const inSi = (result: Measured): boolean => result.unit === 'mmol/L' || result.unit === 'umol/L';

/** Serum M-protein; 'not-detected' is 0. More than 15 g/dL is refused: probably g/L. */
export const mProtein = (): Reader<Measured> =>
  zeroNeedsNoUnit(quantity('g/dL', { plausible: [0, 15], probably: 'probably g/L', zero: ['not-detected'] }));

/** Monoclonal protein in 24-hour urine; a concentration without the volume is no 24-hour value and is refused. */
export const urineProtein = (): Reader<Measured> =>
  zeroNeedsNoUnit(quantity('mg/(24.h)', { plausible: [0, 100_000], zero: ['not-detected'] }));

/** Nothing is nothing in every unit. */
const zeroNeedsNoUnit = (number: Reader<Measured>): Reader<Measured> => ({
  ...number,
  read: (raw, name) => number.read(raw === 0 ? 'not-detected' : raw, name),
});

/** A limit of the laboratory: `{ value, unit }`, or a number in the unit of the result it belongs to. */
export interface Limit extends Measured {
  readonly bare: number | null;
}

/** Any limit a report states is taken; one that it does not state lies within `usual`. */
function limit(number: Reader<Measured>, unit: string, usual: readonly [number, number]): Reader<Limit> {
  return {
    help: `${number.help}, or a number in the unit of the result`,
    shape: { kind: 'quantity', unit, plausible: usual, bare: false, whole: false },
    read(raw, name) {
      const bare = typeof raw === 'number' ? raw : null;
      const { input, issues } = number.read(bare === null ? raw : null, name);
      const range = input.given ? input.range : { low: usual[0], high: usual[1] };
      return { input: withMembers(input, { range, bare }), issues };
    },
  };
}

export const calciumUln = (): Reader<Limit> =>
  limit(
    quantity('mg/dL', { reported: ['mg/dL', 'mmol/L'], factors: CALCIUM_FACTORS, plausible: [5, 20] }),
    'mg/dL',
    CALCIUM_ULN,
  );
export const hbLln = (): Reader<Limit> => limit(quantity('g/dL', { plausible: [5, 20] }), 'g/dL', HB_LLN);

/** The upper limit of calcium in the unit of the result; null when no report gives one. */
export function calciumLimit(result: Reported, uln: Limit): number | null {
  if (uln.bare !== null) return uln.bare;
  if (!uln.given) return result.uln ?? null;
  const { low } = uln.range;
  return uln.unit === result.unit
    ? low
    : inSi(result)
      ? low / CALCIUM_FACTORS['mmol/L']
      : low * CALCIUM_FACTORS['mmol/L'];
}

/** The lower limit of haemoglobin in g/dL, as far as it is known. */
export function hbLimit(result: Reported, lln: Limit): Measured {
  const exact =
    lln.bare === null ? (lln.given ? null : result.lln) : convert(lln.bare, result.written ?? 'g/dL', 'g/dL');
  return exact === null || exact === undefined
    ? lln
    : withMembers(lln, { range: { low: exact, high: exact }, given: true });
}

const EXTENT: Readonly<Record<string, unknown>> = {
  none: 0,
  lytic13: { low: 1, high: 3 },
  lytic4plus: { value: 4, comparator: '>=' },
  true: { value: 1, comparator: '>=' },
  false: 0,
};

/** A number of lesions: a count, `{ low, high }`, `{ value, comparator }`, true (at least one), false, or the extent in words. */
export function lesions(): Reader<Measured> {
  const number = count([0, 999]);
  return withMembers(number, {
    help: "number, or 'none' | 'lytic13' | 'lytic4plus'",
    read: (raw, name) =>
      number.read(
        typeof raw === 'string' || typeof raw === 'boolean'
          ? (EXTENT[String(raw)] ?? (UNCOUNTED.has(String(raw)) ? null : raw))
          : raw,
        name,
      ),
  });
}

/** Words that say nothing of how many lytic lesions there are. */
const UNCOUNTED: ReadonlySet<string> = new Set(['fracture', 'focalMri', 'unknown', 'notDone']);

/** Free light chains in mg/L with the ratio kappa/lambda, as far as they are known. */
export interface FreeLightChains {
  readonly given: boolean;
  readonly inputs: readonly string[];
  readonly key: string;
  readonly kappa: Interval;
  readonly lambda: Interval;
  readonly ratio: Interval;
}

/** `{ kappa, lambda, unit }` (each a number in `unit` or `{ value, unit }`), `{ ratio }` (kappa/lambda), or both. */
export function freeLightChains(): Reader<FreeLightChains> {
  const chain = quantity('mg/L', { plausible: [0, 1_000_000] });
  const quotient = count();
  return {
    help: '{ kappa, lambda, unit } | { ratio }',
    read(raw, name) {
      const given = (typeof raw === 'object' && raw !== null ? raw : { ratio: raw }) as Record<string, unknown>;
      const withUnit = (value: unknown) => (typeof value === 'number' ? { value, unit: given.unit } : value);
      const kappa = chain.read(withUnit(given.kappa), `${name}.kappa`);
      const lambda = chain.read(withUnit(given.lambda), `${name}.lambda`);
      const ratio = quotient.read(given.ratio, `${name}.ratio`);
      const both = kappa.input.given && lambda.input.given;
      const unknown = [kappa, lambda].filter(({ input }) => !input.given).map(({ input }) => leaf(input.key));
      const nothing = unknown.length === 2 && !ratio.input.given;
      return {
        input: {
          given: !nothing,
          inputs: nothing || unknown.length === 0 ? [leaf(name)] : unknown,
          key: name,
          kappa: kappa.input.range,
          lambda: lambda.input.range,
          ratio: both || !ratio.input.given ? quotientOf(kappa.input.range, lambda.input.range) : ratio.input.range,
        },
        issues: [...kappa.issues, ...lambda.issues, ...ratio.issues],
      };
    },
  };
}

const quotientOf = (a: Interval, b: Interval): Interval => ({
  low: b.high === 0 ? Infinity : a.low / b.high,
  high: b.low === 0 ? Infinity : a.high / b.low,
});

/** Creatinine clearance; an eGFR (mL/min/1.73 m2) stands in with warning `egfr-used`. */
export function clearance(): Reader<Measured & { readonly isEgfr: boolean }> {
  const number = quantity('mL/min', { plausible: [0, 300], bare: true });
  return {
    help: number.help,
    read(raw, name) {
      const unit = typeof raw === 'object' && raw !== null ? (raw as { unit?: unknown }).unit : undefined;
      const isEgfr = typeof unit === 'string' && unit.includes('1.73');
      const { input, issues } = number.read(isEgfr ? withMembers(raw as object, { unit: 'mL/min' }) : raw, name);
      return { input: withMembers(input, { isEgfr }), issues };
    },
  };
}

/** Renal function in words, for a report without a creatinine. */
export const renalFunction = () => choice(['normal', 'impaired']);

/** An input that counts where it is recorded and is asked for by nobody: its absence decides nothing (by the source). */
export const ifRecorded = <X>(reader: Reader<X>): Reader<X> => ({
  help: `${reader.help}, if recorded`,
  read: reader.read,
});
