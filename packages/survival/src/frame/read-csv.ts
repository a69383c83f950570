import { refuse } from '../errors/input-error.ts';
import { type Column, factorColumn, logicalColumn, numberColumn } from './column.ts';
import type { Frame } from './frame.ts';
import { plainNumber } from './plain-number.ts';

export interface CsvOptions {
  /** Default: `;` when the header holds more semicolons than commas and tabs, else tab, else comma. */
  readonly separator?: string;
  /** Decimal mark, default `.`. */
  readonly decimal?: '.' | ',';
  /** Words that mean missing besides the empty cell, default `NA`. */
  readonly missing?: readonly string[];
}

const LOGICAL = new Map([
  ['TRUE', 1], ['true', 1], ['True', 1], ['T', 1], ['FALSE', 0], ['false', 0], ['False', 0], ['F', 0],
]); // biome-ignore format: a list

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

/** Told of each cell: its column, and where its text begins and ends; `doubled` when it holds doubled quotes. */
type Visit = (row: number, column: number, from: number, to: number, doubled: boolean) => void;

/**
 * Walks the cells of all rows but empty ones. Quotes double inside quotes; a line end inside quotes belongs to the cell.
 *
 * @param rowEnd  told how many cells a row had
 * @returns the number of rows
 */
function walk(text: string, separator: number, visit: Visit, rowEnd: (row: number, cells: number) => void): number {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let row = 0;
  let column = 0;
  while (at < text.length) {
    let from = at;
    let to = at;
    let doubled = false;
    let code = text.charCodeAt(at);
    const quoted = code === QUOTE;
    if (quoted) {
      from = ++at;
      for (;;) {
        at = text.indexOf('"', at);
        if (at < 0) refuse('csv.unclosedQuote', `row ${row}`);
        if (text.charCodeAt(at + 1) !== QUOTE) break;
        doubled = true;
        at += 2;
      }
      to = at++;
      code = text.charCodeAt(at);
    }
    while (at < text.length && code !== separator && code !== LINE_FEED && code !== RETURN)
      code = text.charCodeAt(++at);
    if (!quoted) to = at;
    const last = at >= text.length || code !== separator;
    if (!(last && column === 0 && from === to && !quoted)) {
      visit(row, column, from, to, doubled);
      column++;
    }
    if (last) {
      if (column > 0) rowEnd(row++, column);
      column = 0;
      if (code === RETURN && text.charCodeAt(at + 1) === LINE_FEED) at++;
    } else if (at === text.length - 1) {
      // The text ends with a separator: one more empty cell.
      visit(row, column, at + 1, at + 1, false);
      rowEnd(row++, column + 1);
      column = 0;
    }
    at++;
  }
  return row;
}

/** Columns as they are read: all begin as numbers; one that turns out to hold words is read again. */
class Reading {
  readonly values: Float64Array[];
  readonly words: (boolean | undefined)[];
  private readonly missing: ReadonlySet<string>;

  constructor(columns: number, rows: number, missing: ReadonlySet<string>) {
    this.values = Array.from({ length: columns }, () => new Float64Array(rows));
    this.words = new Array<boolean | undefined>(columns);
    this.missing = missing;
  }

  number(row: number, column: number, text: string, from: number, to: number, decimal: number): void {
    if (this.words[column]) return;
    let value = from === to ? Number.NaN : plainNumber(text, from, to, decimal);
    if (Number.isNaN(value) && from !== to) {
      const word = text.slice(from, to).trim();
      if (/^-?Inf$/.test(word)) value = word.startsWith('-') ? -Infinity : Infinity;
      else if (word !== '' && !this.missing.has(word)) this.words[column] = true;
    }
    this.values[column]![row] = value;
  }
}

function wordsToColumn(words: readonly string[], missing: ReadonlySet<string>): Column {
  const present = words.map((word) => (word === '' || missing.has(word) ? null : word));
  if (present.every((word) => word === null || LOGICAL.has(word))) {
    return logicalColumn(Int32Array.from(present, (word) => (word === null ? -1 : LOGICAL.get(word)!)));
  }
  return factorColumn(present);
}

/**
 * Reads a CSV as R's read.csv does: a header, then a row per line; a column is numbers if every cell is, TRUE/FALSE if
 * every cell is, else words with levels in alphabetical order. Empty cells and `NA` are missing.
 *
 * @throws {InputError} `csv.empty`, `csv.unclosedQuote`, `csv.rowLength` (row and its number of cells), `csv.duplicateColumn`
 */
export function readCsv(text: string, options: CsvOptions = {}): Frame {
  const header = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1);
  const count = (mark: string): number => header.split(mark).length - 1;
  const guess = count(';') > Math.max(count(','), count('\t')) ? ';' : count('\t') > count(',') ? '\t' : ',';
  const separator = (options.separator ?? guess).charCodeAt(0);
  const decimal = (options.decimal ?? '.').charCodeAt(0);
  const missing = new Set(options.missing ?? ['NA']);
  const cell = (from: number, to: number, doubled: boolean): string =>
    doubled ? text.slice(from, to).replaceAll('""', '"') : text.slice(from, to);
  const names: string[] = [];
  const lines = walk(
    text,
    separator,
    (row, column, from, to, doubled) => {
      if (row === 0) names[column] = cell(from, to, doubled);
    },
    (row, cells) => {
      if (cells !== names.length) refuse('csv.rowLength', `row ${row}`, `${cells}`, `${names.length}`);
    },
  );
  if (names.length === 0) refuse('csv.empty', 'header');
  names.forEach((name, j) => {
    if (names.indexOf(name) !== j) refuse('csv.duplicateColumn', `column ${name}`);
  });
  const rows = lines - 1;
  const reading = new Reading(names.length, rows, missing);
  const ignore = (): void => {};
  walk(text, separator, (row, column, from, to) => {
    if (row > 0) reading.number(row - 1, column, text, from, to, decimal);
  }, ignore); // biome-ignore format: one call
  const words: string[][] = names.map(() => []);
  if (reading.words.some(Boolean)) {
    walk(text, separator, (row, column, from, to, doubled) => {
      if (row > 0 && reading.words[column]) words[column]!.push(cell(from, to, doubled));
    }, ignore); // biome-ignore format: one call
  }
  const columns = new Map<string, Column>();
  names.forEach((name, j) => {
    columns.set(name, reading.words[j] ? wordsToColumn(words[j]!, missing) : numberColumn(reading.values[j]!));
  });
  return { rows, columns };
}
