import type { AnalysisTable } from '@linea/cohort';
import { survivalAt } from '../terms/impute.ts';

/** What it takes to get one durable responder, and what the plan's alternative would have given. Nothing here is a causal claim. */
export interface Sustainability {
  readonly setting: string;
  readonly candidates: number;
  readonly apheresed: number;
  readonly infused: number;
  /** Product that failed or was cancelled, among those apheresed. */
  readonly manufacturingLost: number;
  /** Share of the infused without the event at `month`, with its 95 % interval (Kaplan-Meier). */
  readonly endpoint: string;
  readonly month: number;
  readonly n: number;
  readonly durable: readonly [value: number, lower: number, upper: number];
  /** Infusions, and apheresed patients, for each durable responder. */
  readonly infusedPerDurable: readonly [value: number, lower: number, upper: number];
  readonly apheresedPerDurable: readonly [value: number, lower: number, upper: number];
  /** More without the event for every 100 infused than under the cited outcome: value, and over its sensitivity range. */
  readonly scenario: {
    readonly alternative: number;
    readonly low: number;
    readonly high: number;
    readonly source: string;
    readonly morePer100: readonly [value: number, atHigh: number, atLow: number];
  } | null;
}

const DAYS_A_MONTH = 30.4375;

/** By setting, of the first benefit of the study at the month of its scenario (12 without one). */
export function sustainabilityOf(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
): readonly Sustainability[] {
  const { scenario } = table.study.model;
  const month = scenario?.month ?? 12;
  return settings.flatMap((setting) => {
    const funnel = table.funnels.find((one) => one.setting === setting);
    const ends = (table.times[endpoint] ?? []).flatMap((end, row) =>
      table.patients[row]?.setting === setting && !('missing' in end) ? [end] : [],
    );
    if (!funnel || funnel.infused === 0 || ends.length === 0) return [];
    const { survival, lower, upper } = survivalAt(
      ends.map(({ days }) => Math.max(0.5, days)),
      ends.map(({ event }) => (event === 1 ? 1 : 0)),
      month * DAYS_A_MONTH,
    );
    const per = (count: number): readonly [number, number, number] => {
      const of = count / funnel.infused;
      return [of / survival, of / upper, of / lower];
    };
    const isSecond = table.study.settings.second.includes(setting);
    return [
      {
        setting,
        candidates: funnel.candidates,
        apheresed: funnel.apheresed,
        infused: funnel.infused,
        manufacturingLost: funnel.lost.manufacturingFailure ?? 0,
        endpoint,
        month,
        n: ends.length,
        durable: [survival, lower, upper],
        infusedPerDurable: per(funnel.infused),
        apheresedPerDurable: per(funnel.apheresed),
        scenario:
          scenario && isSecond
            ? {
                alternative: scenario.alternative,
                low: scenario.low,
                high: scenario.high,
                source: scenario.source,
                morePer100: [
                  100 * (survival - scenario.alternative),
                  100 * (survival - scenario.high),
                  100 * (survival - scenario.low),
                ],
              }
            : null,
      },
    ];
  });
}
