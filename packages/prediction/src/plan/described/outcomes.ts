import type { AnalysisTable } from '@linea/cohort';
import { atTimes, productLimit, quantileOf } from '@linea/survival';
import { endsOf } from './ends.ts';
import { DAYS_A_MONTH } from './months.ts';

/** Months; null where the curve, or its limit, is not followed down to one half. */
type Median = readonly [value: number | null, lower: number | null, upper: number | null];

/** One benefit over time in one setting: Kaplan-Meier with Greenwood's error, intervals on the scale of log S. */
export interface Outcome {
  readonly endpoint: string;
  readonly setting: string;
  readonly n: number;
  readonly events: number;
  readonly notKnown: number;
  /** Patients whose time hangs on a date that was put on one day, for it is not known exactly. */
  readonly approximate: number;
  readonly median: Median;
  /** Median follow-up in months, those with the event censored (reverse Kaplan-Meier). */
  readonly followUp: Median;
  readonly at: readonly {
    readonly month: number;
    /** Still followed, without the event. */
    readonly atRisk: number;
    /** Null past the longest follow-up: nobody was there to be seen. */
    readonly survival: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
}

const MONTHS = [6, 12, 24] as const;

/** @source Schemper M, Smith TL. Control Clin Trials 1996;17:343-346 (follow-up) */
export function outcomesOf(table: AnalysisTable, endpoints: readonly string[], settings: readonly string[]) {
  return endpoints.flatMap((endpoint) =>
    settings.flatMap((setting): Outcome[] => {
      const { time, event, notKnown, approximate } = endsOf(table, endpoint, setting);
      if (time.length === 0) return [];
      const had = event.map((code) => (code === 1 ? 1 : 0));
      const curve = productLimit(time, had);
      const read = atTimes(curve, MONTHS.map((month) => month * DAYS_A_MONTH)); // biome-ignore format: one call
      return [
        {
          endpoint,
          setting,
          n: time.length,
          events: had.reduce((sum, e) => sum + e, 0),
          notKnown,
          approximate,
          median: medianOf(curve),
          followUp: medianOf(productLimit(time, event.map((code) => (code === 0 ? 1 : 0)))), // biome-ignore format: one call
          at: MONTHS.map((month, k) => {
            const [atRisk, survival] = [read.risk[k] as number, read.survival[k] as number];
            const isSeen = atRisk > 0 || survival === 0;
            return {
              month,
              atRisk,
              survival: isSeen ? survival : null,
              // Nothing has happened yet: no event, no error.
              lower: isSeen && survival < 1 ? finite(read.lower[k]) : null,
              upper: isSeen && survival < 1 ? finite(read.upper[k]) : null,
            };
          }),
        },
      ];
    }),
  );
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function medianOf(curve: ReturnType<typeof productLimit>): Median {
  const { time, lower, upper } = quantileOf(curve, 0.5);
  const months = (day: number): number | null => (Number.isFinite(day) ? day / DAYS_A_MONTH : null);
  return [months(time), months(lower), months(upper)];
}
