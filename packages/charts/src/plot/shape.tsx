import { INK, TONES } from '../palette/palette.ts';
import { round } from '../text/text.tsx';
import type { Stroke } from './stroke.ts';

/** A mark of about 2 r pixels, of the shape of its line. */
export function ShapeMark({ stroke, x, y, r = 4.5 }: { readonly stroke: Stroke; readonly x: number; readonly y: number; readonly r?: number }) {
  const paint = { fill: TONES[stroke.tone].stroke, stroke: INK.paper, strokeWidth: 1 };
  const points = (pairs: readonly (readonly [number, number])[]): string =>
    pairs.map(([dx, dy]) => `${round(x + dx * r)},${round(y + dy * r)}`).join(' ');
  if (stroke.shape === 'circle') return <circle cx={round(x)} cy={round(y)} r={r} {...paint} />;
  if (stroke.shape === 'square') return <polygon points={points([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]])} {...paint} />;
  if (stroke.shape === 'triangle') return <polygon points={points([[0, -1.15], [1.1, 0.85], [-1.1, 0.85]])} {...paint} />;
  return <polygon points={points([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]])} {...paint} />;
} // biome-ignore format: points of shapes

/** A short sample of a line, 22 by 12 pixels. */
export function LineSample({ stroke, marked }: { readonly stroke: Stroke; readonly marked?: boolean }) {
  return (
    <g>
      <line
        x1={0}
        x2={22}
        y1={6}
        y2={6}
        stroke={TONES[stroke.tone].stroke}
        strokeWidth={2}
        {...(stroke.dash ? { strokeDasharray: stroke.dash } : {})}
      />
      {marked ? <ShapeMark stroke={stroke} x={11} y={6} r={3.6} /> : null}
    </g>
  );
}
