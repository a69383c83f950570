import { refuse } from '../errors/input-error.ts';
import type { Column, FactorColumn } from '../frame/column.ts';
import { slowNumber } from '../frame/plain-number.ts';

/** What tables write for "missing" beside the empty cell and NA; none of them is a category when the rest are numbers. */
const MARK = /^(?:\.+|-+|–|\?+|\*+|n\/a|na|nan|null|n\.?d\.?|#(?:n\/a|value!|ref!|div\/0!|num!))$/i;
const COMMA = /^\s*[-+]?\d+,\d+\s*$/;

/** Numbers from this many on, and this share of the distinct values, make the others errors rather than categories. */
const NUMBERS = 10;
const SHARE = 0.8;

const isNumber = (level: string): boolean => !Number.isNaN(slowNumber(level, 46));

/** A number written with a decimal comma. */
export const hasComma = (level: string): boolean => COMMA.test(level);

const placeOf = ({ codes, levels }: FactorColumn, wrong: (level: string) => boolean): number => {
  const found = levels.map(wrong);
  return codes.findIndex((code) => code >= 0 && found[code]!);
};

/**
 * Refuses a column of words that was meant to be numbers: numbers with a decimal comma, numbers beside marks for missing
 * values, or many numbers beside few words (`<0.5`, `high`). As a factor it would have a level for each number.
 * `factor(x)` says that its values are categories.
 *
 * @throws {InputError} `column.decimalComma`, `column.mixed`, with the row and what stands there
 */
export function refuseMixed(column: Column, name: string): void {
  if (column.kind !== 'factor' || column.origin !== 'text') return;
  const { levels } = column;
  const words = levels.filter((level) => !isNumber(level));
  const refuseFirst = (code: string, wrong: (level: string) => boolean, allowed: string): void => {
    const row = placeOf(column, wrong);
    if (row >= 0) refuse(code, `${name}, row ${row + 1}`, levels[column.codes[row]!], allowed);
  };
  if (words.length === 0) return;
  if (words.every(hasComma)) refuseFirst('column.decimalComma', hasComma, 'numbers with a point, or --decimal ,');
  const numbers = levels.length - words.length;
  const mostly = numbers >= NUMBERS && numbers >= SHARE * levels.length;
  if (numbers > 0 && (mostly || words.every((word) => MARK.test(word.trim())))) {
    refuseFirst(
      'column.mixed',
      (level) => !isNumber(level),
      'numbers, empty or NA where missing; factor() for categories',
    );
  }
}
