import type { ColumnSummary, ImportSummary } from '@linea/interop';
import type { Context } from '../context.ts';
import { table } from '../print/table.ts';

/** Codes of a column that fit on a line. */
const SHOWN_CODES = 3;

/** What was understood, table by table and column by column, and what was left aside. */
export function printSummary({ tables, leftOut: unread }: ImportSummary, { io, say }: Context): void {
  const heads = ['column', 'codes', 'cells', 'facts', 'absent', 'skipped', 'refused'].map((head) =>
    say(`import.head.${head}`),
  );
  for (const { file, sheet, rows, leftOut, blank, columns, unmapped } of tables) {
    const name = sheet === undefined ? file : `${file}, ${sheet}`;
    io.out(`${say('import.table', { name, rows, leftOut, blank })}\n`);
    const lines = columns.map((column) => row(column, say('import.noColumn')));
    if (lines.length > 0) io.out(`${table(heads, lines)}\n`);
    const others = unmapped.map(({ column, cells }) => `${column} (${cells})`).join(', ');
    if (others !== '') io.out(`${say('import.unmapped', { columns: others })}\n`);
    io.out('\n');
  }
  if (unread.length > 0) io.out(`${say('import.leftOut', { names: unread.join(', ') })}\n`);
}

function row({ column, codes, cells, facts, absent, skipped, refused }: ColumnSummary, noColumn: string): string[] {
  const shown = codes.length > SHOWN_CODES ? `${codes.slice(0, SHOWN_CODES).join(', ')}, ...` : codes.join(', ');
  return [column || noColumn, shown, ...[cells, facts, absent, skipped, refused].map(String)];
}
