import { type AdditiveModel, additiveMargin, additiveSurvival, attributeAdditive } from '../additive/additive-model.ts';
import {
  type Attribution,
  type AttributionWanted,
  attributeParts,
  attributeSum,
  attributeTrees,
} from '../attribution/attribution.ts';
import { type BoostModel, boostEnsemble, boostSurvival } from '../boost/boost-model.ts';
import { type DiscreteModel, discreteEnsemble, discreteSurvival } from '../boost/discrete-model.ts';
import { type ForestModel, forestEnsemble, forestIncidence, forestSurvival } from '../forest/forest-model.ts';
import { proportionalSurvival } from '../hazard/baselines.ts';
import { type CausesModel, incidenceOf, withoutAny } from '../learner/causes.ts';
import { attributeLinear } from '../linear/attribute-linear.ts';
import { type LinearModel, linearMargin, linearSurvival } from '../linear/linear-model.ts';
import type { StackModel } from '../stack/stack-model.ts';
import { type Ensemble, margins, type Rows } from '../tree/tree.ts';

/** A fitted model as JSON holds it. */
export type SurvivalModel =
  | LinearModel
  | ForestModel
  | BoostModel
  | DiscreteModel
  | AdditiveModel
  | StackModel
  | CausesModel;

/** The trees whose sum is the risk; undefined for models that are no trees. */
export function ensembleOf(model: SurvivalModel): Ensemble | undefined {
  if (model.kind === 'forest') return forestEnsemble(model);
  if (model.kind === 'causes') return ensembleOf(ofInterest(model));
  if (model.kind === 'boost') return model.loss === 'cox' ? boostEnsemble(model) : discreteEnsemble(model);
  return undefined;
}

/**
 * Risk of each row: higher is worse. The log hazard ratio to the average patient where hazards are proportional, the
 * mean log odds over the intervals for the discrete-time loss, the expected number of events for a forest.
 */
export function predictRisk(model: SurvivalModel, rows: Rows): Float64Array {
  switch (model.kind) {
    case 'cox':
    case 'coxnet':
      return linearMargin(model, rows);
    case 'additive':
      return additiveMargin(model, rows);
    case 'stack':
      return stackRisk(model, rows);
    case 'causes':
      return predictRisk(ofInterest(model), rows);
    default:
      return margins(ensembleOf(model)!, rows);
  }
}

/**
 * Probability of no event by each time, n x times.
 *
 * @param strata  stratum of each row; -1, or none, takes the baseline of everyone together
 */
export function predictSurvival(
  model: SurvivalModel,
  rows: Rows,
  times: readonly number[],
  strata?: Int32Array,
): Float64Array {
  switch (model.kind) {
    case 'cox':
    case 'coxnet':
      return linearSurvival(model, rows, times, strata);
    case 'additive':
      return additiveSurvival(model, rows, times, strata);
    case 'stack':
      return stackSurvival(model, rows, times, strata);
    case 'causes':
      return withoutAny(model.models.map((own) => predictSurvival(own, rows, times, strata)));
    case 'forest':
      return forestSurvival(model, rows, times);
    case 'boost':
      return model.loss === 'cox' ? boostSurvival(model, rows, times, strata) : discreteSurvival(model, rows, times);
  }
}

const ofInterest = ({ models, interest }: CausesModel): SurvivalModel => models[interest - 1]!;

/**
 * Cumulative incidence of a cause by each time, n x times; with one cause only, one minus survival.
 *
 * @param cause  from 1
 */
export function predictIncidence(
  model: SurvivalModel,
  rows: Rows,
  times: readonly number[],
  cause: number,
  strata?: Int32Array,
): Float64Array {
  if (model.kind === 'forest' && model.causes > 1) return forestIncidence(model, rows, times, cause);
  if (model.kind !== 'causes') return predictSurvival(model, rows, times, strata).map((s) => 1 - s);
  const byCause = model.models.map((own) => predictSurvival(own, rows, model.times, strata));
  return incidenceOf(model.times, byCause[cause - 1]!, withoutAny(byCause), times);
}

/** Why each row has its risk, exactly. */
export function attribute(model: SurvivalModel, rows: Rows, wanted: AttributionWanted = {}): Attribution {
  switch (model.kind) {
    case 'cox':
    case 'coxnet':
      return attributeLinear(model, rows, wanted);
    case 'additive':
      return attributeAdditive(model, rows, wanted);
    case 'stack':
      return attributeStack(model, rows, wanted);
    case 'causes':
      return attribute(ofInterest(model), rows, wanted);
    default:
      return attributeTrees(ensembleOf(model)!, rows, wanted);
  }
}

function stackRisk({ members, base }: StackModel, rows: Rows): Float64Array {
  const risk = new Float64Array(rows.n).fill(base);
  for (const { weight, model } of members) {
    if (weight === 0) continue;
    const own = predictRisk(model, rows);
    for (let i = 0; i < rows.n; i++) risk[i]! += weight * own[i]!;
  }
  return risk;
}

function stackSurvival(model: StackModel, rows: Rows, times: readonly number[], strata?: Int32Array): Float64Array {
  const common = proportionalSurvival(model.baselines, stackRisk(model, rows), times, strata);
  const mixed = common.map((s) => s * model.proportional);
  for (const { share, model: member } of model.members) {
    if (share === 0) continue;
    const own = predictSurvival(member, rows, times);
    for (let k = 0; k < mixed.length; k++) mixed[k]! += share * own[k]!;
  }
  return mixed;
}

function attributeStack({ members, base, features }: StackModel, rows: Rows, wanted: AttributionWanted): Attribution {
  const nothing = attributeParts((own) => new Float64Array(own.n * features.length), base, rows, wanted);
  const parts = members
    .filter(({ weight }) => weight !== 0)
    .map(({ weight, model }) => ({ weight, attribution: attribute(model, rows, wanted) }));
  return attributeSum([{ weight: 1, attribution: nothing }, ...parts]);
}
