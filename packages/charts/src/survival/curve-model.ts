import type { GridTable } from '../plot/grid-table.tsx';

/** One line of a figure of curves. */
export interface CurveLine {
  readonly label: string;
  readonly time: readonly number[];
  readonly value: readonly number[];
  readonly lower?: readonly (number | null)[];
  readonly upper?: readonly (number | null)[];
  /** At risk just before each time; after the last there is nobody. */
  readonly risk: readonly number[];
  /** Times at which somebody was censored. */
  readonly censored?: readonly number[];
  /** The line was cut where few are at risk: this stands in the place of their number (`< 5`). */
  readonly few?: string;
  /** Where the line falls (or rises) to one half; null = not reached. */
  readonly median?: number | null;
}

export interface CurvePanel {
  readonly title?: string;
  readonly lines: readonly CurveLine[];
  /** The test of the panel: `Log-rank p < 0.001`. */
  readonly note?: string;
}

/** Curves over time with the numbers at risk beneath: survival, cumulative hazard, cumulative incidence. */
export interface CurveFigure {
  readonly title: string;
  /** The figure in words, with its numbers. */
  readonly description: string;
  readonly panels: readonly CurvePanel[];
  /** Value of every line at time 0: 1 for survival, 0 for incidence. */
  readonly first: 0 | 1;
  /** Top of the vertical axis: 1 for probabilities, undefined for hazards. */
  readonly highest: number | undefined;
  readonly x: {
    readonly label: string;
    readonly format: (value: number) => string;
    /** Time is in months: ticks at whole quarters, halves or years. */
    readonly months?: true;
    /** Where the axis ends; without it at the last time of all lines. */
    readonly until?: number;
  };
  readonly y: { readonly label: string; readonly format: (value: number) => string };
  readonly atRisk: string;
  /** A line per group: events, median, ... */
  readonly summary: GridTable;
  readonly caption: string;
}
