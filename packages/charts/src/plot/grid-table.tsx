import type { ReactNode } from 'react';
import { INK } from '../palette/palette.ts';
import { Text } from '../text/text.tsx';
import { AIR, TITLE_AIR, textWidth } from '../text/width.ts';

export interface GridTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SIZE = 11.5;
const LINE = 17;
const GAP = 16;

/** Where the columns of a small table begin, as narrow as their words. */
function columnsOf({ heads, rows }: GridTable, indent: number): readonly number[] {
  const widths = heads.map((head, c) =>
    Math.max(textWidth(head, SIZE, 600) * TITLE_AIR, ...rows.map((row) => textWidth(row[c] ?? '', SIZE) * AIR)),
  );
  let x = indent;
  return widths.map((width) => {
    const from = x;
    x += width + GAP;
    return from;
  });
}

export const gridTableHeight = ({ rows }: GridTable): number => (rows.length + 1) * LINE + 4;

/** A small table set in the figure itself: a summary line per group. */
export function GridTableText({
  table,
  x,
  y,
  sign,
}: {
  readonly table: GridTable;
  readonly x: number;
  readonly y: number;
  /** Drawn before a row, within 22 by 12 pixels. */
  readonly sign?: (row: number) => ReactNode;
}) {
  const columns = columnsOf(table, sign ? 30 : 0);
  return (
    <g transform={`translate(${x} ${y})`}>
      {table.heads.map((head, c) => (
        <Text key={head} x={columns[c] as number} y={12} size={SIZE} weight={600}>
          {head}
        </Text>
      ))}
      {table.rows.map((row, r) => (
        <g key={row.join('|')}>
          {sign ? <g transform={`translate(0 ${LINE * (r + 1) + 2})`}>{sign(r)}</g> : null}
          {row.map((cell, c) => (
            <Text
              key={`${table.heads[c]}`}
              x={columns[c] as number}
              y={LINE * (r + 1) + 12}
              size={SIZE}
              fill={c === 0 ? INK.text : INK.quiet}
            >
              {cell}
            </Text>
          ))}
        </g>
      ))}
    </g>
  );
}
