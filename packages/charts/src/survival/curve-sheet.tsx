import { GridTableText, gridTableHeight } from '../plot/grid-table.tsx';
import { linearScale, monthScale } from '../plot/scale.ts';
import { LineSample } from '../plot/shape.tsx';
import { layoutSheet, MARGIN, Sheet } from '../plot/sheet.tsx';
import { strokeOf } from '../plot/stroke.ts';
import { textWidth } from '../text/width.ts';
import type { CurveFigure } from './curve-model.ts';
import { CurvePanelDrawing, type PanelPlace, RISK_LINE, RISK_TOP } from './curve-panel.tsx';

const HEIGHT = 330;
const BETWEEN = 62;

/** Largest value drawn, with a little room above. */
const heightOf = ({ panels }: CurveFigure): number =>
  Math.max(0.01, ...panels.flatMap(({ lines }) => lines.flatMap(({ value }) => value))) * 1.05;

/** Curves as one self-contained drawing: title, panels with their numbers at risk, a line per group, caption. */
export function CurveSheet({ figure, width }: { readonly figure: CurveFigure; readonly width: number }) {
  const layout = layoutSheet(figure.title, width);
  const labels = [figure.atRisk, ...(figure.panels[0]?.lines.map(({ label }) => label) ?? [])];
  const left = MARGIN + Math.max(56, ...labels.map((label) => textWidth(label, 11.5, 600) * 1.06 + 52));
  const count = figure.panels.length;
  const titled = figure.panels.some(({ title }) => title !== undefined);
  const top = layout.top + (titled ? 26 : 10);
  const bottom = top + HEIGHT;
  const room = (width - MARGIN - 8 - left - (count - 1) * BETWEEN) / count;
  const longest = Math.max(
    ...figure.panels.flatMap(({ lines }) => lines.map(({ time }) => time[time.length - 1] ?? 0)),
  );
  const until = Math.min(longest, figure.x.until ?? Number.POSITIVE_INFINITY);
  const highest = figure.highest ?? heightOf(figure);
  const places = figure.panels.map((_, index): PanelPlace => {
    const from = left + index * (room + BETWEEN);
    return {
      left: from,
      right: from + room,
      top,
      bottom,
      first: index === 0,
      x: figure.x.months
        ? monthScale(until, [from, from + room])
        : linearScale([0, until], [from, from + room], Math.max(3, Math.round(room / 75))),
      y: linearScale([0, highest], [bottom, top], 5),
    };
  });
  const rows = Math.max(...figure.panels.map(({ lines }) => lines.length));
  const table = bottom + RISK_TOP + RISK_LINE * rows + 18;
  return (
    <Sheet
      id="curves"
      title={figure.title}
      description={figure.description}
      caption={figure.caption}
      width={width}
      layout={layout}
      bottom={table + gridTableHeight(figure.summary)}
    >
      {figure.panels.map((panel, index) => (
        <CurvePanelDrawing
          key={panel.title ?? index}
          figure={figure}
          panel={panel}
          place={places[index] as PanelPlace}
        />
      ))}
      <GridTableText
        table={figure.summary}
        x={MARGIN}
        y={table}
        sign={(row) => <LineSample stroke={strokeOf(row % rows)} />}
      />
    </Sheet>
  );
}
