import type { AnalysisTable } from '@linea/cohort';
import { cumulativeIncidence } from '@linea/survival';

/** Cumulative incidence of an endpoint whose competitor is counted: never one minus Kaplan-Meier. */
export interface CompetingIncidence {
  readonly endpoint: string;
  readonly setting: string;
  readonly n: number;
  readonly events: number;
  readonly competing: number;
  readonly at: readonly {
    readonly month: number;
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

const MONTHS = [3, 6, 12, 24] as const;
const DAYS_A_MONTH = 30.4375;

/** Non-relapse mortality and its like, by setting, with 95 % intervals (plain, cut at 0 and 1). */
export function competingIncidences(table: AnalysisTable, settings: readonly string[]): readonly CompetingIncidence[] {
  const endpoints = table.study.endpoints.filter(({ id, kind }) => kind === 'competing' && table.times[id]);
  return endpoints.flatMap(({ id }) =>
    settings.flatMap((setting) => {
      const ends = (table.times[id] ?? []).flatMap((end, row) =>
        table.patients[row]?.setting === setting && !('missing' in end) ? [end] : [],
      );
      if (ends.length === 0) return [];
      const curve = cumulativeIncidence(
        ends.map(({ days }) => Math.max(0.5, days)),
        ends.map(({ event }) => event),
        2,
      );
      const at = MONTHS.map((month) => {
        let k = -1;
        while (k + 1 < curve.time.length && (curve.time[k + 1] as number) <= month * DAYS_A_MONTH) k++;
        const [value, se] = k < 0 ? [0, 0] : [curve.probability[k * 3 + 1] as number, curve.se[k * 3 + 1] as number];
        return { month, value, lower: Math.max(0, value - 1.96 * se), upper: Math.min(1, value + 1.96 * se) };
      });
      const count = (event: number): number => ends.filter((end) => end.event === event).length;
      return [{ endpoint: id, setting, n: ends.length, events: count(1), competing: count(2), at }];
    }),
  );
}
