import type { Item } from '../dictionary/dictionary.ts';
import { type Issue, ok, type Result, shown } from '../issue.ts';
import { type Comparator, convert, isCount, normaliseUnit } from '../quantity/quantity.ts';
import type { Value } from './fact.ts';
import type { RawValue } from './raw-value.ts';

// biome-ignore format: a table
const COMPARATORS: ReadonlyMap<unknown, Comparator> = new Map<unknown, Comparator>([
  ['<', '<'], ['<=', '<='], ['≤', '<='], ['>=', '>='], ['≥', '>='], ['>', '>'], ['lt', '<'], ['le', '<='], ['ge', '>='], ['gt', '>'],
]);

/** Ions of a single charge: one equivalent is one mole. Of the others it depends, and UCUM converts none. */
const SINGLE_CHARGE: ReadonlySet<string> = new Set(['lab.sodium', 'lab.potassium']);

/** What of an item a number is held to. */
export type MeasuredItem = Pick<Item, 'code' | 'type' | 'unit' | 'range'>;

type Report = (code: string, got: unknown, allowed: string) => void;

/**
 * Reads a number, a censored number or an interval of an item: `{ value, unit, comparator? }` or `{ low, high, unit }`.
 * The unit is kept as reported (in UCUM spelling); the dictionary's unit only judges it. Percentages and fractions, grams
 * per litre and per decilitre differ by powers of ten, so a number of a measured quantity without unit is refused.
 */
export function readNumber(of: MeasuredItem, raw: RawValue, at: string): Result<Value> {
  if (isOrdinary(of, raw)) return ok({ kind: 'number', number: raw.value as number, unit: of.unit });
  const issues: Issue[] = [];
  const report: Report = (code, got, allowed) => {
    issues.push({ code, at, got: shown(got), allowed });
  };
  const low = raw.low ?? raw.qualifiers?.low ?? undefined;
  const high = raw.high ?? raw.qualifiers?.high ?? undefined;
  const bounds = low === undefined && high === undefined ? [raw.value] : [low, high];
  const isElsewhere = isInAnotherUnit(of, raw.unit);
  for (const bound of bounds) checkNumber(of, bound, isElsewhere, report);
  const sign = raw.comparator ?? raw.qualifiers?.comparator ?? null;
  const comparator = COMPARATORS.get(sign);
  if (sign !== null && !comparator) report('number.comparator', sign, '<, <=, >, >=');
  const unit = readUnit(of, raw.unit, report);
  if (issues.length > 0) return { ok: false, issues };
  const [from, to = from] = bounds as [number, number?];
  if (from > to) report('number.reversed', `${from} - ${to}`, 'low <= high');
  for (const number of from === to ? [from] : [from, to]) {
    const canonical = of.unit === null || unit === null ? number : convert(number, unit, of.unit);
    if (canonical === null || !outside(of, canonical)) continue;
    report('value.impossible', `${number} ${unit ?? ''}`.trim(), impossibleHint(of, number, unit));
  }
  if (issues.length > 0) return { ok: false, issues };
  if (from !== to) return ok({ kind: 'interval', low: from, high: to, unit });
  return ok({ kind: 'number', number: from, unit, ...(comparator ? { comparator } : {}) });
}

/** A possible number in the dictionary's own unit and nothing beside it, as nearly all are: nothing is left to look at. */
function isOrdinary(of: MeasuredItem, { value, unit, low, high, comparator, qualifiers }: RawValue): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value) || unit !== of.unit) return false;
  if ((low ?? high ?? comparator ?? qualifiers ?? null) !== null) return false;
  return (of.type === 'decimal' || Number.isInteger(value)) && !outside(of, value);
}

/** A whole number of cells per microlitre is a fraction of 10*9/L: only in the dictionary's own unit must it be whole. */
const isInAnotherUnit = ({ unit }: MeasuredItem, raw: unknown): boolean =>
  typeof raw === 'string' &&
  raw !== '' &&
  unit !== null &&
  normaliseUnit(raw, isCount(unit) ? 'count' : 'mass') !== unit;

function checkNumber(of: MeasuredItem, bound: unknown, isElsewhere: boolean, report: Report): void {
  if (typeof bound === 'string' && /^\s*-?\d+,\d+\s*$/.test(bound)) {
    report('number.decimalComma', bound, bound.trim().replace(',', '.'));
  } else if (typeof bound !== 'number' || !Number.isFinite(bound)) report('number.malformed', bound ?? 'null', of.type);
  else if (of.type === 'integer' && !isElsewhere && !Number.isInteger(bound))
    report('number.notInteger', bound, 'integer');
}

/** The unit in UCUM spelling; null where the item has none. */
function readUnit(of: MeasuredItem, raw: unknown, report: Report): string | null {
  if (raw === undefined || raw === null || raw === '') {
    if (of.unit !== null && !isBare(of.unit)) report('unit.missing', 'null', of.unit);
    return of.unit;
  }
  if (typeof raw !== 'string' || of.unit === null) {
    report('unit.unknown', raw, of.unit ?? 'null');
    return null;
  }
  const written = normaliseUnit(raw, isCount(of.unit) ? 'count' : 'mass');
  const unit = written === 'meq/L' && SINGLE_CHARGE.has(of.code) ? 'mmol/L' : written;
  if (!isComparable(unit, of.unit)) report('unit.unknown', raw, of.unit);
  return unit;
}

/** Counts and scores (`{score}`) and years (of birth, of age) are written without their unit: nothing else could be meant. */
const isBare = (unit: string): boolean => unit.startsWith('{') || unit === 'a';

/** The unit converts to the dictionary's, or would with the analyte's molar mass, which criteria know. */
const isComparable = (unit: string, canonical: string): boolean =>
  convert(1, unit, canonical) !== null || massToMole(unit, canonical) || massToMole(canonical, unit);

const massToMole = (molar: string, mass: string): boolean =>
  /mol\/L$|mg\/mmol$/.test(molar) && /(?:g\/d?L|g\/mL|mg\/g)$/.test(mass);

/** True when a number in the dictionary's unit is impossible. */
const outside = ({ range }: Pick<Item, 'range'>, value: number): boolean =>
  (typeof range.hardMin === 'number' && value < range.hardMin) ||
  (typeof range.hardMax === 'number' && value > range.hardMax);

/** Units that are taken for one another, by the dictionary's unit. */
// biome-ignore format: a table
const CONFUSED: ReadonlyMap<string, readonly string[]> = new Map([
  ['g/dL', ['g/L']], ['10*9/L', ['/uL']], ['Cel', ['[degF]']], ['cm', ['mm']], ['cm2', ['mm2']], ['kg', ['g']], ['1', ['%']],
  ['mg/L', ['ug/L']], ['ug/L', ['ng/L']], ['g/(24.h)', ['mg/(24.h)']], ['10*9', ['10*6']],
]);

/** What is allowed and, where the number would fit in another unit, the slip that explains it. */
function impossibleHint(of: MeasuredItem, value: number, unit: string | null): string {
  const range = `${of.range.hardMin ?? '-∞'} - ${of.range.hardMax ?? '∞'} ${of.unit ?? ''}`.trim();
  const confused = of.unit !== null && unit === of.unit ? CONFUSED.get(of.unit) : undefined;
  const meant = confused?.find((other) => {
    const canonical = convert(value, other, of.unit as string);
    return canonical !== null && !outside(of, canonical);
  });
  return meant ? `${range}; probably ${meant}` : range;
}
