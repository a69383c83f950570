import { round } from '../text/text.tsx';
import type { Shape } from './model.ts';

interface ShapeProps {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly fill: string;
  readonly stroke: string;
}

const points = (...pairs: readonly (readonly [number, number])[]): string =>
  pairs.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');

/** A mark that a grey print tells from the others by its form. */
export function ShapeMark({ shape, x, y, r, fill, stroke }: ShapeProps) {
  const paint = { fill, stroke, strokeWidth: 1.4 };
  switch (shape) {
    case 'dot':
      return <circle cx={round(x)} cy={round(y)} r={r - 1} {...paint} fill={stroke} />;
    case 'ring':
      return <circle cx={round(x)} cy={round(y)} r={r - 1} {...paint} fill="#ffffff" />;
    case 'diamond':
      return <polygon points={points([x, y - r], [x + r, y], [x, y + r], [x - r, y])} {...paint} />;
    case 'triangle':
      return <polygon points={points([x, y - r], [x + r, y + r - 1], [x - r, y + r - 1])} {...paint} fill={stroke} />;
    case 'square':
      return <rect x={round(x - r + 1)} y={round(y - r + 1)} width={2 * r - 2} height={2 * r - 2} {...paint} />;
    case 'flag':
      return (
        <polygon
          points={points([x - 1, y + r], [x - 1, y - r], [x + r + 2, y - r / 2], [x, y])}
          {...paint}
          fill={stroke}
        />
      );
    case 'cross':
      return (
        <path
          d={`M${round(x - r + 1)} ${round(y - r + 1)}L${round(x + r - 1)} ${round(y + r - 1)}M${round(x + r - 1)} ${round(y - r + 1)}L${round(x - r + 1)} ${round(y + r - 1)}`}
          {...paint}
          strokeWidth={2.2}
        />
      );
    case 'query':
      return (
        <g>
          <circle cx={round(x)} cy={round(y)} r={r} {...paint} fill="#ffffff" strokeDasharray="2 1.5" />
          <path
            d={`M${round(x - 1.7)} ${round(y - 1.2)}c0-2.4 3.6-2.4 3.4 0c0 1.3-1.7 1.2-1.7 2.4M${round(x)} ${round(y + 2.8)}v.2`}
            fill="none"
            stroke={stroke}
            strokeWidth={1.2}
            strokeLinecap="round"
          />
        </g>
      );
  }
}
