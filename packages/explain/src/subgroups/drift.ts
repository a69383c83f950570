import { normalCdf } from '@linea/survival';
import type { Interval } from '../validation/paired.ts';
import { bySubgroup, groupsOfNumbers, type Judged, type SubgroupPerformance } from './subgroups.ts';

/** Whether a model agrees with what happened over calendar time. */
export interface Drift {
  readonly column: string;
  readonly periods: readonly SubgroupPerformance[];
  /** Log of events seen over expected, for each unit of calendar time later. */
  readonly trend: Interval;
  readonly p: number;
}

/**
 * Calibration over calendar time: by period, and as a trend of events seen over expected (Poisson).
 *
 * @param when      calendar time of each patient, such as the year; NaN = not known, left out of the trend
 * @param expected  events expected of each patient over their own follow-up
 */
export function driftOf(judged: Judged, column: string, when: ArrayLike<number>, expected: ArrayLike<number>): Drift {
  const { labels, order } = groupsOfNumbers(when);
  const { event } = judged.observed;
  const rows = [...event.keys()].filter((i) => !Number.isNaN(when[i]!));
  const centre = rows.reduce((sum, i) => sum + when[i]!, 0) / rows.length;
  let [a, b, variance] = [0, 0, Number.NaN];
  for (let round = 0; round < 50; round++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
    for (const i of rows) {
      const t = when[i]! - centre;
      const mu = expected[i]! * Math.exp(a + b * t);
      const away = Number(event[i] === 1) - mu;
      ga += away;
      gb += away * t;
      haa += mu;
      hab += mu * t;
      hbb += mu * t * t;
    }
    const determinant = haa * hbb - hab * hab;
    if (!(determinant > 0)) break;
    variance = haa / determinant;
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
    a += Math.max(-2, Math.min(2, da));
    b += Math.max(-2, Math.min(2, db));
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  const se = Math.sqrt(variance);
  const z = 1.959963984540054;
  return {
    column,
    periods: bySubgroup(judged, column, labels, order),
    trend: { estimate: b, se, lower: b - z * se, upper: b + z * se },
    p: 2 * normalCdf(-Math.abs(b) / se),
  };
}
