import { NAMES, SPELLINGS } from './unit-names.ts';
import { unitTable } from './units.generated.ts';

export type Comparator = '<' | '<=' | '>' | '>=';

/** A measured value with the unit as reported. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly comparator?: Comparator;
}

const units = new Map(Object.entries(unitTable));

/** UCUM spelling by lower-cased text; a text that could mean two units means neither. */
const byLowerCase = new Map<string, string | null>();
for (const unit of units.keys()) byLowerCase.set(unit.toLowerCase(), byLowerCase.has(unit.toLowerCase()) ? null : unit);

const COUNT_DIMENSION = units.get('10*9/L')?.dimension;

/** True when a unit counts particles in a volume: in that quantity `G/L` is 10*9/L and not gram. */
export const isCount = (unit: string): boolean => units.get(unit)?.dimension === COUNT_DIMENSION;

/**
 * The UCUM spelling of a unit as people write it: case, spaces, µ, `10^9/L`, `/mmc`, `mg/24h` (myeloma.md 0.3).
 * `G/L` is 10*9/L only when a count is meant: the caller says so, because `g/L` is gram. `IU/L` is `U/L`, as laboratories
 * write the activity of enzymes. A unit that Linea does not know comes back as written, without its spaces.
 */
export function normaliseUnit(written: string, meaning: 'count' | 'mass' = 'mass'): string {
  if (units.has(written) && !(meaning === 'count' && written === 'g/L')) return written;
  let text = written;
  for (const [from, to] of SPELLINGS) text = text.replace(from, to as string);
  const lower = text.toLowerCase();
  if (meaning === 'count' && lower === 'g/l') return '10*9/L';
  if (units.has(text)) return text;
  return NAMES.get(lower) ?? byLowerCase.get(lower) ?? byLowerCase.get(`{${lower}}`) ?? text;
}

/**
 * A value in another unit of the same dimension, or null when the units cannot be converted (mass to mole needs the
 * analyte). Factors come from UCUM through `@lhncbc/ucum-lhc` at build time; the result keeps 12 significant digits.
 */
export function convert(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const [a, b] = [units.get(from), units.get(to)];
  if (!a || !b || a.dimension !== b.dimension) return null;
  const base = (value + (a.offset ?? 0)) * a.factor;
  return round12(base / b.factor - (b.offset ?? 0));
}

const round12 = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(12)));
