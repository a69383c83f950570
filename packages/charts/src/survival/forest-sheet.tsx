import { INK, TONES } from '../palette/palette.ts';
import { BottomAxis } from '../plot/axes.tsx';
import { linearScale, ratioScale, type Scale } from '../plot/scale.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { AIR, TITLE_AIR, textWidth, wrapText } from '../text/width.ts';

export interface ForestRow {
  readonly label: string;
  /** The ratio and its limits; null where it does not exist. */
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** As printed: `1.52 (1.10–2.10)`. */
  readonly text: string;
  readonly p: string;
}

/** Ratios with their intervals, a row each, on a scale of ratios. */
export interface ForestFigure {
  readonly title: string;
  readonly description: string;
  readonly rows: readonly ForestRow[];
  readonly heads: { readonly label: string; readonly text: string; readonly p: string };
  readonly axis: string;
  /** Differences lie about 0 on an even scale; ratios, as without a word, about 1 on a logarithmic one. */
  readonly scale?: 'differences';
  /** What lies to either side of 1, or 0: `fewer events`, `more events`. */
  readonly sides: readonly [string, string];
  readonly format: (value: number) => string;
  readonly caption: string;
}

const LINE = 24;
/** What a second line of a label adds. */
const MORE = 15;
const SIZE = 12;

/** The ends of the axis: all limits, but none further than a factor of 20 beyond the estimates; always around 1. */
function domainOf(rows: readonly ForestRow[]): readonly [number, number] {
  const estimates = rows.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
  const least = Math.max(1e-3, Math.min(1, ...estimates));
  const most = Math.min(1e3, Math.max(1, ...estimates));
  const lower = rows.flatMap((row) => (row.lower === null || row.lower <= 0 ? [] : [row.lower]));
  const upper = rows.flatMap((row) => (row.upper === null ? [] : [row.upper]));
  const from = Math.max(least / 6, Math.min(0.8, ...lower));
  const to = Math.min(most * 6, Math.max(1.25, ...upper));
  return [from / 1.08, to * 1.08];
}

/** The ends of an even axis: all limits, always with 0. */
function evenDomainOf(rows: readonly ForestRow[]): readonly [number, number] {
  const all = rows.flatMap(({ estimate, lower, upper }) => [estimate, lower, upper].filter((v) => v !== null));
  const [from, to] = [Math.min(0, ...all), Math.max(0, ...all)];
  const air = (to - from || 1) * 0.06;
  return [from - air, to + air];
}

/** A forest plot as one self-contained drawing. */
export function ForestSheet({ figure, width }: { readonly figure: ForestFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const { rows, heads } = figure;
  const wide = ([head = '', ...texts]: readonly string[]): number =>
    Math.max(textWidth(head, SIZE, 600) * TITLE_AIR, ...texts.map((text) => textWidth(text, SIZE) * AIR));
  const labels = Math.min(width * 0.36, wide([heads.label, ...rows.map(({ label }) => label)]));
  const broken = rows.map(({ label }) => wrapText(label, labels / AIR, SIZE));
  const heights = broken.map((lines) => LINE + MORE * (lines.length - 1));
  const texts = wide([heads.text, ...rows.map(({ text }) => text)]);
  const ps = wide([heads.p, ...rows.map(({ p }) => p)]);
  const left = MARGIN + labels + 20;
  const right = width - MARGIN - texts - ps - 44;
  const top = layout.top + 26;
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, top));
  const bottom = heights.reduce((sum, height) => sum + height, top) + 8;
  const even = figure.scale === 'differences';
  const x = even ? linearScale(evenDomainOf(rows), [left, right], Math.max(3, Math.round((right - left) / 70))) : ratioScale(domainOf(rows), [left, right]);
  const none = x.at(even ? 0 : 1);
  const one = round(none);
  return (
    <Sheet id="forest" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={bottom + 66}>
      <Text x={MARGIN} y={top - 8} size={SIZE} weight={600}>{heads.label}</Text>
      <Text x={right + 22} y={top - 8} size={SIZE} weight={600}>{heads.text}</Text>
      <Text x={width - MARGIN} y={top - 8} size={SIZE} weight={600} anchor="end">{heads.p}</Text>
      <line x1={MARGIN} x2={width - MARGIN} y1={round(top)} y2={round(top)} stroke={INK.text} />
      {rows.map((row, index) =>
        index % 2 === 1 ? <rect key={row.label} x={MARGIN} y={round(tops[index] as number)} width={width - 2 * MARGIN} height={heights[index] as number} fill="#f5f6f8" /> : null,
      )}
      <line x1={one} x2={one} y1={round(top)} y2={round(bottom)} stroke={INK.text} strokeWidth={1} />
      {rows.map((row, index) => (
        <Row key={row.label} row={row} y={(tops[index] as number) + (heights[index] as number) / 2} x={x} left={left} right={right} width={width} label={broken[index] as readonly string[]} even={even} />
      ))}
      <BottomAxis scale={x} label={figure.axis} format={figure.format} left={left} right={right} y={bottom} />
      <Text x={none - 10} y={bottom + 54} size={11.5} anchor="end" fill={INK.quiet}>{figure.sides[0] === '' ? '' : `← ${figure.sides[0]}`}</Text>
      <Text x={none + 10} y={bottom + 54} size={11.5} fill={INK.quiet}>{`${figure.sides[1]} →`}</Text>
    </Sheet>
  );
} // biome-ignore format: elements on a line

function Row({ row, y, x, left, right, width, label, even }: {
  readonly row: ForestRow;
  readonly y: number;
  readonly x: Scale;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  /** The words before it, broken into lines. */
  readonly label: readonly string[];
  readonly even: boolean;
}) {
  const { stroke } = TONES.therapy;
  const { estimate, lower, upper } = row;
  const known = estimate !== null && lower !== null && upper !== null;
  const [low, high] = known ? (even ? [x.at(lower), x.at(upper)] : [x.at(Math.max(lower, 1e-6)), x.at(Math.min(upper, 1e6))]) : [0, 0];
  const [from, to] = [Math.max(left, low), Math.min(right, high)];
  const middle = estimate === null ? 0 : x.at(estimate);
  return (
    <g>
      {label.map((line, k) => <Text key={line} x={MARGIN} y={y + 4 + MORE * (k - (label.length - 1) / 2)} size={SIZE}>{line}</Text>)}
      {known ? (
        <>
          <line x1={round(from)} x2={round(to)} y1={round(y)} y2={round(y)} stroke={stroke} strokeWidth={1.8} />
          {low < left ? <path d={`M${round(left)} ${round(y)}l6 -4v8z`} fill={stroke} /> : <line x1={round(from)} x2={round(from)} y1={round(y - 4)} y2={round(y + 4)} stroke={stroke} strokeWidth={1.8} />}
          {high > right ? <path d={`M${round(right)} ${round(y)}l-6 -4v8z`} fill={stroke} /> : <line x1={round(to)} x2={round(to)} y1={round(y - 4)} y2={round(y + 4)} stroke={stroke} strokeWidth={1.8} />}
          {middle >= left && middle <= right ? <rect x={round(middle - 4.5)} y={round(y - 4.5)} width={9} height={9} fill={stroke} /> : null}
        </>
      ) : null}
      <Text x={right + 22} y={y + 4} size={SIZE}>{row.text}</Text>
      <Text x={width - MARGIN} y={y + 4} size={SIZE} anchor="end">{row.p}</Text>
    </g>
  );
} // biome-ignore format: elements on a line
