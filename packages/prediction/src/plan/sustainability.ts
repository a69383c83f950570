import type { AnalysisTable } from '@linea/cohort';
import { atTimes, productLimit } from '@linea/survival';
import { endsOf } from './described/ends.ts';
import { DAYS_A_MONTH } from './described/months.ts';
import type { Refusal } from './effects.ts';

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
  readonly durable: readonly [value: number, lower: number | null, upper: number | null];
  /** Still followed without the event at that month. */
  readonly atRisk: number;
  /** Infusions, and apheresed patients, for each durable responder. */
  readonly infusedPerDurable: Limits;
  readonly apheresedPerDurable: Limits;
  /** More without the event for every 100 infused than under the cited outcome: value, and over its sensitivity range. */
  readonly scenario: {
    readonly alternative: number;
    readonly low: number;
    readonly high: number;
    readonly source: string;
    readonly morePer100: readonly [value: number, atHigh: number, atLow: number];
  } | null;
}

/** A value with its 95 % interval; null: without bound, nobody is durable. */
type Limits = readonly [value: number | null, lower: number | null, upper: number | null];

/** By setting, of the first benefit of the study at the month of its scenario (12 without one); or why not: nobody was followed so long. */
export function sustainabilityOf(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
): readonly (Sustainability | Refusal)[] {
  const { scenario } = table.study.model;
  const month = scenario?.month ?? 12;
  return settings.flatMap((setting): readonly (Sustainability | Refusal)[] => {
    const funnel = table.funnels.find((one) => one.setting === setting);
    const { time, event } = endsOf(table, endpoint, setting);
    if (!funnel || funnel.infused === 0 || time.length === 0) return [];
    const curve = productLimit(time, event.map((code) => (code === 1 ? 1 : 0))); // biome-ignore format: one call
    const read = atTimes(curve, [month * DAYS_A_MONTH]);
    const [survival, atRisk] = [read.survival[0] as number, read.risk[0] as number];
    if (atRisk === 0 && survival > 0) return [{ code: 'plan.notFollowed', endpoint, setting, got: String(month) }];
    const [lower, upper] = [read.lower[0], read.upper[0]].map((limit) =>
      limit !== undefined && Number.isFinite(limit) && survival < 1 ? limit : null,
    ) as [number | null, number | null];
    const per = (count: number): Limits => {
      const over = (share: number | null): number | null =>
        share === null || share === 0 ? null : count / funnel.infused / share;
      return [over(survival), over(upper), over(lower)];
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
        n: time.length,
        durable: [survival, lower, upper],
        atRisk,
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
