import { Legend, layoutLegend } from '../legend/legend.tsx';
import { INK } from '../palette/palette.ts';
import { BottomAxis } from '../plot/axes.tsx';
import { linearScale } from '../plot/scale.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { AIR, TITLE_AIR, textWidth, wrapText } from '../text/width.ts';
import { swarm } from './swarm.ts';

interface BeeswarmRow {
  readonly label: string;
  /** What each patient's value contributes. */
  readonly contributions: readonly number[];
  /** Each patient's value as a share of the way from the lowest to the highest; null where it is missing. */
  readonly values: readonly (number | null)[];
  /** At the end of the row: the mean size. */
  readonly text: string;
}

/** Every patient's contribution of every feature, a row a feature. */
export interface BeeswarmFigure {
  readonly title: string;
  readonly description: string;
  readonly rows: readonly BeeswarmRow[];
  readonly heads: { readonly label: string; readonly text: string };
  readonly axis: string;
  /** What lies to either side of 0. */
  readonly sides: readonly [string, string];
  readonly words: { readonly low: string; readonly high: string; readonly missing: string };
  readonly format: (value: number) => string;
  readonly caption: string;
}

const LINE = 38;
const SIZE = 12;
const R = 2.7;

/** From pale to dark of one hue, so that grey shows the order too; pale ones with an edge that stands out from white. */
const SHADES = [
  ['#f4f8fd', '#5b8fc7'],
  ['#c3d9f2', '#4f86c2'],
  ['#86b2e2', '#3f74b3'],
  ['#4583c4', '#2a5f9f'],
  ['#123c6d', '#0b2c52'],
] as const;
const shadeOf = (value: number): (typeof SHADES)[number] =>
  SHADES[Math.min(SHADES.length - 1, Math.floor(value * SHADES.length))] ?? SHADES[0];

/** One patient: a circle, the darker the higher the value; a cross where it is missing. */
function Dot({ x, y, value }: { readonly x: number; readonly y: number; readonly value: number | null }) {
  if (value === null)
    return <path d={`M${round(x - R)} ${round(y - R)}l${2 * R} ${2 * R}m0 ${-2 * R}l${-2 * R} ${2 * R}`} stroke={INK.text} strokeWidth={1} fill="none" />;
  const [fill, edge] = shadeOf(value);
  return <circle cx={round(x)} cy={round(y)} r={R} fill={fill} stroke={edge} strokeWidth={0.7} />;
} // biome-ignore format: elements on a line

/** A beeswarm of contributions as one self-contained drawing. */
export function BeeswarmSheet({ figure, width }: { readonly figure: BeeswarmFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const { rows, heads, words } = figure;
  const wide = ([head = '', ...texts]: readonly string[]): number =>
    Math.max(textWidth(head, SIZE, 600) * TITLE_AIR, ...texts.map((text) => textWidth(text, SIZE) * AIR));
  const labels = Math.min(width * 0.36, wide([heads.label, ...rows.map(({ label }) => label)]));
  const texts = wide([heads.text, ...rows.map(({ text }) => text)]);
  const left = MARGIN + labels + 18;
  const right = width - MARGIN - texts - 18;
  const top = layout.top + 26;
  const bottom = top + rows.length * LINE + 6;
  const all = rows.flatMap(({ contributions }) => contributions);
  const x = linearScale([Math.min(0, ...all), Math.max(0, ...all)], [left + 8, right - 8], Math.max(3, Math.round((right - left) / 80)));
  const zero = x.at(0);
  const entries = [
    { label: words.low, sign: <Sample values={[0, 0.25]} /> },
    { label: words.high, sign: <Sample values={[0.7, 1]} /> },
    ...(rows.some(({ values }) => values.includes(null)) ? [{ label: words.missing, sign: <Sample values={[null]} /> }] : []),
  ];
  const legend = bottom + 68;
  return (
    <Sheet id="beeswarm" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={legend + layoutLegend(entries, layout.inner).height}>
      <Text x={MARGIN} y={top - 8} size={SIZE} weight={600}>{heads.label}</Text>
      <Text x={width - MARGIN} y={top - 8} size={SIZE} weight={600} anchor="end">{heads.text}</Text>
      <line x1={MARGIN} x2={width - MARGIN} y1={round(top)} y2={round(top)} stroke={INK.text} />
      {x.ticks.map((tick) => <line key={tick} x1={round(x.at(tick))} x2={round(x.at(tick))} y1={round(top)} y2={round(bottom)} stroke={INK.grid} />)}
      <line x1={round(zero)} x2={round(zero)} y1={round(top)} y2={round(bottom)} stroke={INK.faint} />
      {rows.map((row, index) => {
        const y = top + index * LINE + LINE / 2 + 2;
        // Low values first, so that equal ones lie together; missing ones last, on top.
        const order = [...row.contributions.keys()].sort((a, b) => (row.values[a] ?? 2) - (row.values[b] ?? 2) || a - b);
        const points = swarm(order.map((i) => x.at(row.contributions[i] as number)), R, LINE / 2 - R - 1);
        return (
          <g key={row.label}>
            {wrapText(row.label, labels / AIR, SIZE).map((line, k, { length }) => (
              <Text key={line} x={MARGIN} y={y + 4 + 14 * (k - (length - 1) / 2)} size={SIZE}>{line}</Text>
            ))}
            {points.map(({ x: at, dy }, k) => <Dot key={order[k]} x={at} y={y + dy} value={row.values[order[k] as number] ?? null} />)}
            <Text x={width - MARGIN} y={y + 4} size={SIZE} anchor="end">{row.text}</Text>
          </g>
        );
      })}
      <BottomAxis scale={x} label={figure.axis} format={figure.format} left={left} right={right} y={bottom} />
      <Text x={zero - 10} y={bottom + 54} size={11.5} anchor="end" fill={INK.quiet}>{`← ${figure.sides[0]}`}</Text>
      <Text x={zero + 10} y={bottom + 54} size={11.5} fill={INK.quiet}>{`${figure.sides[1]} →`}</Text>
      <g transform={`translate(${MARGIN} ${round(legend)})`}>
        <Legend entries={entries} width={layout.inner} />
      </g>
    </Sheet>
  );
} // biome-ignore format: elements on a line

function Sample({ values }: { readonly values: readonly (number | null)[] }) {
  return (
    <g>
      {values.map((value, k) => (
        <Dot key={value} x={values.length === 1 ? 11 : 6 + 10 * k} y={6} value={value} />
      ))}
    </g>
  );
}
