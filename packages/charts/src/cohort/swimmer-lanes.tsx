import { INK, TONES, type Tone } from '../palette/palette.ts';
import { monthScale, type Scale } from '../plot/scale.ts';
import { round, Text } from '../text/text.tsx';

/** A stretch of a lane in one state. */
interface SwimmerStretch {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
}

const SWIMMER_SHAPES = ['circle', 'square', 'triangle', 'cross', 'diamond'] as const;

export interface SwimmerSign {
  readonly at: number;
  readonly shape: (typeof SWIMMER_SHAPES)[number];
  readonly tone: Tone;
}

export interface SwimmerLaneFigure {
  readonly id: string;
  readonly to: number;
  readonly stretches: readonly SwimmerStretch[];
  readonly signs: readonly SwimmerSign[];
  /** Still followed at the end: an arrow. */
  readonly open: boolean;
}

/** Pixels of a lane. */
export const SWIMMER_LANE = 24;
const AXIS = 26;

/** From time to pixels, the same for all lanes and their axis. */
export const swimmerScale = (longest: number, left: number, width: number): Scale =>
  monthScale(Math.max(1, longest), [left, width - 16]);

/** The axis above the lanes: it stays where it is while they scroll. */
export function SwimmerAxis({ x, width, label }: { readonly x: Scale; readonly width: number; readonly label: string }) {
  return (
    <svg width={width} height={AXIS + 16} aria-hidden="true">
      <Text x={x.at(0)} y={12} size={11.5} fill={INK.quiet}>{label}</Text>
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={round(x.at(tick))} x2={round(x.at(tick))} y1={AXIS + 8} y2={AXIS + 16} stroke={INK.text} />
          <Text x={x.at(tick)} y={AXIS + 4} size={11.5} anchor="middle">{tick}</Text>
        </g>
      ))}
      <line x1={round(x.at(0))} x2={width - 16} y1={AXIS + 15.5} y2={AXIS + 15.5} stroke={INK.text} />
    </svg>
  );
} // biome-ignore format: elements on a line

/** Some lanes of a swimmer plot, one below the other; words beside them are the page's. */
export function SwimmerLanes({ lanes, x, width }: { readonly lanes: readonly SwimmerLaneFigure[]; readonly x: Scale; readonly width: number }) {
  return (
    <svg width={width} height={lanes.length * SWIMMER_LANE} aria-hidden="true">
      {x.ticks.map((tick) => <line key={tick} x1={round(x.at(tick))} x2={round(x.at(tick))} y1={0} y2={lanes.length * SWIMMER_LANE} stroke={INK.grid} />)}
      {lanes.map((lane, index) => (
        <g key={lane.id} transform={`translate(0 ${index * SWIMMER_LANE})`}>
          {lane.stretches.map(({ from, to, tone }) => (
            <rect key={from} x={round(x.at(from))} y={6} width={round(Math.max(0.5, x.at(to) - x.at(from)))} height={SWIMMER_LANE - 12} fill={TONES[tone].fill} stroke={TONES[tone].stroke} strokeWidth={0.6} />
          ))}
          {lane.open ? <path d={`M${round(x.at(lane.to))} 7l7 5l-7 5z`} fill={INK.quiet} /> : null}
          {lane.signs.map((sign) => <SwimmerMark key={`${sign.at} ${sign.shape} ${sign.tone}`} sign={sign} x={x.at(sign.at)} y={SWIMMER_LANE / 2} />)}
        </g>
      ))}
    </svg>
  );
} // biome-ignore format: elements on a line

/** A sign of about nine pixels. */
export function SwimmerMark({ sign: { shape, tone }, x, y }: { readonly sign: Pick<SwimmerSign, 'shape' | 'tone'>; readonly x: number; readonly y: number }) {
  const paint = { fill: TONES[tone].stroke, stroke: INK.paper, strokeWidth: 0.8 };
  const at = `translate(${round(x)} ${round(y)})`;
  switch (shape) {
    case 'circle':
      return <circle transform={at} r={4.2} {...paint} />;
    case 'square':
      return <rect transform={at} x={-4} y={-4} width={8} height={8} {...paint} />;
    case 'triangle':
      return <path transform={at} d="M0 -5L5 4H-5Z" {...paint} />;
    case 'diamond':
      return <path transform={at} d="M0 -5.4L5.4 0L0 5.4L-5.4 0Z" {...paint} />;
    case 'cross':
      return <path transform={at} d="M-4.4 -4.4L4.4 4.4M4.4 -4.4L-4.4 4.4" fill="none" stroke={TONES[tone].stroke} strokeWidth={2.4} />;
  }
} // biome-ignore format: elements on a line
