/** What was understood of one column, or of the facts that rows state without one (`column` is empty). */
export interface ColumnSummary {
  readonly column: string;
  readonly codes: readonly string[];
  /** Cells with something in them, in the rows that were read. */
  cells: number;
  /** Facts made of them, those that say why there is no value included. */
  facts: number;
  absent: number;
  /** Cells that the mapping says are no fact. */
  skipped: number;
  refused: number;
}

export interface TableSummary {
  readonly file: string;
  readonly sheet?: string;
  rows: number;
  /** Rows that the mapping leaves out. */
  leftOut: number;
  blank: number;
  readonly columns: ColumnSummary[];
  /** Columns with something in them that the mapping does not name. */
  readonly unmapped: { readonly column: string; cells: number }[];
}

/** What was understood of an import, for the person who answers for it. */
export interface ImportSummary {
  readonly files: readonly { readonly name: string; readonly format: 'csv' | 'xlsx' }[];
  readonly tables: readonly TableSummary[];
  /** Sheets and files that no part of the mapping reads. */
  readonly leftOut: readonly string[];
  readonly patients: number;
  /** Facts by code, as accepted. */
  readonly codes: Readonly<Record<string, number>>;
}
