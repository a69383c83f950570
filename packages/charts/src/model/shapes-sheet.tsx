import { INK, TONES } from '../palette/palette.ts';
import { BottomAxis, LeftAxis, TICK } from '../plot/axes.tsx';
import { linearScale, ratioScale, type Scale } from '../plot/scale.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { AIR, shortened, textWidth } from '../text/width.ts';

/** A stretch of values that are treated alike; open ends are drawn as far as the panel goes. */
interface ShapeStretch {
  readonly from: number;
  readonly to: number;
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  /** Patients there, as a share of the largest stretch. */
  readonly share: number;
}

interface ShapePanel {
  readonly title: string;
  readonly stretches: readonly ShapeStretch[];
  /** What a missing value does. */
  readonly missing?: { readonly ratio: number; readonly lower: number; readonly upper: number };
  /** Values that are the only ones, as of 0 and 1: these are the ticks. */
  readonly ticks?: readonly number[];
}

/** Functions of one feature each, a panel a feature, all on one scale of hazard ratios. */
export interface ShapesFigure {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly ShapePanel[];
  readonly y: string;
  /** Reads a hazard ratio as what the right axis says, such as survival and months. */
  readonly read?: { readonly label: string; readonly at: (ratio: number) => string };
  readonly words: { readonly missing: string };
  readonly format: (value: number) => string;
  readonly caption: string;
}

const ACROSS = 3;
const HEIGHT = 150;
const BELOW = 40;
const BARS = 18;

const finite = (values: readonly number[]): number[] => values.filter((v) => Number.isFinite(v) && v > 0);

/** The ends of the scale of ratios: all limits, none beyond a factor of 3 from the estimates, always around 1. */
function domainOf(panels: readonly ShapePanel[]): readonly [number, number] {
  const all = panels.flatMap(({ stretches, missing }) => [...stretches, ...(missing ? [missing] : [])]);
  const ratios = finite(all.map(({ ratio }) => ratio));
  const [least, most] = [Math.min(0.8, ...ratios), Math.max(1.25, ...ratios)];
  return [
    Math.max(least / 1.6, Math.min(least, ...finite(all.map(({ lower }) => lower)))) / 1.05,
    Math.min(most * 1.6, Math.max(most, ...finite(all.map(({ upper }) => upper)))) * 1.05,
  ];
}

/** Room for what the right axis says. */
const asideOf = ({ label, at }: NonNullable<ShapesFigure['read']>, domain: readonly [number, number]): number =>
  12 + Math.max(...[label, ...domain.map(at)].map((text) => textWidth(text, TICK))) * AIR;

/** Shapes as one self-contained drawing. */
export function ShapesSheet({ figure, width }: { readonly figure: ShapesFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const across = Math.max(1, Math.min(ACROSS, figure.panels.length));
  const lines = Math.ceil(figure.panels.length / across);
  const left = MARGIN + 58;
  const domain = domainOf(figure.panels);
  const aside = figure.read ? asideOf(figure.read, domain) : 8;
  const gap = 26;
  const room = (width - left - MARGIN - aside - (across - 1) * gap) / across;
  const line = HEIGHT + BARS + BELOW + 22;
  const top = layout.top + 24;
  return (
    <Sheet id="shapes" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={top + lines * line - 24}>
      {figure.panels.map((panel, index) => {
        const from = left + (index % across) * (room + gap);
        const high = top + Math.floor(index / across) * line;
        const isLast = index % across === across - 1 || index === figure.panels.length - 1;
        return <Panel key={panel.title} panel={panel} figure={figure} left={from} right={from + room} top={high} domain={domain} isFirst={index % across === 0} isLast={isLast} />;
      })}
    </Sheet>
  );
} // biome-ignore format: elements on a line

interface PanelProps {
  readonly panel: ShapePanel;
  readonly figure: ShapesFigure;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly domain: readonly [number, number];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function Panel({ panel, figure, left, right, top, domain, isFirst, isLast }: PanelProps) {
  const bottom = top + HEIGHT;
  const y = ratioScale(domain, [bottom, top], 22);
  const edge = panel.missing ? right - 34 : right;
  const { stretches } = panel;
  const lowest = Math.min(...stretches.map(({ from }) => from));
  const highest = Math.max(...stretches.map(({ to }) => to));
  const plain = linearScale([lowest, highest], [left + 6, edge - 6], Math.max(2, Math.round(room(left, edge) / 56)));
  const x: Scale = panel.ticks ? { ...plain, ticks: panel.ticks } : plain;
  return (
    <g>
      <LeftAxis scale={isFirst ? y : { ...y }} label={isFirst ? figure.y : ''} format={isFirst ? figure.format : () => ''} x={left} top={top} bottom={bottom} until={right} />
      <Text x={left} y={top - 8} size={12.5} weight={600}>{shortened(panel.title, right - left, 12.5, 600)}</Text>
      <line x1={round(left)} x2={round(right)} y1={round(y.at(1))} y2={round(y.at(1))} stroke={INK.faint} strokeDasharray="4 3" />
      <Steps stretches={stretches} x={x} y={y} top={top} bottom={bottom} />
      {panel.missing ? <Missing missing={panel.missing} x={right - 16} y={y} top={top} bottom={bottom} /> : null}
      {stretches.map(({ from, to, share }) => (
        <rect key={from} x={round(x.at(from))} y={round(bottom + BARS - share * (BARS - 3))} width={Math.max(0.5, round(x.at(to) - x.at(from) - 0.6))} height={round(share * (BARS - 3))} fill={INK.faint} />
      ))}
      <BottomAxis scale={x} label="" format={figure.format} left={left} right={edge} y={bottom + BARS} />
      {panel.missing ? <Text x={right - 16} y={bottom + BARS + 18} size={TICK} anchor="middle">{figure.words.missing}</Text> : null}
      {isLast && figure.read ? <RightAxis scale={y} x={right} top={top} label={figure.read.label} at={figure.read.at} /> : null}
    </g>
  );
} // biome-ignore format: elements on a line

const room = (left: number, right: number): number => right - left;

/** The function with its limits, cut at the ends of the scale. */
function Steps({ stretches, x, y, top, bottom }: { readonly stretches: readonly ShapeStretch[]; readonly x: Scale; readonly y: Scale; readonly top: number; readonly bottom: number }) {
  const held = (ratio: number): number => round(Math.min(bottom, Math.max(top, y.at(Math.max(1e-9, ratio)))));
  const path = stretches.map(({ from, to, ratio }, k) => `${k === 0 ? 'M' : 'L'}${round(x.at(from))} ${held(ratio)}H${round(x.at(to))}`).join('');
  return (
    <g>
      {stretches.map(({ from, to, lower, upper }) => (
        <rect key={from} x={round(x.at(from))} width={round(x.at(to) - x.at(from))} y={held(upper)} height={round(held(lower) - held(upper))} fill={TONES.therapy.fill} />
      ))}
      <path d={path} fill="none" stroke={TONES.therapy.stroke} strokeWidth={2} />
    </g>
  );
} // biome-ignore format: elements on a line

function Missing({ missing, x, y, top, bottom }: { readonly missing: NonNullable<ShapePanel['missing']>; readonly x: number; readonly y: Scale; readonly top: number; readonly bottom: number }) {
  const held = (ratio: number): number => round(Math.min(bottom, Math.max(top, y.at(Math.max(1e-9, ratio)))));
  const { stroke } = TONES.therapy;
  const at = held(missing.ratio);
  return (
    <g>
      <line x1={x} x2={x} y1={held(missing.lower)} y2={held(missing.upper)} stroke={stroke} strokeWidth={1.4} />
      <path d={`M${round(x - 4)} ${at - 4}l8 8m0 -8l-8 8`} stroke={stroke} strokeWidth={1.8} fill="none" />
    </g>
  );
} // biome-ignore format: elements on a line

function RightAxis({ scale, x, top, label, at }: { readonly scale: Scale; readonly x: number; readonly top: number; readonly label: string; readonly at: (ratio: number) => string }) {
  return (
    <g>
      {scale.ticks.map((tick) => <Text key={tick} x={x + 8} y={scale.at(tick) + 4} size={TICK}>{at(tick)}</Text>)}
      <Text x={x + 8} y={top - 8} size={TICK} fill={INK.quiet}>{label}</Text>
    </g>
  );
} // biome-ignore format: elements on a line
