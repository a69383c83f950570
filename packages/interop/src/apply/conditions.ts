import type { Condition } from '../mapping/schema.ts';
import { template } from '../mapping/template.ts';
import type { Row } from '../table/table.ts';
import { isEmpty } from '../table/table.ts';
import type { FindColumn } from './bound-template.ts';
import { cellNumber, type NumberForm } from './cell-number.ts';
import { cellText } from './cell-text.ts';

/** Says of a row whether a condition holds. */
export type BoundCondition = (row: Row) => boolean;

/**
 * Conditions bound to columns; all must hold. A number is compared as a number, a word without regard to case.
 * A cell that is no number is neither below nor at least anything.
 *
 * @param own     the column of the rule itself
 * @param caught  what the braces of the rule's column caught: `Regime_{n}` of a rule of `Remission_{n}` is that of the same n
 * @returns undefined where a column does not exist
 */
export function bindConditions(
  given: Condition | readonly Condition[] | undefined,
  own: number | undefined,
  caught: ReadonlyMap<string, string>,
  find: FindColumn,
  form: NumberForm,
): BoundCondition | undefined {
  const list = given === undefined ? [] : Array.isArray(given) ? (given as readonly Condition[]) : [given as Condition];
  const bound: BoundCondition[] = [];
  for (const condition of list) {
    const index = condition.column === undefined ? own : find(named(condition.column, caught));
    if (index === undefined) return undefined;
    bound.push(one(condition, index, form));
  }
  return (row) => bound.every((holds) => holds(row));
}

/** The name of a column with what was caught in the place of its braces; braces that caught nothing stay. */
function named(column: string, caught: ReadonlyMap<string, string>): string {
  const { literals, names } = template(column);
  return names.reduce(
    (text, name, at) => text + (caught.get(name) ?? `{${name}}`) + (literals[at + 1] ?? ''),
    literals[0] ?? '',
  );
}

function one({ is, not, filled, below, atLeast, whole }: Condition, index: number, form: NumberForm): BoundCondition {
  const words = (list: readonly unknown[] | undefined) => list && new Set(list.map((word) => fold(String(word))));
  const [among, except] = [words(is), words(not)];
  const numeric = below !== undefined || atLeast !== undefined || whole !== undefined;
  return ({ cells }) => {
    const cell = cells[index];
    if (filled !== undefined && isEmpty(cell) === filled) return false;
    const text = cellText(cell);
    if (among && !among.has(fold(text))) return false;
    if (except?.has(fold(text))) return false;
    if (!numeric) return true;
    const read = cellNumber(text, typeof cell === 'number' ? { decimal: '.' } : form);
    if (typeof read === 'string' || !('value' in read)) return false;
    const { value } = read;
    if (below !== undefined && !(value < below)) return false;
    if (atLeast !== undefined && !(value >= atLeast)) return false;
    return whole === undefined || Number.isInteger(value) === whole;
  };
}

const fold = (text: string): string => text.trim().toLowerCase();
