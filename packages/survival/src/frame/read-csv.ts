import { refuse } from '../errors/input-error.ts';
import { type Column, numberColumn } from './column.ts';
import { afterLineEnd, Cell, LINE_FEED, RETURN } from './csv-cell.ts';
import type { Frame } from './frame.ts';
import { POWERS, slowNumber } from './plain-number.ts';
import { WordCodes } from './word-codes.ts';

export interface CsvOptions {
  /** Default: `;` when the header holds more semicolons than commas and tabs, else tab, else comma. */
  readonly separator?: string;
  /** Decimal mark, default `.`. */
  readonly decimal?: '.' | ',';
  /** Words that mean missing besides the empty cell, default `NA`. */
  readonly missing?: readonly string[];
}

/** Columns as they are read: all begin as numbers; one that turns out to hold words becomes codes. */
interface Reading {
  readonly values: Float64Array[];
  readonly words: (WordCodes | undefined)[];
  /** Rows above the first word: they are read again. */
  readonly again: Int32Array;
}

/** Rows there is room for: guessed from the first lines, and more when they do not suffice. */
function roomFor(bytes: Uint8Array, from: number): number {
  let at = from;
  let lines = 0;
  for (; lines < 100 && at < bytes.length; lines++) {
    const end = bytes.indexOf(LINE_FEED, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return Math.ceil((1.05 * (bytes.length - from) * Math.max(lines, 1)) / Math.max(at - from, 1)) + 16;
}

/** Marks and words of one file. */
interface Dialect {
  readonly separator: number;
  readonly decimal: number;
  readonly missing: ReadonlySet<string>;
}

/**
 * Reads all rows from `at` on.
 *
 * @returns how many there are
 */
function readRows(bytes: Uint8Array, at: number, reading: Reading, dialect: Dialect): number {
  const { separator, decimal } = dialect;
  const { values, words } = reading;
  const width = values.length;
  const end = bytes.length;
  const cell = new Cell(bytes, separator);
  const none = (place: number): boolean => place >= end || bytes[place] === LINE_FEED || bytes[place] === RETURN;
  let room = values[0]!.length;
  let row = 0;
  while (at < end) {
    if (none(at)) {
      at = afterLineEnd(bytes, at);
      continue;
    }
    if (row === room) {
      room *= 2;
      for (let j = 0; j < width; j++) {
        if (words[j]) continue;
        const wider = new Float64Array(room);
        wider.set(values[j]!);
        values[j] = wider;
      }
    }
    let cells = 0;
    for (;;) {
      const from = at;
      // A plain number is read here: digits, with a sign before and a decimal mark within.
      // Signs and fractions cannot be foretold, so there is no branch on them.
      const minus = Number(bytes[at] === 45);
      at += minus;
      let code = bytes[at]!;
      if (code === 43 && minus === 0) code = bytes[++at]!;
      const first = at;
      let short = 0; // as far as 32 bits reach
      let mark = -1;
      for (;;) {
        // Beyond the end there is no code, which is no digit.
        if (code >= 48 && code <= 57) short = (Math.imul(short, 10) + code - 48) | 0;
        else if (code === decimal && mark < 0) mark = at;
        else break;
        code = bytes[++at]!;
      }
      const digits = at - first - (mark < 0 ? 0 : 1);
      const after = mark < 0 ? 0 : at - mark - 1;
      const ended = code === separator || code === LINE_FEED || code === RETURN || at >= end;
      const mantissa = digits <= 9 ? short : wholeNumber(bytes, first, at);
      // Exactly rounded, because both parts of the fraction are exact.
      if (ended && digits > 0 && mantissa <= EXACT && after <= 22 && cells < width && words[cells] === undefined) {
        values[cells]![row] = (mantissa / POWERS[after]!) * (1 - 2 * minus);
      } else {
        cell.read(from, row + 1);
        at = cell.next;
        if (cells < width) other(reading, cells, row, cell, bytes, dialect);
      }
      cells++;
      if (at >= end || bytes[at] !== separator) break;
      at++;
      if (at === end) {
        // The text ends with a separator: one more empty cell.
        cell.read(at, row + 1);
        if (cells < width) other(reading, cells, row, cell, bytes, dialect);
        cells++;
        break;
      }
    }
    if (cells !== width) refuse('csv.rowLength', `row ${row + 1}`, `${cells}`, `${width}`);
    row++;
    at = afterLineEnd(bytes, at);
  }
  return row;
}

const EXACT = Number.MAX_SAFE_INTEGER;

/** The digits of a number as a whole one, its mark left out. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
  }
  return value;
}

/** A cell that is no plain number: missing, a number written otherwise, or a word. */
function other(
  { values, words, again }: Reading,
  column: number,
  row: number,
  cell: Cell,
  bytes: Uint8Array,
  { decimal, missing }: Dialect,
): void {
  const known = words[column];
  if (known) {
    known.put(row, cell);
    return;
  }
  let value = Number.NaN;
  if (cell.from < cell.to) {
    const text = cell.text();
    const word = text.trim();
    value = slowNumber(text, decimal);
    if (/^-?Inf$/.test(word)) value = word.startsWith('-') ? -Infinity : Infinity;
    else if (Number.isNaN(value) && word !== '' && !missing.has(word)) {
      const made = new WordCodes(bytes, values[column]!.length, missing);
      made.put(row, cell);
      words[column] = made;
      again[column] = row;
      return;
    }
  }
  values[column]![row] = value;
}

/** Reads once more the first rows of columns that began as numbers and hold words. */
function readAgain(bytes: Uint8Array, at: number, { words, again }: Reading, { separator }: Dialect): void {
  const rows = again.reduce((most, own) => Math.max(most, own), 0);
  const cell = new Cell(bytes, separator);
  for (let row = 0; row < rows; ) {
    if (bytes[at] === LINE_FEED || bytes[at] === RETURN) {
      at = afterLineEnd(bytes, at);
      continue;
    }
    for (let j = 0; j < words.length; j++) {
      cell.read(at, row + 1);
      if (row < again[j]!) words[j]?.put(row, cell);
      at = cell.next + 1;
    }
    at = afterLineEnd(bytes, at - 1);
    row++;
  }
}

/** The header, and where the rows begin. */
function readHeader(bytes: Uint8Array, at: number, separator: number): { names: string[]; from: number } {
  const cell = new Cell(bytes, separator);
  const names: string[] = [];
  while (at < bytes.length && (bytes[at] === LINE_FEED || bytes[at] === RETURN)) at = afterLineEnd(bytes, at);
  for (; at < bytes.length; at++) {
    cell.read(at, 0);
    names.push(cell.text());
    at = cell.next;
    if (bytes[at] !== separator) break;
    if (at === bytes.length - 1) names.push('');
  }
  return { names, from: Math.min(bytes.length, afterLineEnd(bytes, at)) };
}

/** Of every platform, though no language library declares it. */
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

/**
 * Reads a CSV as R's read.csv does: a header, then a row per line; a column is numbers if every cell is, TRUE/FALSE if
 * every cell is, else words with levels in alphabetical order. Empty cells and `NA` are missing.
 *
 * @param given  text, or its bytes in UTF-8, which are read about twice as fast
 * @throws {InputError} `csv.empty`, `csv.unclosedQuote`, `csv.rowLength` (row and its number of cells), `csv.duplicateColumn`
 */
export function readCsv(given: string | Uint8Array, options: CsvOptions = {}): Frame {
  const bytes = bytesOf(given);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const lineEnd = bytes.indexOf(LINE_FEED, start);
  const header = bytes.subarray(start, lineEnd < 0 ? bytes.length : lineEnd);
  const count = (mark: number): number => header.reduce((sum, code) => sum + (code === mark ? 1 : 0), 0);
  const [tabs, commas, semicolons] = [count(9), count(44), count(59)];
  const guess = semicolons > Math.max(commas, tabs) ? ';' : tabs > commas ? '\t' : ',';
  const dialect: Dialect = {
    separator: (options.separator ?? guess).charCodeAt(0),
    decimal: (options.decimal ?? '.').charCodeAt(0),
    missing: new Set(options.missing ?? ['NA']),
  };
  const { names, from } = readHeader(bytes, start, dialect.separator);
  if (names.length === 0) refuse('csv.empty', 'header');
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) refuse('csv.duplicateColumn', `column ${name}`);
    seen.add(name);
  }
  const room = roomFor(bytes, from);
  const reading: Reading = {
    values: names.map(() => new Float64Array(room)),
    words: names.map(() => undefined),
    again: new Int32Array(names.length),
  };
  const rows = readRows(bytes, from, reading, dialect);
  if (reading.again.some((row) => row > 0)) readAgain(bytes, from, reading, dialect);
  const columns = new Map<string, Column>();
  names.forEach((name, j) => {
    columns.set(name, reading.words[j]?.column(rows) ?? numberColumn(reading.values[j]!.subarray(0, rows)));
  });
  return { rows, columns };
}
