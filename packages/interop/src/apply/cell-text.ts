import type { Cell } from '../table/table.ts';

/** A cell as words: trimmed, numbers and dates as a person would write them, nothing for an empty cell or a flaw. */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell.trim();
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  if (cell.kind !== 'date') return '';
  return cell.time === undefined ? cell.day : `${cell.day}T${cell.time}`;
}
