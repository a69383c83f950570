import type { AnalysisTable } from '@linea/cohort';
import { cumulativeIncidence, normalQuantile } from '@linea/survival';
import { endsOf } from './described/ends.ts';
import { DAYS_A_MONTH } from './described/months.ts';

/** Cumulative incidence of an endpoint whose competitor is counted: never one minus Kaplan-Meier. */
export interface CompetingIncidence {
  readonly endpoint: string;
  readonly setting: string;
  readonly n: number;
  readonly events: number;
  readonly competing: number;
  readonly at: readonly {
    readonly month: number;
    readonly atRisk: number;
    /** Null past the longest follow-up. */
    readonly value: number | null;
    /** Null where nothing has happened yet: no event, no error. */
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
}

const MONTHS = [3, 6, 12, 24] as const;

/**
 * Non-relapse mortality and its like, by setting: Aalen-Johansen with the infinitesimal jackknife, 95 % intervals on the scale of
 * log(-log F), which stay within 0 and 1 and do not reach 0 once somebody had the event.
 *
 * @source Choudhury JB. Stat Med 2002;21:1129-1144
 * @oracle R survival::survfit(conf.type = "log-log")
 */
export function competingIncidences(table: AnalysisTable, settings: readonly string[]): readonly CompetingIncidence[] {
  const endpoints = table.study.endpoints.filter(({ id, kind }) => kind === 'competing' && table.times[id]);
  return endpoints.flatMap(({ id }) =>
    settings.flatMap((setting) => {
      const { time, event } = endsOf(table, id, setting);
      if (time.length === 0) return [];
      const curve = cumulativeIncidence(time, event, 2);
      const at = MONTHS.map((month) => {
        const day = month * DAYS_A_MONTH;
        let k = -1;
        while (k + 1 < curve.time.length && (curve.time[k + 1] as number) <= day) k++;
        const [value, se] = k < 0 ? [0, 0] : [curve.probability[k * 3 + 1] as number, curve.se[k * 3 + 1] as number];
        const atRisk = time.filter((t) => t >= day).length;
        const left = k < 0 ? 1 : (curve.probability[k * 3] as number);
        // With nobody left free of either event nothing can change any more.
        if (atRisk === 0 && left > 1e-12) return { month, atRisk, value: null, lower: null, upper: null };
        return { month, atRisk, value, ...limits(value, se) };
      });
      const count = (which: number): number => event.filter((code) => code === which).length;
      return [{ endpoint: id, setting, n: time.length, events: count(1), competing: count(2), at }];
    }),
  );
}

function limits(value: number, se: number): { readonly lower: number | null; readonly upper: number | null } {
  if (!(value > 0 && value < 1) || !(se > 0)) return { lower: null, upper: null };
  const step = (normalQuantile(0.975) * se) / (value * Math.log(value));
  const line = Math.log(-Math.log(value));
  return { lower: Math.exp(-Math.exp(line - step)), upper: Math.exp(-Math.exp(line + step)) };
}
