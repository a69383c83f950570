import { INK, TONES } from '../palette/palette.ts';
import { BottomAxis, LeftAxis } from '../plot/axes.tsx';
import { type GridTable, GridTableText, gridTableHeight } from '../plot/grid-table.tsx';
import { linearScale, type Scale } from '../plot/scale.ts';
import { LineSample, ShapeMark } from '../plot/shape.tsx';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { strokeOf } from '../plot/stroke.ts';
import { round, Text } from '../text/text.tsx';

interface CalibrationPoint {
  readonly predicted: number;
  readonly observed: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface CalibrationModel {
  readonly label: string;
  /** A smooth curve: its limits are a shade, its points have no marks. */
  readonly smooth?: boolean;
  /** By rising predicted risk. */
  readonly points: readonly CalibrationPoint[];
}

/** What was predicted against what was observed, a panel per time. */
export interface CalibrationFigure {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly { readonly title: string; readonly models: readonly CalibrationModel[] }[];
  readonly x: string;
  readonly y: string;
  /** Along the diagonal. */
  readonly perfect: string;
  readonly format: (share: number) => string;
  readonly summary: GridTable;
  readonly caption: string;
}

const BETWEEN = 70;
const LARGEST = 360;

/** A calibration plot as one self-contained drawing. */
export function CalibrationSheet({ figure, width }: { readonly figure: CalibrationFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const count = figure.panels.length;
  const left = MARGIN + 56;
  const side = Math.min(LARGEST, (width - left - MARGIN - (count - 1) * BETWEEN) / count);
  const top = layout.top + 26;
  const bottom = top + side;
  const all = figure.panels.flatMap(({ models }) => models.flatMap(({ points }) => points));
  const highest = Math.min(1, Math.max(0.1, ...all.map(({ predicted, observed, upper }) => Math.max(predicted, observed, upper ?? 0))) * 1.04);
  const table = bottom + 56;
  const models = figure.panels[0]?.models.length ?? 1;
  return (
    <Sheet id="calibration" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={table + gridTableHeight(figure.summary)}>
      {figure.panels.map((panel, index) => {
        const from = left + index * (side + BETWEEN);
        const x = linearScale([0, highest], [from, from + side], 5);
        const y = linearScale([0, highest], [bottom, top], 5);
        return (
          <g key={panel.title}>
            <LeftAxis scale={y} label={index === 0 ? figure.y : ''} format={figure.format} x={from} top={top} bottom={bottom} until={from + side} />
            <BottomAxis scale={x} label={figure.x} format={figure.format} left={from} right={from + side} y={bottom} />
            <Text x={from} y={top - 8} size={13} weight={600}>{panel.title}</Text>
            <line x1={round(x.at(0))} y1={round(y.at(0))} x2={round(x.at(highest))} y2={round(y.at(highest))} stroke={INK.faint} strokeDasharray="4 3" />
            <Text x={x.at(highest) - 6} y={y.at(highest * 0.86)} size={10.5} anchor="end" fill={INK.quiet} halo>{figure.perfect}</Text>
            {panel.models.map((model, m) => <Band key={model.label} model={model} index={m} x={x} y={y} />)}
            {panel.models.map((model, m) => <Points key={model.label} model={model} index={m} x={x} y={y} />)}
          </g>
        );
      })}
      <GridTableText table={figure.summary} x={MARGIN} y={table} sign={(row) => <LineSample stroke={strokeOf(row % models)} marked={!figure.panels[0]?.models[row % models]?.smooth} />} />
    </Sheet>
  );
} // biome-ignore format: elements on a line

function Points({ model, index, x, y }: { readonly model: CalibrationModel; readonly index: number; readonly x: Scale; readonly y: Scale }) {
  const stroke = strokeOf(index);
  const colour = TONES[stroke.tone].stroke;
  const path = model.points.map(({ predicted, observed }, k) => `${k === 0 ? 'M' : 'L'}${round(x.at(predicted))} ${round(y.at(observed))}`).join('');
  if (model.smooth) return <path d={path} fill="none" stroke={colour} strokeWidth={2} {...(stroke.dash ? { strokeDasharray: stroke.dash } : {})} />;
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={1.4} {...(stroke.dash ? { strokeDasharray: stroke.dash } : {})} />
      {model.points.map(({ predicted, observed, lower, upper }) => (
        <g key={predicted}>
          {lower !== null && upper !== null ? <line x1={round(x.at(predicted))} x2={round(x.at(predicted))} y1={round(y.at(Math.max(0, lower)))} y2={round(y.at(Math.min(y.domain[1], upper)))} stroke={colour} strokeWidth={1.3} /> : null}
          <ShapeMark stroke={stroke} x={x.at(predicted)} y={y.at(observed)} />
        </g>
      ))}
    </g>
  );
} // biome-ignore format: elements on a line

/** The limits of a smooth curve, below all lines. */
function Band({ model, index, x, y }: { readonly model: CalibrationModel; readonly index: number; readonly x: Scale; readonly y: Scale }) {
  const known = model.points.filter(({ lower, upper }) => lower !== null && upper !== null);
  if (!model.smooth || known.length < 2) return null;
  const held = (v: number): number => round(y.at(Math.min(y.domain[1], Math.max(0, v))));
  const edge = (k: 'lower' | 'upper') => known.map((point) => `${round(x.at(point.predicted))} ${held(point[k] as number)}`);
  return <path d={`M${[...edge('upper'), ...edge('lower').reverse()].join('L')}Z`} fill={TONES[strokeOf(index).tone].fill} fillOpacity={0.45} />;
} // biome-ignore format: elements on a line
