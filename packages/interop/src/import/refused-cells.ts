/** A cell, row, column or file that was refused. */
export interface RefusedCell {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly code: string;
  readonly got: string;
  readonly allowed?: string | undefined;
}

/** What a spreadsheet would run as a formula when it opens the list. */
const RUNS = /^[=+\-@\t\r]/;

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A cell of a CSV: quoted where needed, and never a formula. A plain number stays one. */
function csvCell(text: string): string {
  const safe = RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = ['file', 'sheet', 'row', 'column', 'code', 'got', 'allowed', 'message'] as const;

/**
 * Every refused cell as a CSV to open in a spreadsheet: UTF-8 with a byte order mark, so that Excel reads it right.
 *
 * @param message  what an issue says to a person
 */
export function refusedCsv(cells: readonly RefusedCell[], message: (cell: RefusedCell) => string): string {
  const lines = cells.map((cell) =>
    COLUMNS.map((name) => csvCell(name === 'message' ? message(cell) : String(cell[name] ?? ''))).join(','),
  );
  return `\ufeff${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
