import { TONES } from '../palette/palette.ts';
import { BottomAxis, LeftAxis, TICK } from '../plot/axes.tsx';
import type { Scale } from '../plot/scale.ts';
import { LineSample } from '../plot/shape.tsx';
import { strokeOf } from '../plot/stroke.ts';
import { round, Text } from '../text/text.tsx';
import type { CurveFigure, CurveLine, CurvePanel } from './curve-model.ts';
import { notePlace } from './note-place.ts';
import { bandPath, type Steps, stepPath, valueAt } from './steps.ts';

/** Where a panel lies, in pixels. */
export interface PanelPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  /** The panel that names the rows of its numbers at risk. */
  readonly first: boolean;
}

/** With more lines than this intervals and medians would hide the curves; they stand in the table. */
export const SHADED = 4;
export const RISK_LINE = 17;
/** From the axis to the first row of numbers at risk. */
export const RISK_TOP = 62;

const endOf = (line: CurveLine, x: Scale): number => Math.min(x.domain[1], line.time[line.time.length - 1] ?? 0);

/** Numbers at risk at t: those of the first time that is not before it. */
export function riskAt({ time, risk }: CurveLine, t: number): number {
  const k = time.findIndex((own) => own >= t);
  return k < 0 ? 0 : (risk[k] as number);
}

/** One panel: axes, intervals, lines, censored marks, medians, test, and the numbers at risk. */
export function CurvePanelDrawing({
  figure,
  panel,
  place,
}: {
  readonly figure: CurveFigure;
  readonly panel: CurvePanel;
  readonly place: PanelPlace;
}) {
  const { left, right, top, bottom, x, y } = place;
  const steps = (line: CurveLine, values: readonly (number | null)[]): Steps => ({ time: line.time, values, first: figure.first });
  const note = panel.note ? notePlace(panel, panel.note, figure.first, place) : undefined;
  return (
    <g>
      <LeftAxis scale={y} label={place.first ? figure.y.label : ''} format={figure.y.format} x={left} top={top} bottom={bottom} until={right} />
      <BottomAxis scale={x} label={figure.x.label} format={figure.x.format} left={left} right={right} y={bottom} />
      {panel.title ? (
        <Text x={left} y={top - 8} size={13} weight={600}>
          {panel.title}
        </Text>
      ) : null}
      {panel.lines.map((line, index) =>
        line.lower && line.upper && panel.lines.length <= SHADED ? (
          <path
            key={line.label}
            d={bandPath(steps(line, line.lower), steps(line, line.upper), endOf(line, x), x, y)}
            fill={TONES[strokeOf(index).tone].stroke}
            fillOpacity={panel.lines.length > 2 ? 0.1 : 0.13}
          />
        ) : null,
      )}
      {panel.lines.length <= SHADED ? <Medians panel={panel} place={place} /> : null}
      {panel.lines.map((line, index) => (
        <Line key={line.label} line={line} index={index} steps={steps(line, line.value)} place={place} />
      ))}
      {panel.note && note ? (
        <Text x={note.x} y={note.y} size={12.5} anchor={note.anchor} halo>
          {panel.note}
        </Text>
      ) : null}
      <RiskTable figure={figure} panel={panel} place={place} />
    </g>
  );
} // biome-ignore format: elements on a line

function Line({ line, index, steps, place }: { readonly line: CurveLine; readonly index: number; readonly steps: Steps; readonly place: PanelPlace }) {
  const { tone, dash } = strokeOf(index);
  const { x, y } = place;
  const { stroke } = TONES[tone];
  // No more marks than the eye can tell apart.
  let last = Number.NEGATIVE_INFINITY;
  const marks = (line.censored ?? []).filter((t) => {
    if (t > x.domain[1] || x.at(t) - last < 2.5) return false;
    last = x.at(t);
    return true;
  });
  return (
    <g>
      <path d={stepPath(steps, endOf(line, x), x, y)} fill="none" stroke={stroke} strokeWidth={1.9} strokeLinejoin="round" {...(dash ? { strokeDasharray: dash } : {})} />
      {marks.length > 0 ? (
        <path
          d={marks.map((t) => `M${round(x.at(t))} ${round(y.at(valueAt(steps, t) ?? 0) - 4.5)}v9`).join('')}
          stroke={stroke}
          strokeWidth={1.1}
        />
      ) : null}
    </g>
  );
} // biome-ignore format: elements on a line

/** Where the lines reach one half: a dotted line across, one down for each. */
function Medians({ panel, place }: { readonly panel: CurvePanel; readonly place: PanelPlace }) {
  const { x, y, left, bottom } = place;
  const reached = panel.lines.flatMap((line, index) =>
    typeof line.median === 'number' && line.median <= x.domain[1] ? [{ median: line.median, index }] : [],
  );
  if (reached.length === 0) return null;
  const furthest = Math.max(...reached.map(({ median }) => median));
  const paint = { strokeWidth: 1, strokeDasharray: '1.5 2.5' };
  return (
    <g>
      <line x1={round(left)} x2={round(x.at(furthest))} y1={round(y.at(0.5))} y2={round(y.at(0.5))} stroke={TONES.ink.stroke} {...paint} />
      {reached.map(({ median, index }) => (
        <line key={index} x1={round(x.at(median))} x2={round(x.at(median))} y1={round(y.at(0.5))} y2={round(bottom)} stroke={TONES[strokeOf(index).tone].stroke} {...paint} />
      ))}
    </g>
  );
} // biome-ignore format: elements on a line

function RiskTable({ figure, panel, place }: { readonly figure: CurveFigure; readonly panel: CurvePanel; readonly place: PanelPlace }) {
  const { x, left, bottom, first } = place;
  const top = bottom + RISK_TOP;
  return (
    <g>
      {first ? (
        <Text x={left - 14} y={top} size={TICK} weight={600} anchor="end">
          {figure.atRisk}
        </Text>
      ) : null}
      {panel.lines.map((line, index) => {
        const y = top + RISK_LINE * (index + 1);
        const { tone } = strokeOf(index);
        return (
          <g key={line.label}>
            {first ? (
              <>
                <g transform={`translate(${round(left - 46)} ${round(y - 10)})`}>
                  <LineSample stroke={strokeOf(index)} />
                </g>
                <Text x={left - 52} y={y} size={TICK} anchor="end">
                  {line.label}
                </Text>
              </>
            ) : null}
            {x.ticks.map((t) => (
              <Text key={t} x={x.at(t)} y={y} size={TICK} anchor="middle" fill={TONES[tone].text}>
                {line.few !== undefined && t > endOf(line, x) ? line.few : figure.x.format(riskAt(line, t))}
              </Text>
            ))}
          </g>
        );
      })}
    </g>
  );
} // biome-ignore format: elements on a line
