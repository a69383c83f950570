import { layoutCurve, type PlacedCurve } from '../curve/layout-curve.ts';
import { wrapText } from '../text/width.ts';
import type { DaySpan } from '../time/days.ts';
import { type TimeScale, timeScale } from '../time/scale.ts';
import type { CycleTick, Journey, Lane, LaneGroup } from './model.ts';
import { packRows } from './pack.ts';
import { type PlacedBar, type PlacedMark, placeBar, placeMark } from './place.ts';

/** A lane on the chart; every y is a pixel from the top of the chart. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly y: number;
  readonly height: number;
  /** Where its own label stands: beside it, or above it on a narrow chart. */
  readonly label: { readonly lines: readonly string[]; readonly y: number };
  readonly items: readonly { readonly placed: PlacedBar | PlacedMark; readonly y: number; readonly height: number }[];
  readonly cycles: readonly { readonly tick: CycleTick; readonly x: number; readonly labelled: boolean }[];
  readonly curve: PlacedCurve | null;
}

export interface PlacedGroup {
  readonly group: LaneGroup;
  readonly y: number;
  readonly lanes: readonly PlacedLane[];
}

export interface JourneyLayout {
  readonly width: number;
  readonly height: number;
  readonly scale: TimeScale;
  /** A narrow chart puts the labels of lanes above them. */
  readonly narrow: boolean;
  readonly groups: readonly PlacedGroup[];
}

export interface LayoutOptions {
  /** Pixels of the whole chart. */
  readonly width: number;
  /** The days in view; the whole journey by default. */
  readonly shown?: DaySpan;
  /** Pixels above the first group. */
  readonly top?: number;
}

const ROW = 20;
const SLIM = 16;
/** Room for the steps of a dose, so that a word stands in the lowest. */
const DOSED = 23;
const GROUP = 24;
export const GUTTER = 178;
const NARROW = 620;
const LABEL = 12;

/** Air at both ends, so that nothing sticks to the edge. */
export const withAir = ({ first, last }: DaySpan, part = 0.02): DaySpan => {
  const air = Math.max(3, Math.round((last - first) * part));
  return { first: first - air, last: last + air };
};

/**
 * Where everything of a journey is drawn: a pure function of the journey, the width and the days in view.
 * Lanes without anything in view keep their place, so that the page does not jump while zooming.
 */
export function layoutJourney(
  journey: Journey,
  { width, shown = withAir(journey.extent), top = 0 }: LayoutOptions,
): JourneyLayout {
  const narrow = width < NARROW;
  const scale = timeScale(shown, narrow ? 30 : GUTTER, width - 10);
  let y = top;
  const groups = journey.groups.map((group): PlacedGroup => {
    const start = y;
    y += GROUP;
    const lanes = group.lanes.map((lane) => {
      const placed = placeLane(lane, journey, scale, y, narrow);
      y = placed.y + placed.height;
      return placed;
    });
    y += 6;
    return { group, y: start, lanes };
  });
  return { width, height: y, scale, narrow, groups };
}

function placeLane(lane: Lane, journey: Journey, scale: TimeScale, at: number, narrow: boolean): PlacedLane {
  const head = narrow ? 15 : 0;
  const y = at + head;
  const lines = narrow
    ? [lane.note ? `${lane.label} · ${lane.note}` : lane.label]
    : [...wrapText(lane.label, GUTTER - 40, LABEL).slice(0, 2), ...(lane.note ? [lane.note] : [])];
  const label = { lines, y: narrow ? at + 11 : y + 14 };
  if (lane.curve) {
    const { height } = lane.curve;
    const curve = layoutCurve(lane.curve, scale, y + 14, y + height - 8, journey.locale);
    return { lane, y: at, height: height + head, label, items: [], cycles: [], curve };
  }
  const dosed = lane.bars?.some(({ level }) => level !== undefined) ?? false;
  const rowHeight = dosed ? DOSED : lane.slim ? SLIM : ROW;
  const bars = (lane.bars ?? []).flatMap(
    (bar) => placeBar(bar, scale, Math.min(journey.asOf.last, journey.extent.last), !dosed) ?? [],
  );
  const marks = (lane.marks ?? []).flatMap((mark) => placeMark(mark, scale) ?? []);
  const placed = [...bars, ...marks].sort((a, b) => a.reach.from - b.reach.from || a.reach.to - b.reach.to);
  // Steps of one dose touch, and stay in one row.
  const rows = dosed
    ? placed.map(() => 0)
    : packRows(
        placed.map(({ reach }) => reach),
        3,
      );
  const cycles = cyclesOf(lane.cycles ?? [], scale);
  const rowCount = Math.max(1, ...rows.map((row) => row + 1));
  const bodyTop = y + (cycles.length > 0 ? 0 : 2);
  const body = rowCount * rowHeight + (cycles.length > 0 ? 14 : 0);
  const labels = narrow ? 0 : lines.length * 13 + 4;
  const height = Math.max(body + 4, labels) + head;
  const items = placed.map((one, index) => ({
    placed: one,
    y: bodyTop + (rows[index] as number) * rowHeight,
    height: rowHeight - (lane.slim ? 2 : 4),
  }));
  return { lane, y: at, height, label, items, cycles, curve: null };
}

/** Cycles in view; labels only where they have room: recorded ones first, the last one always. */
function cyclesOf(ticks: readonly CycleTick[], scale: TimeScale): PlacedLane['cycles'] {
  const inView = ticks
    .map((tick) => ({ tick, x: scale.at(tick.day) }))
    .filter(({ x }) => x >= scale.left && x <= scale.right);
  const labelledAt: number[] = [];
  const labelled = new Set<string>();
  for (const { tick, x } of [
    ...inView.filter(({ tick: { planned } }) => !planned),
    ...inView.filter(({ tick: { planned } }) => planned),
  ]) {
    if (labelledAt.some((other) => Math.abs(other - x) < 26)) continue;
    labelledAt.push(x);
    labelled.add(tick.id);
  }
  return inView.map(({ tick, x }) => ({ tick, x, labelled: labelled.has(tick.id) }));
}
