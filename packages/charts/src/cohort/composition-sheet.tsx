import { Legend, type LegendEntry, layoutLegend } from '../legend/legend.tsx';
import { INK, TONES, type Tone } from '../palette/palette.ts';
import { BottomAxis } from '../plot/axes.tsx';
import { linearScale, type Scale } from '../plot/scale.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { shortened, textWidth } from '../text/width.ts';

/** One bar that is whole: shares of its parts, together 1. */
interface CompositionBarFigure {
  readonly label: string;
  /** How many were measured, in words. */
  readonly count: string;
  /** In the order of the parts of its block; null where it may not be shown. */
  readonly shares: readonly number[] | null;
  /** What stands in the place of a bar that is not there. */
  readonly instead: string;
}

/** Bars of the same parts. */
interface CompositionBlock {
  readonly title: string;
  readonly parts: readonly string[];
  readonly bars: readonly CompositionBarFigure[];
}

/** What something is made of, by group: stacked bars in blocks of parts that exclude each other. */
export interface CompositionFigure {
  readonly title: string;
  readonly description: string;
  readonly blocks: readonly CompositionBlock[];
  readonly axis: string;
  readonly format: (share: number) => string;
  readonly caption: string;
}

/** Neighbours differ in lightness, so that a grey print keeps them apart. */
const PAINTS: readonly Tone[] = ['therapy', 'procedure', 'toxicity', 'support', 'response'];
const BAR = 24;
const GAP = 6;
const SIZE = 12;

interface Placed {
  readonly block: CompositionBlock;
  readonly top: number;
  readonly bars: number;
  readonly bottom: number;
}

const entriesOf = ({ parts }: CompositionBlock): readonly LegendEntry[] =>
  parts.map((label, k) => {
    const { fill, stroke } = TONES[PAINTS[k % PAINTS.length] as Tone];
    return { label, sign: <rect width={22} height={12} fill={fill} stroke={stroke} /> };
  });

function place(blocks: readonly CompositionBlock[], from: number, inner: number): readonly Placed[] {
  let y = from;
  return blocks.map((block) => {
    const top = y;
    const bars = top + 22 + layoutLegend(entriesOf(block), inner).height + 6;
    y = bars + block.bars.length * (BAR + GAP) + 20;
    return { block, top, bars, bottom: y };
  });
}

/** Stacked bars as one self-contained drawing. */
export function CompositionSheet({ figure, width }: { readonly figure: CompositionFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const bars = figure.blocks.flatMap((block) => block.bars);
  const wide = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => textWidth(text, SIZE) * 1.06));
  const labels = Math.min(width * 0.3, wide(bars.map(({ label }) => label)));
  const counts = wide(bars.map(({ count }) => count));
  const left = MARGIN + labels + 14;
  const right = width - MARGIN - counts - 14;
  const x = linearScale([0, 1], [left, right], 5);
  const placed = place(figure.blocks, layout.top + 10, layout.inner);
  const bottom = placed.at(-1)?.bottom ?? layout.top;
  return (
    <Sheet id="composition" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={bottom + 40}>
      {placed.map(({ block, top, bars: from }) => (
        <g key={block.title}>
          <Text x={MARGIN} y={top + 14} size={13} weight={600}>{block.title}</Text>
          <g transform={`translate(${MARGIN} ${top + 24})`}><Legend entries={entriesOf(block)} width={layout.inner} /></g>
          {block.bars.map((bar, k) => (
            <Bar key={bar.label} bar={bar} y={from + k * (BAR + GAP)} x={x} right={right} labels={labels} format={figure.format} />
          ))}
        </g>
      ))}
      <BottomAxis scale={x} label={figure.axis} format={figure.format} left={left} right={right} y={bottom - 8} />
    </Sheet>
  );
} // biome-ignore format: elements on a line

function Bar({ bar, y, x, right, labels, format }: {
  readonly bar: CompositionBarFigure;
  readonly y: number;
  readonly x: Scale;
  readonly right: number;
  readonly labels: number;
  readonly format: (share: number) => string;
}) {
  let sum = 0;
  return (
    <g>
      <Text x={MARGIN} y={y + 16} size={SIZE}>{shortened(bar.label, labels, SIZE)}</Text>
      {bar.shares === null ? <Text x={x.at(0) + 6} y={y + 16} size={SIZE} fill={INK.quiet} italic>{bar.instead}</Text> : bar.shares.map((share, k) => {
        const from = x.at(sum);
        sum += share;
        const tone = TONES[PAINTS[k % PAINTS.length] as Tone];
        const room = x.at(sum) - from;
        const text = format(share);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have an order and nothing else
          <g key={k}>
            <rect x={round(from)} y={y} width={round(Math.max(0, room))} height={BAR} fill={tone.fill} stroke={tone.stroke} strokeWidth={1} />
            {textWidth(text, 11.5) + 8 < room ? <Text x={from + room / 2} y={y + 16} size={11.5} anchor="middle" fill={tone.text}>{text}</Text> : null}
          </g>
        );
      })}
      <Text x={right + 14} y={y + 16} size={SIZE} fill={INK.quiet}>{bar.count}</Text>
    </g>
  );
} // biome-ignore format: elements on a line
