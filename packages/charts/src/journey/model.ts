import type { Tone } from '../palette/palette.ts';
import type { Day, DaySpan } from '../time/days.ts';

/** Something on the chart that a reader can ask about; `id` comes back when it is picked. */
interface Item {
  readonly id: string;
  /** What it is in full, with its dates: the tooltip, and what a screen reader says. */
  readonly title: string;
  /** The label in several wordings, from long to short: the first that fits is drawn, or none. */
  readonly wordings: readonly string[];
  readonly tone?: Tone;
}

/** Something that lasted: from a day within `start` to a day within `end`. */
export interface Bar extends Item {
  readonly start: DaySpan;
  /** `ongoing` runs to the day of the view; `unrecorded`: nobody said when it ended. */
  readonly end: DaySpan | 'ongoing' | 'unrecorded';
  /** Height as a part of the lane's, above 0 to 1: a dose against the first dose. */
  readonly level?: number;
}

export type Shape = 'dot' | 'ring' | 'diamond' | 'triangle' | 'square' | 'cross' | 'query' | 'flag';

/** Something that was so on one day, known exactly or to lie within a span. */
export interface Mark extends Item {
  readonly span: DaySpan;
  readonly shape: Shape;
}

/** Day 1 of a cycle: as recorded, or as the plan had it. */
export interface CycleTick {
  readonly id: string;
  readonly day: Day;
  readonly label: string;
  readonly title: string;
  readonly planned: boolean;
}

/** A measured value: exact when `low` is `high`; `below` and `above` are what a limit of detection leaves. */
export interface Point extends Item {
  readonly span: DaySpan;
  readonly low: number;
  readonly high: number;
  readonly censored?: 'below' | 'above';
}

/** A range of values with a name, over some days: what a value within it would mean. */
export interface Band {
  readonly id: string;
  readonly label: string;
  readonly span: DaySpan;
  readonly low: number;
  readonly high: number;
  readonly tone: Tone;
}

export interface Curve {
  readonly unit: string;
  readonly points: readonly Point[];
  readonly bands: readonly Band[];
  /** Pixels of the plot: tall for what is measured against, low for the rest. */
  readonly height: number;
  /** Values that the axis reaches from and to at least, where zero says nothing: a body temperature. Default: from zero. */
  readonly axis?: readonly [from: number, to: number];
}

export interface Lane {
  readonly id: string;
  readonly label: string;
  /** A second, quieter line below the label. */
  readonly note?: string;
  readonly tone: Tone;
  /** Thin lanes: the drugs of a line. */
  readonly slim?: boolean;
  readonly bars?: readonly Bar[];
  readonly marks?: readonly Mark[];
  readonly cycles?: readonly CycleTick[];
  readonly curve?: Curve;
}

export interface LaneGroup {
  readonly id: string;
  readonly title: string;
  readonly lanes: readonly Lane[];
}

/** A regimen behind all lanes, so that every curve is read against it. */
export interface Regimen {
  readonly id: string;
  readonly label: string;
  readonly start: DaySpan;
  readonly end: DaySpan | 'ongoing' | 'unrecorded';
}

/** A patient's journey as lanes over time. Every word in it is already in the reader's language. */
export interface Journey {
  readonly title: string;
  /** One paragraph for who cannot see the chart, and the caption of the file. */
  readonly description: string;
  readonly locale: string;
  /** `calendar`: days since 1970-01-01. `relative`: days from day zero, which is then 0. */
  readonly base: 'calendar' | 'relative';
  /** The days of the whole journey. */
  readonly extent: DaySpan;
  /** The day of the view: nothing beyond it is shown. In days of the base; a span when day zero is not exact. */
  readonly asOf: DaySpan;
  /** Day zero (an infusion, or the start of therapy) in days of the base, for the second axis. */
  readonly zero: { readonly span: DaySpan; readonly label: string } | null;
  readonly regimens: readonly Regimen[];
  readonly groups: readonly LaneGroup[];
  readonly words: { readonly asOf: string; readonly calendar: string };
}
