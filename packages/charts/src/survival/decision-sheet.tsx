import { Legend, layoutLegend } from '../legend/legend.tsx';
import { INK, TONES } from '../palette/palette.ts';
import { BottomAxis, LeftAxis } from '../plot/axes.tsx';
import { linearScale } from '../plot/scale.ts';
import { LineSample } from '../plot/shape.tsx';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { strokeOf } from '../plot/stroke.ts';
import { round, Text } from '../text/text.tsx';

interface DecisionLine {
  readonly label: string;
  readonly netBenefit: readonly number[];
}

/** Net benefit of acting on a predicted risk above a threshold, beside acting on everybody and on nobody. */
export interface DecisionFigure {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly {
    readonly title: string;
    readonly thresholds: readonly number[];
    readonly models: readonly DecisionLine[];
    readonly everybody: readonly number[];
  }[];
  readonly words: { readonly everybody: string; readonly nobody: string };
  readonly x: string;
  readonly y: string;
  readonly percent: (share: number) => string;
  readonly format: (value: number) => string;
  readonly caption: string;
}

const BETWEEN = 70;
const HEIGHT = 300;

/** A decision curve as one self-contained drawing. */
export function DecisionSheet({ figure, width }: { readonly figure: DecisionFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const count = figure.panels.length;
  const left = MARGIN + 60;
  const room = (width - left - MARGIN - 8 - (count - 1) * BETWEEN) / count;
  const top = layout.top + 26;
  const bottom = top + HEIGHT;
  const models = figure.panels[0]?.models ?? [];
  const all = { tone: 'unknown', dash: '4 3', shape: 'circle' } as const;
  const none = { tone: 'ink', dash: undefined, shape: 'circle' } as const;
  const entries = [
    ...models.map(({ label }, index) => ({ label, sign: <LineSample stroke={strokeOf(index)} /> })),
    { label: figure.words.everybody, sign: <LineSample stroke={all} /> },
    { label: figure.words.nobody, sign: <LineSample stroke={none} /> },
  ];
  const legend = bottom + 52;
  const highest = Math.max(0.01, ...figure.panels.flatMap((panel) => [...panel.models.flatMap(({ netBenefit }) => netBenefit), ...panel.everybody]));
  const lowest = -highest * 0.15;
  return (
    <Sheet id="decision" title={figure.title} description={figure.description} caption={figure.caption} width={width} layout={layout} bottom={legend + layoutLegend(entries, layout.inner).height}>
      {figure.panels.map((panel, index) => {
        const from = left + index * (room + BETWEEN);
        const x = linearScale([0, Math.max(...panel.thresholds)], [from, from + room], Math.max(3, Math.round(room / 80)));
        const y = linearScale([lowest, highest * 1.05], [bottom, top], 5);
        const path = (values: readonly number[]): string =>
          above(panel.thresholds, values, lowest)
            .map((run) => run.map(([t, v], k) => `${k === 0 ? 'M' : 'L'}${round(x.at(t))} ${round(y.at(v))}`).join(''))
            .join('');
        return (
          <g key={panel.title}>
            <LeftAxis scale={y} label={index === 0 ? figure.y : ''} format={figure.format} x={from} top={top} bottom={bottom} until={from + room} />
            <BottomAxis scale={x} label={figure.x} format={figure.percent} left={from} right={from + room} y={bottom} />
            <Text x={from} y={top - 8} size={13} weight={600}>{panel.title}</Text>
            <line x1={round(from)} x2={round(from + room)} y1={round(y.at(0))} y2={round(y.at(0))} stroke={TONES.ink.stroke} strokeWidth={1.4} />
            <path d={path(panel.everybody)} fill="none" stroke={INK.quiet} strokeWidth={1.5} strokeDasharray="4 3" />
            {panel.models.map((model, m) => {
              const { tone, dash } = strokeOf(m);
              return <path key={model.label} d={path(model.netBenefit)} fill="none" stroke={TONES[tone].stroke} strokeWidth={1.9} {...(dash ? { strokeDasharray: dash } : {})} />;
            })}
          </g>
        );
      })}
      <g transform={`translate(${MARGIN} ${round(legend)})`}>
        <Legend entries={entries} width={layout.inner} />
      </g>
    </Sheet>
  );
} // biome-ignore format: elements on a line

type Run = readonly (readonly [number, number])[];

/** The parts of a broken line that lie above a floor, cut where it crosses it: below, a strategy does harm. */
export function above(xs: readonly number[], ys: readonly number[], floor: number): readonly Run[] {
  const runs: [number, number][][] = [];
  let run: [number, number][] | undefined;
  xs.forEach((x, k) => {
    const y = ys[k] as number;
    const before = k === 0 ? undefined : ([xs[k - 1] as number, ys[k - 1] as number] as const);
    const inside = y >= floor;
    if (before && inside !== before[1] >= floor) {
      const at = before[0] + ((floor - before[1]) / (y - before[1])) * (x - before[0]);
      if (run) run.push([at, floor]);
      else run = [[at, floor]];
    }
    if (inside) {
      run ??= [];
      run.push([x, y]);
      if (!runs.includes(run)) runs.push(run);
    } else run = undefined;
  });
  return runs;
}
