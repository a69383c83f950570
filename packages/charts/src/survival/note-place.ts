import type { CurvePanel } from './curve-model.ts';
import type { PanelPlace } from './curve-panel.tsx';
import { type Steps, valueAt } from './steps.ts';

/** Where the test of a panel stands. */
export interface NotePlace {
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

const LETTER = 7;
const HEIGHT = 22;
const INSET = 10;

/** Does a line, or the dotted line of its median, pass through the corner? */
function passes(panel: CurvePanel, first: number, { x, y }: PanelPlace, [from, to]: readonly [number, number], [high, low]: readonly [number, number]): boolean {
  return panel.lines.some(({ time, value, median }) => {
    const steps: Steps = { time, values: value, first };
    const inside = time.filter((t) => x.at(t) >= from && x.at(t) <= to);
    const start = x.domain[0] + ((from - x.at(x.domain[0])) / (x.at(x.domain[1]) - x.at(x.domain[0]))) * (x.domain[1] - x.domain[0]);
    if (start > (time[time.length - 1] ?? 0)) return false;
    const heights = [start, ...inside].map((t) => y.at(valueAt(steps, t) ?? first));
    const crosses = Math.min(...heights) <= low && Math.max(...heights) >= high;
    const dotted = typeof median === 'number' && x.at(median) >= from && x.at(median) <= to && low > y.at(0.5);
    return crosses || dotted;
  });
} // biome-ignore format: short

/**
 * A corner no line passes through: falling curves leave the lower left free, or else the upper right; rising ones the upper
 * left, or the lower right. The first where both are taken.
 *
 * @param first  value of the lines at time 0: 1 falls, 0 rises
 */
export function notePlace(panel: CurvePanel, note: string, first: 0 | 1, place: PanelPlace): NotePlace {
  const { left, right, top, bottom } = place;
  const width = note.length * LETTER + INSET;
  const upper = [top, top + HEIGHT] as const;
  const lower = [bottom - HEIGHT, bottom] as const;
  const near: NotePlace = { x: left + INSET, y: first === 0 ? top + 16 : bottom - INSET, anchor: 'start' };
  const far: NotePlace = { x: right - INSET, y: first === 0 ? bottom - INSET : top + 16, anchor: 'end' };
  const nearTaken = passes(panel, first, place, [left, left + width], first === 0 ? upper : lower);
  const farTaken = passes(panel, first, place, [right - width, right], first === 0 ? lower : upper);
  return nearTaken && !farTaken ? far : near;
}
