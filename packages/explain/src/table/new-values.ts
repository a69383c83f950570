import { type InputIssue, numberColumn } from '@linea/survival';
import { asFactor, type Value } from '@linea/survival/formula';

/** What training remembers of a column of words: its levels, in order. */
export const levelsKey = (name: string): string => `levels variable ${name}`;

/** A value as the model learnt it, and what of it cannot be used. */
interface Matched {
  readonly value: Value;
  readonly issues: readonly InputIssue[];
}

const numberAt = (levels: readonly string[], code: number): number => (code < 0 ? Number.NaN : Number(levels[code]));

/**
 * Lays the values of new rows on what was learnt. A table of few rows can read as another kind than it was: codes that
 * are all digits as numbers, words that are all `F` as false, a column without any value as numbers.
 *
 * @param levels  of training; undefined = it learnt numbers here
 * @param unseen  given: levels never seen are missing and listed here; else they are issues
 */
export function asLearnt(
  value: Value,
  name: string,
  levels: readonly string[] | undefined,
  unseen: Set<string> | undefined,
): Matched {
  if (value.kind === 'basis') return { value, issues: [] };
  if (levels === undefined) {
    if (value.kind === 'number' || value.origin !== 'text') return { value, issues: [] };
    const { codes } = value;
    const row = codes.findIndex((code) => code >= 0 && Number.isNaN(Number(value.levels[code])));
    if (row < 0)
      return { value: numberColumn(Float64Array.from(codes, (code) => numberAt(value.levels, code))), issues: [] };
    const got = value.levels[codes[row]!]!;
    return { value, issues: [{ code: 'column.words', at: `column ${name}, row ${row + 1}`, got, allowed: 'numbers' }] };
  }
  const { levels: own, codes } = asFactor(value);
  const logical = own.join() === 'FALSE,TRUE' && !own.some((level) => levels.includes(level));
  const code = own.map((level) => levels.indexOf(logical ? level[0]! : level));
  const unknown = own.flatMap((level, c) =>
    code[c]! < 0 && codes.includes(c) ? [{ level, row: codes.indexOf(c) }] : [],
  );
  if (unseen) for (const { level } of unknown) unseen.add(`variable ${name}: ${level}`);
  const matched: Value = {
    kind: 'factor',
    levels,
    codes: codes.map((c) => (c < 0 ? -1 : code[c]!)),
    origin: 'factor',
  };
  const issues = unseen
    ? []
    : unknown.map(({ level, row }) => ({
        code: 'level.unknown',
        at: `variable ${name}, row ${row + 1}`,
        got: level,
        allowed: levels.join(', '),
      }));
  return { value: matched, issues };
}
