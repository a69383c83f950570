import { type Baselines, baselinesOf, proportionalSurvival } from '../hazard/baselines.ts';
import { CoxLoss } from '../hazard/cox-loss.ts';
import { predictRisk } from '../model/survival-model.ts';
import { type TrainingTable, takePatients } from '../table/training-table.ts';
import { dealtParts, splitBy } from '../validation/folds.ts';
import { censoringCurve, type Observed } from '../validation/scoring.ts';
import { mixtureShares } from './curve-mixture.ts';
import { bestFactor, rankingShares, weightedSum } from './margin-stack.ts';
import { type Member, membersFor } from './member.ts';
import type { StackModel } from './stack-model.ts';

export interface StackOptions {
  /** Parts of the inner cross-validation, default 5. */
  readonly parts?: number;
  /** How often it is dealt anew; default 2, 1 above 1,500 patients. */
  readonly repetitions?: number;
  readonly seed?: number;
  /** Told how far it is, 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** Steps of time at which curves are compared. */
const TIMES = 40;

/** What members said of rows that were held out, put together over the parts: one repetition. */
export interface HeldOut {
  /** By member and setting. */
  readonly risk: Float64Array[][];
  readonly survival: (Float64Array[] | undefined)[];
}

/**
 * Learners put together: each is tried at all its settings by cross-validation within these rows, and the predictions for
 * rows held out decide everything - the setting of each, how far its risks must be shrunk or stretched, the weight of each
 * in a common log hazard ratio, the baseline, and how much of the curves of those without proportional hazards is mixed in.
 *
 * Late entry and weights are taken; with strata, learners that know none are left out; with late entry, no curves are mixed.
 */
export function fitStack(table: TrainingTable, options: StackOptions = {}): StackModel {
  const { parts = 5, seed = 1, progress } = options;
  const repetitions = options.repetitions ?? (table.rows.n > 1500 ? 1 : 2);
  const members = membersFor(table);
  const times = timesOf(table);
  const steps = repetitions * parts + 1;
  const heldOut = Array.from({ length: repetitions }, (_, repetition) =>
    holdOut(table, members, times, parts, seed, repetition, (part) => progress?.((repetition * parts + part) / steps)),
  );
  const loss = new CoxLoss(table);
  const chosen = members.map((_, m) => bestSetting(loss, heldOut, m).setting);
  const spreads = members.map((_, m) => spread(heldOut.map(({ risk }) => risk[m]![chosen[m]!]!)));
  // A member whose risks are all alike has nothing to say, at any weight: stretched, it would say its rounding.
  const speaking = members.flatMap((_, m) => (spreads[m]! > ALIKE ? [m] : []));
  const alike = heldOut.map(({ risk }) => speaking.map((m) => risk[m]![chosen[m]!]!.map((v) => v / spreads[m]!)));
  const shares = rankingShares(table, alike);
  const { factor } = bestFactor(
    loss,
    alike.map((own) => weightedSum(own, shares, table.rows.n)),
  );
  const weights = new Float64Array(members.length);
  speaking.forEach((m, k) => {
    weights[m] = shares[k]! < LEAST ? 0 : (factor * shares[k]!) / spreads[m]!;
  });
  const together = heldOut.map(({ risk }) =>
    weightedSum(
      members.map((_, m) => risk[m]![chosen[m]!]!),
      weights,
      table.rows.n,
    ),
  );
  const baselines = averaged(together.map((margin) => baselinesOf(table, margin)));
  const curved = members.flatMap((_, m) => (heldOut[0]!.survival[m] ? [m] : []));
  const mixed = table.start ? Float64Array.of(1) : mixture(table, heldOut, together, curved, chosen, times);
  const shareOf = (m: number): number => {
    const share = mixed[1 + curved.indexOf(m)] ?? 0;
    return curved.includes(m) && share >= LEAST ? share : 0;
  };
  const fitted = members.flatMap((member, m) => {
    const [weight, share] = [weights[m]!, shareOf(m)];
    if (weight === 0 && share === 0) return [];
    const model = member.fit(table, chosen[m]!, seed);
    return [{ name: member.name, setting: member.settings[chosen[m]!]!, weight, share, model }];
  });
  progress?.(1);
  return {
    kind: 'stack',
    features: table.features,
    // Every member counts from the average patient here, as it did among the rows held out.
    base: -fitted.reduce((sum, { weight, model }) => sum + weight * mean(predictRisk(model, table.rows)), 0),
    members: fitted,
    proportional: 1 - fitted.reduce((sum, { share }) => sum + share, 0),
    baselines,
  };
}

/** Less than a hundredth is not worth a model. */
const LEAST = 0.01;
/** A spread of log hazard ratios that a million patients would not show. */
const ALIKE = 1e-3;

const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** Standard deviation over all repetitions. */
function spread(risks: readonly Float64Array[]): number {
  const variances = risks.map((risk) => {
    const centre = mean(risk);
    return mean(risk.map((v) => (v - centre) ** 2));
  });
  return Math.sqrt(mean(variances));
}

/** Even steps between the 2nd and the 85th percentile of follow-up. */
export function timesOf({ time }: TrainingTable): number[] {
  const sorted = Float64Array.from(time).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
  const [from, to] = [at(0.02), at(0.85)];
  return Array.from({ length: TIMES }, (_, k) => from + (k * (to - from)) / (TIMES - 1));
}

export function holdOut(
  table: TrainingTable,
  members: readonly Member[],
  times: readonly number[],
  parts: number,
  seed: number,
  repetition: number,
  progress: (part: number) => void,
): HeldOut {
  const { n } = table.rows;
  const K = times.length;
  const risk = members.map(({ settings }) => settings.map(() => new Float64Array(n)));
  const survival: (Float64Array[] | undefined)[] = members.map(() => undefined);
  const part = dealtParts(table, parts, seed, repetition);
  for (let own = 0; own < parts; own++) {
    const { train, test } = splitBy(part, own);
    const fitOn = takePatients(table, train);
    const { rows } = takePatients(table, test);
    members.forEach((member, m) => {
      const said = member.tryAll(fitOn, rows, times, seed);
      said.risk.forEach((values, setting) => {
        // Risks of different fits have no common zero: each is taken from the mean of its own part.
        const centre = mean(values);
        test.forEach((i, r) => {
          risk[m]![setting]![i] = values[r]! - centre;
        });
      });
      said.survival?.forEach((values, setting) => {
        survival[m] ??= member.settings.map(() => new Float64Array(n * K));
        test.forEach((i, r) => {
          survival[m]![setting]!.set(values.subarray(r * K, (r + 1) * K), i * K);
        });
      });
    });
    progress(own + 1);
  }
  return { risk, survival };
}

/**
 * The setting whose risks explain most of the rows held out, stretched as suits them best.
 *
 * @param factor  the only stretch allowed, for a model that is used as it is
 */
export function bestSetting(
  loss: CoxLoss,
  heldOut: readonly HeldOut[],
  m: number,
  factor?: number,
): { setting: number; factor: number } {
  let best = { setting: 0, factor: 0, logLikelihood: -Infinity };
  heldOut[0]!.risk[m]!.forEach((_, setting) => {
    const risks = heldOut.map(({ risk }) => risk[m]![setting]!);
    const found =
      factor === undefined
        ? bestFactor(loss, risks)
        : { factor, logLikelihood: risks.reduce((sum, risk) => sum + loss.logLikelihood(risk), 0) / risks.length };
    if (found.logLikelihood > best.logLikelihood + 1e-9) best = { setting, ...found };
  });
  return best;
}

/** Of the common curve, then of each curve that is none of proportional hazards. */
function mixture(
  table: TrainingTable,
  heldOut: readonly HeldOut[],
  together: readonly Float64Array[],
  curved: readonly number[],
  chosen: readonly number[],
  times: readonly number[],
): Float64Array {
  const observed: Observed = { time: table.time, event: table.event };
  const curves = heldOut.map(({ survival }, r) => [
    proportionalSurvival(baselinesOf(table, together[r]!), together[r]!, times, table.strata),
    ...curved.map((m) => survival[m]![chosen[m]!]!),
  ]);
  return mixtureShares(observed, curves, times, censoringCurve(observed));
}

/** The mean of cumulative hazards that rise at the same times. */
function averaged(all: readonly Baselines[]): Baselines {
  const meanOf = (
    pick: (one: Baselines) => { readonly time: readonly number[]; readonly hazard: readonly number[] },
  ) => {
    const own = all.map(pick);
    return {
      time: own[0]!.time,
      hazard: own[0]!.hazard.map((_, k) => Number(mean(own.map(({ hazard }) => hazard[k]!)).toPrecision(10))),
    };
  };
  const strata = all[0]!.strata?.map((_, s) => meanOf((one) => one.strata![s]!));
  return { pooled: meanOf((one) => one.pooled), ...(strata && { strata }) };
}
