import type { DateFormat } from '../mapping/date-format.ts';
import type { Cell } from '../table/table.ts';
import { isDate } from '../table/table.ts';
import { cellText } from './cell-text.ts';

/** A date cell as EDTF, with the clock time where it has one; text in none of the declared forms is left to ISO and EDTF. */
export function cellDate(cell: Cell | undefined, formats: readonly DateFormat[]): { edtf: string; time?: string } {
  if (cell !== undefined && isDate(cell)) return { edtf: cell.day, ...(cell.time ? { time: cell.time } : {}) };
  const text = cellText(cell);
  for (const format of formats) {
    const read = format(text);
    if (read) return read;
  }
  const clock = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)$/.exec(text);
  return clock ? { edtf: clock[1] as string, time: clock[2] as string } : { edtf: text };
}
