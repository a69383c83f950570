import type { ReactNode } from 'react';
import { INK } from '../palette/palette.ts';
import { Text } from '../text/text.tsx';
import { textWidth } from '../text/width.ts';

export interface LegendEntry {
  readonly label: string;
  /** Draws the sign within 22 by 12 pixels. */
  readonly sign: ReactNode;
}

const SIZE = 11;
const LINE = 18;

/** Where each entry of a legend stands: in lines, broken where the width ends. */
export function layoutLegend(
  entries: readonly LegendEntry[],
  width: number,
): { readonly places: readonly { x: number; y: number }[]; readonly height: number } {
  let x = 0;
  let y = 0;
  const places = entries.map(({ label }) => {
    const room = 28 + textWidth(label, SIZE) * 1.06 + 18;
    if (x > 0 && x + room > width) {
      x = 0;
      y += LINE;
    }
    const place = { x, y };
    x += room;
    return place;
  });
  return { places, height: y + LINE };
}

/** The signs of a chart in words. */
export function Legend({ entries, width }: { readonly entries: readonly LegendEntry[]; readonly width: number }) {
  const { places } = layoutLegend(entries, width);
  return (
    <g>
      {entries.map(({ label, sign }, index) => (
        <g key={label} transform={`translate(${places[index]?.x.toFixed(1)} ${places[index]?.y})`}>
          {sign}
          <Text x={28} y={10} size={SIZE} fill={INK.quiet}>
            {label}
          </Text>
        </g>
      ))}
    </g>
  );
}
