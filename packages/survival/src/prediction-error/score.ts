import { cumulativeIncidence } from '../competing-risks/cumulative-incidence.ts';
import { standardDeviation } from '../descriptive/summary.ts';
import { lastAt } from '../order/ascending.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';
import { aucAt } from './auc.ts';
import { brierScore, type Estimate, type Outcome } from './brier.ts';
import { censoringOf } from './censoring.ts';

/** Predicted risks of one model: `risk[k][i]` by the k-th time for row i. */
export interface RiskModel {
  readonly name: string;
  readonly risk: readonly ArrayLike<number>[];
}

export interface Scored {
  readonly model: string;
  readonly time: number;
  readonly value: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ScoreContrast {
  readonly time: number;
  readonly model: string;
  readonly reference: string;
  readonly delta: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

export interface ScoreTable {
  readonly auc: readonly Scored[];
  readonly aucContrasts: readonly ScoreContrast[];
  /** The null model first. */
  readonly brier: readonly (Scored & { readonly ipa: number })[];
  readonly brierContrasts: readonly ScoreContrast[];
}

const NULL_MODEL = 'Null model';

/**
 * Brier score, index of prediction accuracy and AUC at given times, weighted by the inverse probability of censoring,
 * of predicted risks and of the null model (the marginal risk), with standard errors and all differences.
 *
 * @param time    follow-up, length n
 * @param status  0 = censored, 1 = the event of interest, 2 = a competing event
 * @param models  predicted risks, one vector per time
 * @throws {RangeError} n = 0, lengths differ, a risk is missing
 * @source Gerds TA, Kattan MW. Medical Risk Prediction Models, 2021
 * @oracle R riskRegression::Score(cens.model = "km", summary = "ipa")
 *
 * At a tied time events come before censorings, in the curve of censoring too.
 */
export function score(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  models: readonly RiskModel[],
  times: readonly number[],
  level = 0.95,
): ScoreTable {
  const n = time.length;
  if (n === 0 || status.length !== n) throw new RangeError(`score: ${n} times, ${status.length} statuses`);
  for (const { name, risk } of models) {
    if (risk.length !== times.length || risk.some((r) => r.length !== n)) {
      throw new RangeError(`score: risks of ${name} are not ${times.length} vectors of length ${n}`);
    }
    for (const r of risk)
      for (let i = 0; i < n; i++) if (Number.isNaN(r[i]!)) throw new RangeError(`score: no risk of row ${i}`);
  }
  const outcome: Outcome = { time, status, censoring: censoringOf(time, (i) => status[i] === 0, 'eventsFirst') };
  const marginal = cumulativeIncidence(time, status, 2);
  const nullRisk = times.map((t) => {
    const k = lastAt(marginal.time, t);
    return new Float64Array(n).fill(k < 0 ? 0 : marginal.probability[k * 3 + 1]!);
  });
  const all: RiskModel[] = [{ name: NULL_MODEL, risk: nullRisk }, ...models];
  const brier = all.map(({ risk }) => times.map((t, k) => brierScore(outcome, risk[k]!, t)));
  const auc = models.map(({ risk }) => times.map((t, k) => aucAt(outcome, risk[k]!, t)));
  const half = normalQuantile(1 - (1 - level) / 2);
  const scored = (model: string, time: number, estimate: Estimate): Scored => {
    const se = standardDeviation(estimate.influence) / Math.sqrt(n);
    const { value } = estimate;
    return { model, time, value, se, lower: Math.max(0, value - half * se), upper: Math.min(1, value + half * se) };
  };
  const names = all.map(({ name }) => name);
  return {
    auc: models.flatMap(({ name }, m) => times.map((t, k) => scored(name, t, auc[m]![k]!))),
    aucContrasts: contrasts(auc, names.slice(1), times, half),
    brier: all.flatMap(({ name }, m) =>
      times.map((t, k) => ({
        ...scored(name, t, brier[m]![k]!),
        ipa: 1 - brier[m]![k]!.value / brier[0]![k]!.value,
      })),
    ),
    brierContrasts: contrasts(brier, names, times, half),
  };
}

/** All differences of pairs of models, later minus earlier, at every time. */
function contrasts(
  estimates: readonly (readonly Estimate[])[],
  names: readonly string[],
  times: readonly number[],
  half: number,
): ScoreContrast[] {
  const rows: ScoreContrast[] = [];
  times.forEach((time, k) => {
    for (let a = 0; a < names.length; a++) {
      for (let b = a + 1; b < names.length; b++) {
        const [first, second] = [estimates[a]![k]!, estimates[b]![k]!];
        const delta = second.value - first.value;
        const difference = second.influence.map((v, i) => v - first.influence[i]!);
        const se = standardDeviation(difference) / Math.sqrt(difference.length);
        rows.push({
          time, model: names[b]!, reference: names[a]!, delta, se,
          lower: delta - half * se, upper: delta + half * se, p: 2 * normalCdf(Math.abs(delta) / se, true),
        }); // biome-ignore format: a list
      }
    }
  });
  return rows;
}
