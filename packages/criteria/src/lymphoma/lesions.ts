import type { Truth } from '@linea/facts';
import { EPSILON, type Inputs, type Interval, list, type Measured, quantity, record, text } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';

/** A diameter in cm; no lesion of half a metre is a measurement. */
const diameter = () => quantity('cm', { bare: true, plausible: [0, 50] });

const lesion = { id: text(), ldi: diameter(), sdi: diameter(), type: absenceSpeaks(text()) };

/** Target lesions `{ id, ldi, sdi, type? }` in cm at one time. */
export const lesions = () => list(record(lesion));
type Lesion = Inputs<typeof lesion>;

/** A lesion by its label, its parts summed: a split lesion has several entries of one label. */
export interface Target {
  readonly id: string;
  readonly extranodal: boolean;
  /** Longest diameter of its largest part; null: not assessed. */
  readonly ldi: Interval | null;
  readonly sdi: Interval | null;
  /** Sum of the products of its parts, cm2. */
  readonly ppd: Interval | null;
}

const largest = (parts: readonly Measured[]): Interval | null =>
  parts.every(({ given }) => given)
    ? { low: Math.max(...parts.map(({ range }) => range.low)), high: Math.max(...parts.map(({ range }) => range.high)) }
    : null;

export function sumOf(parts: readonly (Interval | null)[]): Interval | null {
  let [low, high] = [0, 0];
  for (const part of parts) {
    if (part === null) return null;
    low += part.low;
    high += part.high;
  }
  return { low, high };
}

const productOf = ({ ldi, sdi }: Lesion): Interval | null =>
  ldi.given && sdi.given ? { low: ldi.range.low * sdi.range.low, high: ldi.range.high * sdi.range.high } : null;

export function targetsOf(all: readonly Lesion[]): ReadonlyMap<string, Target> {
  const parts = new Map<string, Lesion[]>();
  for (const [index, one] of all.entries()) {
    const id = one.id ?? `#${index + 1}`;
    parts.set(id, [...(parts.get(id) ?? []), one]);
  }
  const targets = [...parts].map(([id, own]): [string, Target] => [
    id,
    {
      id,
      extranodal: own.some(({ type }) => type !== undefined && type !== 'node'),
      ldi: largest(own.map(({ ldi }) => ldi)),
      sdi: largest(own.map(({ sdi }) => sdi)),
      ppd: sumOf(own.map(productOf)),
    },
  ]);
  return new Map(targets);
}

/** a >= times x b + by, as far as the intervals settle it; null too where one of them is not known. */
export function reachesBy(a: Interval | null, b: Interval | null, times: number, by: number): Truth {
  if (!a || !b) return null;
  if (a.low >= times * b.high + by - EPSILON) return true;
  return a.high < times * b.low + by - EPSILON ? false : null;
}

/** a > limit, as far as the interval settles it. */
export function exceedsLimit(a: Interval, limit: number): Truth {
  if (a.low > limit + EPSILON) return true;
  return a.high <= limit + EPSILON ? false : null;
}
