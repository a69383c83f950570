import { Legend, type LegendEntry, layoutLegend } from '../legend/legend.tsx';
import { INK, TONES, type Tone } from '../palette/palette.ts';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { round, Text } from '../text/text.tsx';
import { shortened, textWidth } from '../text/width.ts';
import { runsOf } from './runs.ts';

/** How a finding is drawn: a colour, and a part of the height of its row, so that none hangs on colour alone. */
export interface OncoprintSign {
  readonly letter: string;
  readonly label: string;
  readonly tone: Tone | 'none';
  /** Of the height of the row, from the top: 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export interface OncoprintFigure {
  readonly title: string;
  readonly description: string;
  readonly rows: readonly {
    readonly label: string;
    /** Shown to the right: `32 % of 177`. */
    readonly text: string;
    /** A letter a patient. */
    readonly cells: string;
  }[];
  readonly signs: readonly OncoprintSign[];
  readonly heads: { readonly label: string; readonly text: string };
  readonly caption: string;
}

const ROW = 20;
const GAP = 4;
const SIZE = 12;

/** Genes by patients: a row a gene, a column a patient. Neighbours of one finding are drawn as one run. */
export function OncoprintSheet({ figure, width }: { readonly figure: OncoprintFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const { rows, heads, signs } = figure;
  const wide = (texts: readonly string[]): number => Math.max(...texts.map((text) => textWidth(text, SIZE, 600) * 1.06));
  const labels = Math.min(width * 0.3, wide([heads.label, ...rows.map(({ label }) => label)]));
  const texts = wide([heads.text, ...rows.map(({ text }) => text)]);
  const left = MARGIN + labels + 14;
  const right = width - MARGIN - texts - 14;
  const top = layout.top + 24;
  const bottom = top + rows.length * (ROW + GAP);
  const entries = signs.map((sign): LegendEntry => ({ label: sign.label, sign: <Sign sign={sign} /> }));
  const legend = layoutLegend(entries, layout.inner).height;
  const columns = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const perColumn = (right - left) / columns;
  return (
    <Sheet id="oncoprint" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={bottom + 14 + legend}>
      <Text x={MARGIN} y={top - 8} size={SIZE} weight={600}>{heads.label}</Text>
      <Text x={right + 14} y={top - 8} size={SIZE} weight={600}>{heads.text}</Text>
      {rows.map(({ label, text, cells }, index) => {
        const y = top + index * (ROW + GAP);
        return (
          <g key={label}>
            <Text x={MARGIN} y={y + 14} size={SIZE}>{shortened(label, labels, SIZE)}</Text>
            {signs.map((sign) => <Runs key={sign.letter} cells={cells} sign={sign} left={left} y={y} perColumn={perColumn} />)}
            <rect x={round(left)} y={y} width={round(right - left)} height={ROW} fill="none" stroke={INK.rule} />
            <Text x={right + 14} y={y + 14} size={SIZE} fill={INK.quiet}>{text}</Text>
          </g>
        );
      })}
      <g transform={`translate(${MARGIN} ${bottom + 8})`}><Legend entries={entries} width={layout.inner} /></g>
    </Sheet>
  );
} // biome-ignore format: elements on a line

/** All columns of one finding in one row, as one path; columns far narrower than a pixel still show. */
function Runs({ cells, sign, left, y, perColumn }: {
  readonly cells: string;
  readonly sign: OncoprintSign;
  readonly left: number;
  readonly y: number;
  readonly perColumn: number;
}) {
  const runs = sign.tone === 'none' ? [] : runsOf(cells, sign.letter);
  if (runs.length === 0 || sign.tone === 'none') return null;
  const [from, height] = [y + sign.from * ROW, (sign.to - sign.from) * ROW];
  const gap = perColumn > 3 ? 0.6 : 0;
  const path = runs.map(([first, last]) => {
    const [a, b] = [left + first * perColumn, left + last * perColumn];
    if (gap === 0) return `M${round(a)} ${round(from)}H${round(Math.max(b, a + 0.5))}v${round(height)}H${round(a)}Z`;
    return Array.from({ length: last - first }, (_, k) => `M${round(a + k * perColumn)} ${round(from)}h${round(perColumn - gap)}v${round(height)}h${round(gap - perColumn)}Z`).join('');
  });
  return <path d={path.join('')} fill={paintOf(sign.tone)} />;
} // biome-ignore format: elements on a line

/** What was tested and not found lies behind; what was found stands out. */
const paintOf = (tone: Tone): string => (tone === 'unknown' ? '#dfe3e8' : TONES[tone].stroke);

function Sign({ sign: { tone, from, to } }: { readonly sign: OncoprintSign }) {
  return (
    <g>
      <rect width={22} height={12} fill="#fff" stroke={INK.faint} />
      {tone === 'none' ? null : <rect y={from * 12} width={22} height={(to - from) * 12} fill={paintOf(tone)} />}
    </g>
  );
}
