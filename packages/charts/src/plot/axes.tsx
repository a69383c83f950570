import { INK } from '../palette/palette.ts';
import { round, Text } from '../text/text.tsx';
import type { Scale } from './scale.ts';

export const TICK = 11.5;

interface AxisProps {
  readonly scale: Scale;
  readonly label: string;
  readonly format: (value: number) => string;
}

/** The horizontal axis of a plot, at height y. */
export function BottomAxis({
  scale,
  label,
  format,
  left,
  right,
  y,
}: AxisProps & { readonly left: number; readonly right: number; readonly y: number }) {
  return (
    <g>
      <line x1={round(left)} x2={round(right)} y1={round(y)} y2={round(y)} stroke={INK.text} />
      {scale.ticks.map((value) => (
        <g key={value}>
          <line
            x1={round(scale.at(value))}
            x2={round(scale.at(value))}
            y1={round(y)}
            y2={round(y + 5)}
            stroke={INK.text}
          />
          <Text x={scale.at(value)} y={y + 18} size={TICK} anchor="middle">
            {format(value)}
          </Text>
        </g>
      ))}
      <Text x={(left + right) / 2} y={y + 36} size={12.5} anchor="middle">
        {label}
      </Text>
    </g>
  );
}

/** The vertical axis of a plot, at x; its label reads upwards. */
export function LeftAxis({
  scale,
  label,
  format,
  x,
  top,
  bottom,
  until,
}: AxisProps & {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the lines of the grid end. */
  readonly until: number;
}) {
  const middle = (top + bottom) / 2;
  return (
    <g>
      <line x1={round(x)} x2={round(x)} y1={round(top)} y2={round(bottom)} stroke={INK.text} />
      {scale.ticks.map((value) => (
        <g key={value}>
          <line
            x1={round(x)}
            x2={round(until)}
            y1={round(scale.at(value))}
            y2={round(scale.at(value))}
            stroke={INK.grid}
          />
          <line
            x1={round(x - 5)}
            x2={round(x)}
            y1={round(scale.at(value))}
            y2={round(scale.at(value))}
            stroke={INK.text}
          />
          <Text x={x - 8} y={scale.at(value) + 4} size={TICK} anchor="end">
            {format(value)}
          </Text>
        </g>
      ))}
      <g transform={`rotate(-90 ${round(x - 44)} ${round(middle)})`}>
        <Text x={x - 44} y={middle} size={12.5} anchor="middle">
          {label}
        </Text>
      </g>
    </g>
  );
}
