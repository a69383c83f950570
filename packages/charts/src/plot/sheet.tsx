import type { ReactNode } from 'react';
import { INK } from '../palette/palette.ts';
import { Text } from '../text/text.tsx';
import { AIR, TITLE_AIR, wrapText } from '../text/width.ts';

export const MARGIN = 18;
const TITLE = 16;
const CAPTION = 11.5;

/** Title and caption of a figure, broken into lines, and where the drawing between them begins. */
export interface SheetLayout {
  readonly inner: number;
  readonly titleLines: readonly string[];
  readonly top: number;
}

export function layoutSheet(title: string, width: number): SheetLayout {
  const inner = width - 2 * MARGIN;
  const titleLines = wrapText(title, inner / TITLE_AIR, TITLE, 600);
  return { inner, titleLines, top: 16 + titleLines.length * 20 };
}

interface SheetProps {
  readonly id: string;
  readonly title: string;
  /** What a reader who does not see the drawing must know: the numbers. */
  readonly description: string;
  readonly caption: string;
  readonly width: number;
  readonly layout: SheetLayout;
  /** Where the drawing ends. */
  readonly bottom: number;
  readonly children: ReactNode;
}

/** A figure as one self-contained drawing: title, drawing, caption. */
export function Sheet({ id, title, description, caption, width, layout, bottom, children }: SheetProps) {
  const lines = wrapText(caption, layout.inner / AIR, CAPTION);
  const height = Math.ceil(bottom + 18 + lines.length * 15 + 6);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <rect width={width} height={height} fill={INK.paper} />
      {layout.titleLines.map((line, index) => (
        <Text key={line} x={MARGIN} y={24 + index * 20} size={TITLE} weight={600}>
          {line}
        </Text>
      ))}
      {children}
      {lines.map((line, index) => (
        <Text key={line} x={MARGIN} y={bottom + 18 + index * 15} size={CAPTION} fill={INK.quiet}>
          {line}
        </Text>
      ))}
    </svg>
  );
}
