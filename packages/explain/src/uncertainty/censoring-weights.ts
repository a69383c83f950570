import { fitCoxModel } from '../linear/fit-cox.ts';
import { predictSurvival } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { censoringCurve } from '../validation/scoring.ts';
import type { CensoringOf } from './conformal.ts';

/** No weight is larger than 1 over this: beyond, a single patient would stand for too many. */
const LEAST = 0.05;
const CENSORED_EACH = 10;

/**
 * Probability of not yet being censored: a Cox model of the censoring on the features where there are ten censorings for
 * each, else the Kaplan-Meier curve of everyone.
 */
export function censoringModel(table: TrainingTable): CensoringOf {
  const { time, event, features, rows } = table;
  const censored = event.reduce((sum, e) => sum + (e === 0 ? 1 : 0), 0);
  if (censored < CENSORED_EACH * features.length) {
    const curve = censoringCurve({ time, event });
    return (_, t) => Math.max(LEAST, curve.before(t));
  }
  const model = fitCoxModel({ ...table, event: event.map((e) => (e === 0 ? 1 : 0)), strata: undefined });
  const { p, x } = rows;
  return (row, t) => {
    const own = { n: 1, p, x: x.subarray(row * p, (row + 1) * p) };
    // Just before t: a step less than any two times are apart.
    return Math.max(LEAST, predictSurvival(model, own, [t * (1 - 1e-9)])[0]!);
  };
}

/** The latest time at which at least this share is still uncensored: beyond, nothing can be checked. */
export function latestJudged({ time, event }: Pick<TrainingTable, 'time' | 'event'>, share = 0.1): number {
  const curve = censoringCurve({ time, event });
  const sorted = Float64Array.from(time).sort();
  let latest = sorted[0]!;
  for (const t of sorted) if (curve.before(t) >= share) latest = t;
  return latest;
}
