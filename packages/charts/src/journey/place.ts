import { fitting, textWidth } from '../text/width.ts';
import type { TimeScale } from '../time/scale.ts';
import type { Bar, Mark } from './model.ts';

export const LABEL_SIZE = 11;
const GAP = 4;
/** How far a bar runs on when nobody recorded its end. */
const TAIL = 26;
export const MARK = 5;

interface Label {
  readonly text: string;
  readonly x: number;
  /** Inside a bar, or beside its item. */
  readonly inside: boolean;
}

/** A bar on the chart: certain from `coreFrom` to `coreTo`, possible from `from` to `to`. All pixels. */
export interface PlacedBar {
  readonly kind: 'bar';
  readonly item: Bar;
  readonly from: number;
  readonly to: number;
  readonly coreFrom: number;
  readonly coreTo: number;
  readonly open: 'ongoing' | 'unrecorded' | null;
  readonly label: Label | null;
  /** With its label: what no other item of the row may touch. */
  readonly reach: { readonly from: number; readonly to: number };
}

/** A mark on the chart: at one place when its day is exact, else over the days it may have been. */
export interface PlacedMark {
  readonly kind: 'mark';
  readonly item: Mark;
  readonly from: number;
  readonly to: number;
  readonly exact: boolean;
  readonly label: Label | null;
  readonly reach: { readonly from: number; readonly to: number };
}

const clamp = (x: number, scale: TimeScale): number => Math.min(scale.right, Math.max(scale.left, x));

/** Is any of it in view? */
const visible = (from: number, to: number, scale: TimeScale): boolean => to > scale.left && from < scale.right;

/**
 * @param asOf  the last day of the view: where what is ongoing ends
 * @returns null when the bar is out of view
 */
export function placeBar(item: Bar, scale: TimeScale, asOf: number, beside: boolean): PlacedBar | null {
  const start = scale.over(item.start);
  const open = typeof item.end === 'string' ? item.end : null;
  const end =
    typeof item.end !== 'string'
      ? scale.over(item.end)
      : item.end === 'ongoing'
        ? { from: Math.max(scale.at(asOf + 1), start.from), to: Math.max(scale.at(asOf + 1), start.to) }
        : { from: start.to, to: start.to + TAIL };
  const possible = { from: start.from, to: Math.max(end.to, start.to) };
  if (!visible(possible.from, possible.to, scale)) return null;
  const from = clamp(possible.from, scale);
  const to = Math.max(clamp(possible.to, scale), from + 2);
  // An exact start is certain from the start of that day; an uncertain one only from its last day on.
  const certainFrom = item.start.first === item.start.last ? start.from : start.to;
  const certainTo =
    open === 'unrecorded'
      ? certainFrom
      : typeof item.end !== 'string' && item.end.first === item.end.last
        ? end.to
        : end.from;
  const coreFrom = clamp(certainFrom, scale);
  const coreTo = clamp(Math.max(certainTo, certainFrom), scale);
  const inside = fitting(item.wordings, to - from - 2 * GAP, LABEL_SIZE);
  const label =
    inside !== undefined
      ? { text: inside, x: from + GAP, inside: true }
      : beside
        ? besideLabel(item.wordings, from, to, scale)
        : null;
  return { kind: 'bar', item, from, to, coreFrom, coreTo, open, label, reach: reachOf(from, to, label) };
}

export function placeMark(item: Mark, scale: TimeScale): PlacedMark | null {
  const exact = item.span.first === item.span.last;
  const span = scale.over(item.span);
  if (!visible(span.from, span.to, scale)) return null;
  const middle = (span.from + span.to) / 2;
  // A span too narrow to be seen as one is still drawn as a span, never as a point.
  const [from, to] = exact
    ? [middle - MARK, middle + MARK]
    : [clamp(span.from, scale), Math.max(clamp(span.to, scale), clamp(span.from, scale) + 4)];
  const inside = exact ? undefined : fitting(item.wordings, to - from - 2 * GAP, LABEL_SIZE);
  const label =
    inside !== undefined ? { text: inside, x: from + GAP, inside: true } : besideLabel(item.wordings, from, to, scale);
  return { kind: 'mark', item, from, to, exact, label, reach: reachOf(from, to, label) };
}

/** To the right of an item, or to its left where the chart ends. */
function besideLabel(wordings: readonly string[], from: number, to: number, scale: TimeScale): Label | null {
  const right = fitting(wordings, scale.right - to - GAP, LABEL_SIZE);
  if (right !== undefined && right === wordings[0]) return { text: right, x: to + GAP, inside: false };
  const left = fitting(wordings, from - GAP - scale.left, LABEL_SIZE);
  if (left !== undefined) return { text: left, x: from - GAP - textWidth(left, LABEL_SIZE), inside: false };
  return right === undefined ? null : { text: right, x: to + GAP, inside: false };
}

function reachOf(from: number, to: number, label: Label | null): { from: number; to: number } {
  if (!label || label.inside) return { from, to };
  return { from: Math.min(from, label.x), to: Math.max(to, label.x + textWidth(label.text, LABEL_SIZE) * 1.06) };
}
