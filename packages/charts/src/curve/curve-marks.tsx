import { memo } from 'react';
import { pickable } from '../journey/item.tsx';
import { INK, TONES, type Tone } from '../palette/palette.ts';
import { hatch } from '../palette/patterns.tsx';
import { round, Text } from '../text/text.tsx';
import type { TimeScale } from '../time/scale.ts';
import type { PlacedCurve, PlacedPoint } from './layout-curve.ts';

interface CurveProps {
  readonly curve: PlacedCurve;
  readonly scale: TimeScale;
  readonly tone: Tone;
  readonly prefix: string;
  readonly live: boolean;
}

const clamped = (x: number, scale: TimeScale): number => Math.min(scale.right, Math.max(scale.left, x));

/** A laboratory curve: bands, axis, and each value over the days it may be from. */
export const CurveMarks = memo(function CurveMarks({ curve, scale, tone, prefix, live }: CurveProps) {
  const { stroke } = TONES[tone];
  return (
    <g>
      {curve.bands.map((band) => (
        <g key={band.id}>
          <rect
            x={round(band.from)}
            y={round(band.top)}
            width={round(band.to - band.from)}
            height={round(band.bottom - band.top)}
            fill={TONES[band.tone].fill}
            fillOpacity="0.75"
          />
          {band.label ? (
            <Text
              x={band.to - 4}
              y={Math.min(band.bottom - 3, band.top + 11)}
              size={10.5}
              fill={TONES[band.tone].text}
              anchor="end"
            >
              {band.label}
            </Text>
          ) : null}
        </g>
      ))}
      {curve.ticks.map(({ y, label }) => (
        <g key={label}>
          <line
            x1={round(scale.left)}
            x2={round(scale.right)}
            y1={round(y)}
            y2={round(y)}
            stroke={INK.rule}
            strokeWidth="0.7"
          />
          <Text x={scale.left - 5} y={y + 3.5} size={10} fill={INK.quiet} anchor="end">
            {label}
          </Text>
        </g>
      ))}
      <path d={betweenAll(curve.points, scale)} fill="none" stroke={stroke} strokeWidth="1.3" strokeDasharray="4 2.5" />
      {curve.points.map((point) => (
        <PointMark
          key={point.item.id}
          point={point}
          scale={scale}
          tone={point.item.tone ?? tone}
          prefix={prefix}
          live={live}
        />
      ))}
    </g>
  );
});

const heightOf = ({ item, top, bottom }: PlacedPoint): number =>
  item.censored === 'below' ? top : item.censored === 'above' ? bottom : (top + bottom) / 2;

/** The lines between the values, as one path: a curve of hundreds of values is one element. */
const betweenAll = (points: readonly PlacedPoint[], scale: TimeScale): string =>
  points.reduce(
    (path, point, index) => (index === 0 ? path : path + between(points[index - 1] as PlacedPoint, point, scale)),
    '',
  );

/** From where one value can no longer have been to where the next can first have been. */
function between(one: PlacedPoint, other: PlacedPoint, scale: TimeScale): string {
  const from = one.exact ? (one.from + one.to) / 2 : one.to;
  const to = other.exact ? (other.from + other.to) / 2 : other.from;
  if (to <= from || to <= scale.left || from >= scale.right) return '';
  const [y1, y2] = [heightOf(one), heightOf(other)];
  const yAt = (x: number): number => y1 + ((y2 - y1) * (x - from)) / (to - from);
  const [x1, x2] = [clamped(from, scale), clamped(to, scale)];
  return `M${round(x1)} ${round(yAt(x1))}L${round(x2)} ${round(yAt(x2))}`;
}

function PointMark({
  point,
  scale,
  tone,
  prefix,
  live,
}: {
  point: PlacedPoint;
  scale: TimeScale;
  tone: Tone;
  prefix: string;
  live: boolean;
}) {
  const { item, exact, top, bottom, label } = point;
  const { stroke } = TONES[tone];
  const [from, to] = [clamped(point.from, scale), clamped(point.to, scale)];
  const y = heightOf(point);
  const range = Math.abs(bottom - top) > 1;
  // Most values are no more than a dot: one element, which itself answers to the pointer.
  if (live && exact && !range && !label)
    return (
      <circle
        cx={round((from + to) / 2)}
        cy={round(y)}
        r="4"
        fill={stroke}
        stroke={INK.paper}
        {...pickable(item.id, item.title, live)}
      />
    );
  return (
    <g {...pickable(item.id, item.title, live, label?.text)}>
      {live ? null : <title>{item.title}</title>}
      {range ? (
        <rect
          x={round(exact ? (from + to) / 2 - 4 : from)}
          y={round(Math.min(top, bottom))}
          width={round(exact ? 8 : Math.max(4, to - from))}
          height={round(Math.abs(bottom - top))}
          fill={hatch(prefix, tone)}
          stroke={stroke}
          strokeDasharray="2 2"
        />
      ) : null}
      {exact ? (
        <circle cx={round((from + to) / 2)} cy={round(y)} r="4" fill={stroke} stroke={INK.paper} />
      ) : (
        <rect
          x={round(from)}
          y={round(y - 3)}
          width={round(Math.max(5, to - from))}
          height="6"
          rx="3"
          fill={stroke}
          stroke={INK.paper}
        />
      )}
      {label ? (
        <Text x={label.x} y={label.y} size={10.5} weight={600} anchor="middle" halo>
          {label.text}
        </Text>
      ) : null}
    </g>
  );
}
