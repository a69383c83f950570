import type { Applied, CellProblem } from './apply-rule.ts';

/** Where beside its own cell a fact has its date and its unit from, by the names of the columns. */
export interface ColumnPlaces {
  readonly dateColumn?: string | undefined;
  readonly unitColumn?: string | undefined;
}

/** Where facts, problems and counts of a table go. */
export interface Sink {
  /** The names of the columns, for problems of a cell that is not the rule's own. */
  readonly header: (names: readonly string[]) => void;
  /** A column, or facts without one, that will be counted from here on. @returns its number */
  readonly column: (name: string, codes: readonly string[], places: ColumnPlaces) => number;
  /** A column that the mapping does not name. */
  readonly unmapped: (name: string) => { cells: number };
  readonly row: (kind: 'read' | 'left out' | 'blank', patient?: string) => void;
  /** What all rules of a column made of its cell. */
  readonly cell: (column: number, row: number, applied: readonly Applied[]) => void;
  /** A problem of the header (row 0: of the table), or of a row as a whole. */
  readonly problem: (row: number, column: string | undefined, problem: CellProblem) => void;
}
