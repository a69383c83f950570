import type { ReactNode } from 'react';
import { FONT, INK } from '../palette/palette.ts';
import type { Weight } from './width.ts';

export interface TextProps {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly weight?: Weight;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly italic?: boolean;
  /** A white edge, where text crosses lines. */
  readonly halo?: boolean;
  readonly children: ReactNode;
}

/** One line of text of a chart. */
export function Text({
  x,
  y,
  size = 11,
  weight = 400,
  fill = INK.text,
  anchor = 'start',
  italic,
  halo,
  children,
}: TextProps) {
  return (
    <text
      x={round(x)}
      y={round(y)}
      fontFamily={FONT}
      fontSize={size}
      fontWeight={weight}
      fill={fill}
      textAnchor={anchor}
      {...(italic ? { fontStyle: 'italic' } : {})}
      {...(halo ? { stroke: INK.paper, strokeWidth: 3, strokeLinejoin: 'round', paintOrder: 'stroke' } : {})}
    >
      {children}
    </text>
  );
}

/** Pixels to a tenth: what the eye can tell, and files that do not change with the last bit of a double. */
export const round = (pixels: number): number => Math.round(pixels * 10) / 10;
