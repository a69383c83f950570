/** A column of numbers; a missing value is NaN. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/**
 * A column of words: `codes[i]` is an index into `levels`, -1 where missing. `levels` are sorted as R sorts them.
 * `logical` marks TRUE/FALSE columns, which also serve as 1/0. `text` marks strings, whose levels are those of the
 * rows in use (as in R); levels of an explicit `factor()` stay.
 */
export interface FactorColumn {
  readonly kind: 'factor';
  readonly levels: readonly string[];
  readonly codes: Int32Array;
  readonly origin: 'text' | 'factor' | 'logical';
}

export type Column = NumberColumn | FactorColumn;

export const numberColumn = (values: ArrayLike<number>): NumberColumn => ({
  kind: 'number',
  values: values instanceof Float64Array ? values : Float64Array.from(values),
});

const collator = new Intl.Collator('en-US');

/** Alphabetical order of levels: as R in an English locale (punctuation, digits, letters; lower case before upper). */
const compareLevels = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** Words to a factor with sorted levels; null, undefined and '' are missing. */
export function factorColumn(
  words: readonly (string | null | undefined)[],
  origin: FactorColumn['origin'] = 'text',
): FactorColumn {
  const found = new Set<string>();
  for (const word of words) if (word !== null && word !== undefined && word !== '') found.add(word);
  const levels = [...found].sort(compareLevels);
  const code = new Map(levels.map((level, index) => [level, index]));
  return { kind: 'factor', levels, codes: Int32Array.from(words, (word) => code.get(word ?? '') ?? -1), origin };
}

/** Words by a code each, in any order, to a factor with sorted levels; a code of -1 is missing. */
export function factorOfCodes(words: readonly string[], codes: Int32Array): FactorColumn {
  const levels = [...words].sort(compareLevels);
  const place = new Map(levels.map((level, index) => [level, index]));
  const next = Int32Array.from(words, (word) => place.get(word)!);
  return { kind: 'factor', levels, codes: codes.map((code) => (code < 0 ? -1 : next[code]!)), origin: 'text' };
}

/** TRUE and FALSE. */
export const logicalColumn = (codes: Int32Array): FactorColumn => ({
  kind: 'factor',
  levels: ['FALSE', 'TRUE'],
  codes,
  origin: 'logical',
});

export const lengthOf = (column: Column): number =>
  column.kind === 'number' ? column.values.length : column.codes.length;

export const isMissing = (column: Column, row: number): boolean =>
  column.kind === 'number' ? Number.isNaN(column.values[row]) : column.codes[row]! < 0;

/** The rows asked for, in that order. */
export function takeRows(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number') {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
    return { kind: 'number', values };
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
  return { ...column, codes };
}

/** Only the levels that occur. */
export function dropUnusedLevels(column: FactorColumn): FactorColumn {
  const used = new Uint8Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) used[code] = 1;
  if (used.every((u) => u === 1)) return column;
  const next = new Int32Array(used.length);
  const levels: string[] = [];
  for (let l = 0; l < used.length; l++) if (used[l] === 1) next[l] = levels.push(column.levels[l]!) - 1;
  return { ...column, levels, codes: column.codes.map((code) => (code < 0 ? -1 : next[code]!)) };
}

/** R's text of a number: 15 significant digits, no trailing zeros, the shorter of fixed and scientific. */
export function numberText(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NA' : x > 0 ? 'Inf' : '-Inf';
  const rounded = Number(x.toPrecision(15));
  const [mantissa = '0', exponent = '0'] = rounded.toExponential().split('e');
  const power = Number(exponent);
  const sign = power < 0 ? '-' : '+';
  const scientific = `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  const digits = mantissa.replace(/[-.]/g, '').length;
  const fixed = power >= 0 ? rounded.toFixed(Math.max(0, digits - 1 - power)) : rounded.toFixed(digits - 1 - power);
  return fixed.length <= scientific.length ? fixed : scientific;
}

/** As a factor: numbers by their distinct values in ascending order, words as they are. */
export function asFactor(column: Column, origin: FactorColumn['origin'] = 'factor'): FactorColumn {
  if (column.kind === 'factor') return { ...column, origin };
  const distinct = Float64Array.from(new Set(column.values.filter((v) => !Number.isNaN(v)))).sort();
  const code = new Map<number, number>();
  const levels: string[] = [];
  for (const v of distinct) {
    const text = numberText(v);
    if (levels.at(-1) !== text) levels.push(text);
    code.set(v, levels.length - 1);
  }
  return { kind: 'factor', levels, codes: Int32Array.from(column.values, (v) => code.get(v) ?? -1), origin };
}
