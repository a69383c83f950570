import { Legend, layoutLegend } from '../legend/legend.tsx';
import { INK, TONES } from '../palette/palette.ts';
import { hatch, Patterns } from '../palette/patterns.tsx';
import { BottomAxis } from '../plot/axes.tsx';
import { linearScale } from '../plot/scale.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { AIR, shortened, textWidth } from '../text/width.ts';

interface WaterfallStep {
  readonly label: string;
  /** What it adds. */
  readonly value: number;
  /** As printed, with its sign. */
  readonly text: string;
}

/** How one patient's prediction comes about: from the baseline by every feature to the sum. */
export interface WaterfallFigure {
  readonly title: string;
  readonly description: string;
  readonly base: { readonly label: string; readonly value: number; readonly text: string };
  readonly steps: readonly WaterfallStep[];
  readonly sum: { readonly label: string; readonly text: string };
  readonly axis: string;
  readonly words: { readonly raises: string; readonly lowers: string };
  readonly format: (value: number) => string;
  readonly caption: string;
}

const LINE = 26;
const BAR = 16;
const SIZE = 12;

/** Where each bar begins and ends, in values. */
export function waterfallBars(base: number, steps: readonly { readonly value: number }[]): { readonly from: number; readonly to: number }[] {
  let at = base;
  return steps.map(({ value }) => {
    const from = at;
    at += value;
    return { from, to: at };
  });
} // biome-ignore format: one signature

/** A bar whose point says its direction: full to the right, hatched to the left. */
function Arrow({ from, to, y }: { readonly from: number; readonly to: number; readonly y: number }) {
  const raises = to >= from;
  const tip = Math.min(7, Math.abs(to - from)) * (raises ? 1 : -1);
  const [high, low] = [round(y - BAR / 2), round(y + BAR / 2)];
  const path = `M${round(from)} ${high}L${round(to - tip)} ${high}L${round(to)} ${round(y)}L${round(to - tip)} ${low}L${round(from)} ${low}Z`;
  const tone = raises ? 'worse' : 'response';
  return <path d={path} fill={raises ? TONES[tone].stroke : hatch('waterfall', tone)} stroke={TONES[tone].stroke} strokeWidth={1.2} />;
} // biome-ignore format: elements on a line

/** One patient's explanation as one self-contained drawing. */
export function WaterfallSheet({ figure, width }: { readonly figure: WaterfallFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const { base, steps, sum, words } = figure;
  const labels = Math.min(width * 0.4, Math.max(...[base, ...steps, sum].map(({ label }) => textWidth(label, SIZE, 600))) * AIR);
  const left = MARGIN + labels + 16;
  const right = width - MARGIN;
  const top = layout.top + 10;
  const bottom = top + (steps.length + 2) * LINE + 6;
  const bars = waterfallBars(base.value, steps);
  const end = bars.at(-1)?.to ?? base.value;
  const ends = [base.value, ...bars.map(({ to }) => to)];
  const room = Math.max(...steps.map(({ text }) => textWidth(text, SIZE)), 30) * AIR + 12;
  const span = Math.max(...ends) - Math.min(...ends) || 1;
  // Room for the numbers beside the bars.
  const air = (span * room) / Math.max(60, right - left - 2 * room);
  const x = linearScale([Math.min(...ends) - air, Math.max(...ends) + air], [left, right], Math.max(3, Math.round((right - left) / 90)));
  const yOf = (index: number): number => top + index * LINE + LINE / 2;
  const entries = [
    { label: words.raises, sign: <Arrow from={2} to={20} y={6} /> },
    { label: words.lowers, sign: <Arrow from={20} to={2} y={6} /> },
  ];
  const legend = bottom + 54;
  const last = yOf(steps.length + 1);
  return (
    <Sheet id="waterfall" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={legend + layoutLegend(entries, layout.inner).height + 4}>
      <Patterns prefix="waterfall" />
      {x.ticks.map((tick) => <line key={tick} x1={round(x.at(tick))} x2={round(x.at(tick))} y1={round(top)} y2={round(bottom)} stroke={INK.grid} />)}
      <Text x={MARGIN} y={yOf(0) + 4} size={SIZE} weight={600}>{base.label}</Text>
      <line x1={round(x.at(base.value))} x2={round(x.at(base.value))} y1={round(yOf(0) - 9)} y2={round(yOf(1) + BAR / 2)} stroke={INK.text} strokeWidth={1.6} />
      <Text x={x.at(base.value) + 8} y={yOf(0) + 4} size={SIZE} weight={600} halo>{base.text}</Text>
      {steps.map((step, k) => {
        const { from, to } = bars[k] as { from: number; to: number };
        const [a, b] = [x.at(from), x.at(to)];
        const y = yOf(k + 1);
        const raises = to >= from;
        return (
          <g key={step.label}>
            <Text x={MARGIN} y={y + 4} size={SIZE}>{shortened(step.label, labels / AIR, SIZE)}</Text>
            <Arrow from={a} to={b} y={y} />
            <Text x={raises ? b + 6 : b - 6} y={y + 4} size={SIZE} anchor={raises ? 'start' : 'end'} halo>{step.text}</Text>
            <line x1={round(b)} x2={round(b)} y1={round(y + BAR / 2)} y2={round(y + LINE - BAR / 2)} stroke={INK.faint} />
          </g>
        );
      })}
      <Text x={MARGIN} y={last + 4} size={SIZE} weight={600}>{sum.label}</Text>
      <line x1={round(x.at(end))} x2={round(x.at(end))} y1={round(last - BAR / 2)} y2={round(last + 9)} stroke={INK.text} strokeWidth={1.6} />
      <Text x={x.at(end) + 8} y={last + 4} size={SIZE} weight={600} halo>{sum.text}</Text>
      <BottomAxis scale={x} label={figure.axis} format={figure.format} left={left} right={right} y={bottom} />
      <g transform={`translate(${MARGIN} ${round(legend)})`}>
        <Legend entries={entries} width={layout.inner} />
      </g>
    </Sheet>
  );
} // biome-ignore format: elements on a line
