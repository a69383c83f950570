import type { Frame, InputIssue } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';

/** So many different numbers are a measurement; fewer may be the names of stages. */
const MEASURED = 8;
const DECIMAL_COMMA = /^\s*[-+]?\d+,\d+\s*$/;

/**
 * One word among numbers, such as `ND`, makes a factor of a measurement, with a level for each of its values: nobody means
 * that. A column is a measurement when at least half of its values are numbers, and at least 8 of them differ.
 *
 * @param names  columns that stand alone in the formula; within `factor()` words are meant
 * @throws {RefusedInput} `column.mixed`, `column.decimalComma`; all of them
 */
export function refuseMixed(names: Iterable<string>, { columns }: Frame): void {
  const issues: InputIssue[] = [];
  for (const name of names) {
    const column = columns.get(name);
    if (column?.kind !== 'factor' || column.origin !== 'text') continue;
    const { levels, codes } = column;
    const mostly = (is: (level: string) => boolean): boolean => {
      const kind = levels.map(is);
      if (kind.filter(Boolean).length < MEASURED) return false;
      const present = codes.filter((code) => code >= 0);
      return present.filter((code) => kind[code]).length * 2 >= present.length;
    };
    const isNumber = (level: string): boolean => Number.isFinite(Number(level)) || DECIMAL_COMMA.test(level);
    if (!mostly(isNumber)) continue;
    const commas = levels.some((level) => DECIMAL_COMMA.test(level));
    const isWrong = (level: string): boolean => (commas ? DECIMAL_COMMA.test(level) : !isNumber(level));
    const row = codes.findIndex((code) => code >= 0 && isWrong(levels[code]!));
    issues.push({
      code: commas ? 'column.decimalComma' : 'column.mixed',
      at: `column ${name}, row ${row + 1}`,
      got: levels[codes[row]!]!,
      allowed: commas ? '--decimal ,' : `numbers | factor(${name})`,
    });
  }
  if (issues.length > 0) throw new RefusedInput(issues);
}
