import { type AbsentReason, type Item, item } from '@linea/facts';
import { dateFormats } from '../mapping/date-format.ts';
import type { MappingFile, Rule, TableMapping, When } from '../mapping/schema.ts';
import { hasBraces, template } from '../mapping/template.ts';
import { wordList } from '../mapping/words.ts';
import type { Row } from '../table/table.ts';
import type { Anchor, Anchors } from './anchors.ts';
import { type BoundTemplate, bindTemplate, type FindColumn } from './bound-template.ts';
import { type BoundWhen, bindWhen } from './bound-when.ts';
import type { CellWords } from './cell-meaning.ts';
import { cellText } from './cell-text.ts';
import { type BoundCondition, bindConditions } from './conditions.ts';
import type { Written } from './raw-value.ts';

/** What rules of one mapping share. */
export interface RuleContext {
  readonly mapping: MappingFile;
  readonly anchors: Anchors;
  readonly written: Written;
}

/** Reads a text of a row: the constant, or what a column says. Undefined where the cell is empty. */
type CellReader = (row: Row) => string | undefined;

/** A rule of a mapping bound to the columns of a table. */
export interface BoundRule {
  readonly rule: Rule;
  /** Its cell; a fact that rows state without a column has none. */
  readonly column: number | undefined;
  readonly holds: BoundCondition;
  readonly words: CellWords;
  readonly written: Written;
  /** The items that it may be of, by the word of a column or alone. */
  readonly itemOf: (
    row: Row,
  ) => Item | { readonly unknown: string; readonly column: number; readonly allowed: string } | null;
  readonly unit: CellReader;
  readonly unitColumn: number | undefined;
  readonly uln: CellReader;
  readonly lln: CellReader;
  readonly interpretation: CellReader;
  /** A constant with names in braces. */
  readonly value: BoundTemplate | undefined;
  readonly event: BoundTemplate | undefined;
  readonly episode: BoundTemplate | undefined;
  readonly note: BoundTemplate | undefined;
  readonly when: BoundWhen | undefined;
  readonly anchor: Anchor | undefined;
  /** Code and value of more facts of the event; a text may have names in braces. */
  readonly with: readonly {
    readonly code: string;
    readonly value: unknown;
    readonly text: BoundTemplate | undefined;
  }[];
}

/** Binds a time to the columns of a table; the same time of several rules once, so that it is read once a row. */
export type WhenBinder = (when: When, caught: ReadonlyMap<string, string>) => BoundWhen | undefined;

export function whenBinder(find: FindColumn, { anchors, written }: RuleContext): WhenBinder {
  const shared = new Map<When, BoundWhen | undefined>();
  return (when, caught) => {
    if (caught.size === 0 && shared.has(when)) return shared.get(when);
    const own = 'formats' in when ? dateFormats(when.formats ?? [], () => '') : undefined;
    const formats = own?.ok ? [...own.value, ...written.dates] : written.dates;
    const bound = bindWhen(when, caught, find, formats, anchors);
    if (caught.size === 0) shared.set(when, bound);
    return bound;
  };
}

/**
 * Binds a rule to columns. What it names and the table does not have was said by `find`; then undefined.
 *
 * @param caught  what the braces of a column pattern caught
 */
export function bindRule(
  rule: Rule,
  table: TableMapping,
  column: number | undefined,
  caught: ReadonlyMap<string, string>,
  find: FindColumn,
  whenOf: WhenBinder,
  { mapping, anchors, written }: RuleContext,
): BoundRule | undefined {
  let bound = true;
  const found = (name: string): number => {
    const index = find(name);
    if (index === undefined) bound = false;
    return index ?? -1;
  };
  const textOf = (text: string | undefined): BoundTemplate | undefined => {
    if (text === undefined) return undefined;
    const read = bindTemplate(template(text), caught, find);
    if (read === undefined) bound = false;
    return read;
  };
  const holds = bindConditions(rule.if, column, caught, find, written.numbers);
  const ofWhen = rule.when ?? table.when;
  const when = ofWhen && whenOf(ofWhen, caught);
  if (!holds || (ofWhen && !when)) bound = false;
  const unitColumn = typeof rule.unit === 'object' ? found(rule.unit.column) : undefined;
  const made: BoundRule = {
    rule,
    column,
    holds: holds ?? (() => false),
    words: cellWords(rule, mapping),
    written,
    itemOf: itemReader(rule, found),
    unit: reader(rule.unit, found),
    unitColumn,
    uln: reader(rule.uln, found),
    lln: reader(rule.lln, found),
    interpretation: reader(rule.interpretation, found),
    value: typeof rule.value === 'string' && hasBraces(rule.value) ? textOf(rule.value) : undefined,
    event: textOf(rule.event),
    episode: textOf(rule.episode),
    note: textOf(rule.note),
    when,
    anchor: rule.as === undefined ? undefined : anchors.get(rule.as),
    with: Object.entries(rule.with ?? {}).map(([code, value]) => ({
      code,
      value,
      text: typeof value === 'string' ? textOf(value) : undefined,
    })),
  };
  return bound ? made : undefined;
}

function cellWords(rule: Rule, mapping: MappingFile): CellWords {
  const words = rule.words ?? (rule.list === undefined ? undefined : mapping.lists?.[rule.list]);
  const absent = Object.entries({ ...mapping.absent, ...rule.absent });
  return {
    words: words && wordList(words),
    others: rule.others ?? 'refuse',
    absent: new Map(absent.map(([word, reason]): [string, AbsentReason | null] => [word.trim().toLowerCase(), reason])),
    separator: rule.separator,
    formulaValues: mapping.formulas === 'values',
  };
}

function itemReader({ code }: Rule, found: (name: string) => number): BoundRule['itemOf'] {
  if (typeof code === 'string') {
    const of = item(code);
    return () => of;
  }
  const column = found(code.column);
  const codes = wordList(code.words);
  return (row) => {
    const word = cellText(row.cells[column]);
    const meaning = codes.meaning(word);
    if (meaning === null) return null;
    return typeof meaning === 'string' ? item(meaning) : { unknown: word, column, allowed: codes.printed };
  };
}

type Given =
  | string
  | number
  | { readonly column: string; readonly words?: Readonly<Record<string, string | null>> }
  | undefined;

function reader(given: Given, found: (name: string) => number): CellReader {
  if (given === undefined) return () => undefined;
  if (typeof given !== 'object') return () => String(given);
  const column = found(given.column);
  const words = given.words && wordList(given.words);
  return (row) => {
    const written = cellText(row.cells[column]);
    if (!words) return written || undefined;
    const meaning = words.meaning(written);
    return meaning === undefined ? written || undefined : ((meaning as string | null) ?? undefined);
  };
}
