/** How much of a file is read before it is refused. */
export interface Limits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Characters of one cell. */
  readonly cellCharacters: number;
  /** Characters of one row of a CSV with its quotes; nothing larger is ever held in memory. */
  readonly rowCharacters: number;
  readonly rows: number;
  readonly columns: number;
  readonly sheets: number;
  /** Cells of a workbook, which is held in memory as a whole. */
  readonly cells: number;
  /** Bytes of a workbook when unpacked. */
  readonly unpackedBytes: number;
  /** Issues and warnings that are listed; the others are counted. */
  readonly listed: number;
}

/** A cell as large as a spreadsheet allows, a table as long as one, and a workbook that fits into the memory of a laptop. */
export const LIMITS: Limits = {
  fileBytes: 1_000_000_000,
  cellCharacters: 32_767,
  rowCharacters: 4_000_000,
  rows: 2_000_000,
  columns: 16_384,
  sheets: 256,
  cells: 5_000_000,
  unpackedBytes: 500_000_000,
  listed: 100_000,
};
