import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';

/** A calendar day, with the clock time where the cell has one, as a spreadsheet shows it: no time zone. */
export interface CellDate {
  readonly kind: 'date';
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM:SS`, not given at midnight: spreadsheets write a day so. */
  readonly time?: string;
}

/** What cannot be a value: a formula instead of one, the error that it ended in, bytes that are no text, far too much of it. */
export interface CellFlaw {
  readonly kind: 'formula' | 'error' | 'encoding' | 'tooLarge';
  /** What was read: `=B2*2`, `#DIV/0!` */
  readonly text: string;
  readonly allowed?: string;
  /** What the spreadsheet computed by a formula when the file was saved. */
  readonly cached?: string | number | boolean | CellDate | null;
}

/** How a flaw is refused. */
export const FLAW_CODES = {
  formula: 'cell.formula',
  error: 'cell.error',
  encoding: 'text.encoding',
  tooLarge: 'cell.tooLarge',
} as const satisfies Record<CellFlaw['kind'], string>;

/** A cell as its file has it. A CSV has text and nothing else. */
export type Cell = string | number | boolean | CellDate | CellFlaw | null;

export interface Row {
  /** From 1, as a spreadsheet counts: blank rows and the header included. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** One sheet of a workbook, or a CSV. Its rows are read once. */
export interface Table {
  readonly file: string;
  /** The name of the sheet; a CSV has none. */
  readonly sheet?: string;
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

/** A file to read, wherever its bytes are. */
export interface ImportFile {
  /** Its name without folders: it stands in sources and messages. */
  readonly name: string;
  /** Its bytes from the start; may be called twice. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** How the text of a CSV is written, where the mapping says so; otherwise it is found out. */
export interface TextForm {
  readonly encoding?: 'utf-8' | 'windows-1252' | 'utf-16le';
  readonly delimiter?: string;
}

/** What every reader gets. */
export interface Reading {
  readonly notes: Notes;
  readonly limits: Limits;
}

export const isDate = (cell: Cell): cell is CellDate => typeof cell === 'object' && cell?.kind === 'date';
export const isFlaw = (cell: Cell): cell is CellFlaw =>
  typeof cell === 'object' && cell !== null && cell.kind !== 'date';
export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
