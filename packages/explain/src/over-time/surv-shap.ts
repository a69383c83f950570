import { randomStream, shuffled } from '../chance/random-stream.ts';
import { refuse } from '../errors/refused-input.ts';
import { type FeatureGroup, type Grouping, groupingOf } from '../groups/feature-group.ts';
import { attributeGroups } from '../model/attribute-groups.ts';
import { predictRisk, predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { Rows } from '../tree/tree.ts';
import { exactShapley, MOST_EXACT, type ShapleyOverTime, sampledShapley } from './shapley.ts';

/** What is explained over time. */
export type TimeScale =
  /** Probability of no event by each time: differences add up. */
  | 'survival'
  /** Log of the cumulative hazard, log(-log S): constant over time where hazards are proportional. */
  | 'logHazard';

/** Why a predicted curve is where it is, time by time. */
export interface SurvShap {
  readonly scale: TimeScale;
  readonly times: readonly number[];
  /** Explained is survival given that the patient is free of the event until here. */
  readonly from: number;
  /** Mean over the background: nothing known. */
  readonly baseline: readonly number[];
  /** What the model says of the patient; baseline and contributions add up to it. */
  readonly predicted: readonly number[];
  /** By feature, or group of features: contribution at each time, its standard error (0 where exact), and the mean absolute one over time. */
  readonly features: readonly {
    readonly feature: string;
    readonly contributions: readonly number[];
    readonly errors: readonly number[];
    readonly size: number;
  }[];
  /** Whether contributions are exact; sampled ones carry their error. */
  readonly exact: boolean;
}

export interface SurvShapOptions {
  readonly times: readonly number[];
  readonly scale?: TimeScale;
  /** Condition on being free of the event until here; default 0. */
  readonly from?: number;
  /** Pairs of orders where there are too many features for all coalitions; default 200. */
  readonly pairs?: number;
  readonly seed?: number;
  /** Features known as one or not at all, such as the columns of a factor; one left out is by itself. */
  readonly groups?: readonly FeatureGroup[];
}

/**
 * SurvSHAP(t): Shapley values of the predicted survival at each time, unknown features taking the values of each background
 * row (interventional). In closed form on the log hazard under proportional hazards; exact by all coalitions for up to ten features that vary between the patient and the background,
 * else sampled with antithetic orders and their Monte Carlo error.
 *
 * With `from`, what is explained is S(t | T > from) = S(t) / S(from): of a patient who has come this far.
 *
 * @param background  rows that stand for the unknown
 * @returns one for each row
 * @throws {RefusedInput} `background.empty`, `features.many` (more than 32 that differ), `group.overlap`, `group.twice`
 * @source Krzyzinski M et al. Knowl Based Syst 2023;262:110234 (SurvSHAP(t)); Lundberg SM, Lee SI. NeurIPS 2017:4765-4774
 * @oracle the definition over all subsets, and the glass box's own shapes on the log hazard
 */
export function survShap(
  model: SurvivalModel,
  features: readonly string[],
  rows: Rows,
  background: Rows,
  options: SurvShapOptions,
): SurvShap[] {
  if (background.n === 0) refuse('background.empty', 'background');
  const { times, from = 0 } = options;
  const grouping = groupingOf(features, options.groups ?? []);
  if (options.scale === 'logHazard' && isProportional(model)) {
    return inClosedForm(model, grouping, rows, background, { times, from });
  }
  return Array.from({ length: rows.n }, (_, i) => explainOne(model, grouping, rows, i, background, options));
}

const LEAST = 1e-12;

/** Whether the log hazard is a baseline of time and a margin of features, and nothing else. */
const isProportional = (model: SurvivalModel): boolean =>
  model.kind === 'cox' ||
  model.kind === 'coxnet' ||
  model.kind === 'additive' ||
  (model.kind === 'boost' && model.loss === 'cox') ||
  (model.kind === 'stack' && model.proportional === 1);

/** Under proportional hazards the log hazard has the contributions of the margin, exactly, at every time. */
function inClosedForm(
  model: SurvivalModel,
  { groups, of }: Grouping,
  rows: Rows,
  background: Rows,
  { times, from }: { readonly times: readonly number[]; readonly from: number },
): SurvShap[] {
  const margin = predictRisk(model, rows);
  const interventional = attributeGroups(model, rows, of, groups.length, background);
  const width = groups.length + 1;
  return Array.from({ length: rows.n }, (_, i) => {
    const own = { n: 1, p: rows.p, x: rows.x.subarray(i * rows.p, (i + 1) * rows.p) };
    const survival = predictSurvival(model, own, [...times, from]);
    const until = from > 0 ? survival[times.length]! : 1;
    const predicted = times.map((__, k) => logMinusLog(survival[k]! / until));
    const base = interventional[i * width + groups.length]!;
    return {
      scale: 'logHazard',
      times,
      from,
      baseline: predicted.map((v) => v - margin[i]! + base),
      predicted,
      features: groups.map(({ name: feature }, g) => {
        const value = interventional[i * width + g]!;
        return { feature, contributions: times.map(() => value), errors: times.map(() => 0), size: Math.abs(value) };
      }),
      exact: true,
    };
  });
}

const logMinusLog = (s: number): number => Math.log(-Math.log(Math.min(1 - LEAST, Math.max(LEAST, s))));

function explainOne(
  model: SurvivalModel,
  { groups, of }: Grouping,
  { p, x }: Rows,
  i: number,
  background: Rows,
  { times, scale = 'survival', from = 0, pairs = 200, seed = 1 }: SurvShapOptions,
): SurvShap {
  const own = x.subarray(i * p, (i + 1) * p);
  // A feature with the same value in every background row changes nothing when it becomes known.
  const differs = (j: number): boolean => {
    for (let b = 0; b < background.n; b++) if (!Object.is(background.x[b * p + j], own[j])) return true;
    return false;
  };
  const members = groups.map((_, g) => Array.from(of.keys()).filter((j) => of[j] === g));
  const players = Array.from(groups.keys()).filter((g) => members[g]!.some(differs));
  if (players.length > 32) refuse('features.many', 'features', `${players.length}`, '<= 32');
  const K = times.length;
  const game = (coalitions: Uint32Array): Float64Array => {
    const made = new Float64Array(coalitions.length * K);
    coalitions.forEach((mask, c) => {
      const mixed = background.x.slice();
      players.forEach((g, bit) => {
        if (((mask >>> bit) & 1) === 0) return;
        for (const j of members[g]!) for (let b = 0; b < background.n; b++) mixed[b * p + j] = own[j]!;
      });
      const survival = predictSurvival(model, { n: background.n, p, x: mixed }, [...times, from]);
      for (let b = 0; b < background.n; b++) {
        const until = from > 0 ? Math.max(LEAST, survival[b * (K + 1) + K]!) : 1;
        for (let k = 0; k < K; k++) {
          const s = Math.min(1, survival[b * (K + 1) + k]! / until);
          const on = scale === 'survival' ? s : logMinusLog(s);
          made[c * K + k]! += on / background.n;
        }
      }
    });
    return made;
  };
  const q = players.length;
  const random = randomStream(seed, i);
  const found: ShapleyOverTime =
    q <= MOST_EXACT ? exactShapley(game, q) : sampledShapley(game, q, pairs, () => shuffled(q, random));
  return {
    scale,
    times,
    from,
    baseline: Array.from(found.none),
    predicted: Array.from(found.all),
    features: groups.map(({ name: feature }, g) => {
      const bit = players.indexOf(g);
      const part = (values: Float64Array): number[] =>
        bit < 0 ? times.map(() => 0) : Array.from(values.subarray(bit * K, (bit + 1) * K));
      const contributions = part(found.values);
      return {
        feature,
        contributions,
        errors: part(found.errors),
        size: contributions.reduce((sum, v) => sum + Math.abs(v), 0) / Math.max(1, K),
      };
    }),
    exact: found.exact,
  };
}
