import { additiveMargin } from '../additive/additive-model.ts';
import { fitAdditive } from '../additive/fit-additive.ts';
import { type BoostOptions, boostCox } from '../boost/boost.ts';
import { fitBoost } from '../boost/boost-model.ts';
import { type DiscreteModel, discreteEnsemble, discreteSurvival, fitDiscrete } from '../boost/discrete-model.ts';
import { fitForest, forestEnsemble, forestSurvival } from '../forest/forest-model.ts';
import { baselinesOf } from '../hazard/baselines.ts';
import type { LinearModel } from '../linear/linear-model.ts';
import { type LinearPath, linearPath, pathMargins } from '../linear/path.ts';
import type { SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { leafOf, margins, type Rows } from '../tree/tree.ts';

/** What a member says of rows it was not fitted on: a risk for each of its settings, and curves where hazards are not proportional. */
interface MemberPredictions {
  /** By setting. */
  readonly risk: readonly Float64Array[];
  /** By setting, n x times; undefined when hazards are proportional. */
  readonly survival?: readonly Float64Array[];
}

/** One learner of the stack, with the settings among which the training rows choose. */
export interface Member {
  readonly name: string;
  /** Settings, as they are called in the model. */
  readonly settings: readonly string[];
  /** Fits on some rows and predicts others, at every setting. */
  readonly tryAll: (table: TrainingTable, rows: Rows, times: readonly number[], seed: number) => MemberPredictions;
  /** The model at one setting. */
  readonly fit: (table: TrainingTable, setting: number, seed: number) => SurvivalModel;
  /** Strata of the baseline are none of its business: it is left out where they are asked for. */
  readonly unstratified?: boolean;
}

const STEPS = 16;

/** @param ratio  the smallest penalty over the largest */
function linearMember(
  name: string,
  options: { readonly alpha: number; readonly knots: number; readonly ratio: number; readonly products?: boolean },
): Member {
  const { alpha } = options;
  const path = (table: TrainingTable): LinearPath => linearPath(table, { ...options, count: STEPS });
  return {
    name,
    settings: Array.from({ length: STEPS }, (_, k) => `penalty ${k + 1} of ${STEPS}`),
    tryAll: (table, rows) => {
      const risk = pathMargins(path(table), rows);
      // A path may end early where nothing more can be explained: its last step stands for those after.
      return { risk: Array.from({ length: STEPS }, (_, k) => risk[Math.min(k, risk.length - 1)]!) };
    },
    fit: (table, setting) => {
      const { preparation, columns, means, lambda, coefficients } = path(table);
      const step = Math.min(setting, lambda.length - 1);
      const own = coefficients[step]!;
      const margin = pathMargins(
        { preparation, columns, means, lambda: [lambda[step]!], coefficients: [own] },
        table.rows,
      )[0]!;
      const model: LinearModel = {
        kind: 'coxnet',
        features: table.features,
        preparation,
        columns,
        coefficients: Array.from(own),
        means: Array.from(means),
        penalty: { alpha, lambda: lambda[step]! },
        baselines: baselinesOf(table, margin),
      };
      return model;
    },
  };
}

const additive: Member = {
  name: 'additive',
  settings: ['rounds by its bags'],
  tryAll: (table, rows, _, seed) => ({
    risk: [additiveMargin(fitAdditive(table, { bags: 5, rounds: 100, seed }), rows)],
  }),
  fit: (table, _, seed) => fitAdditive(table, { bags: 10, rounds: 100, seed }),
};

const ROUNDS = [20, 40, 60, 80, 100, 140, 180, 240, 300, 400];

/** Runs at every number of rounds, averaged over bags. */
function boosted(name: string, options: BoostOptions, bags: number): Member {
  const seedOf = (seed: number, bag: number): number => seed + 1000 * (bag + 1);
  return {
    name,
    settings: ROUNDS.map((rounds) => `${rounds} rounds`),
    tryAll: (table, rows, _, seed) => {
      const risk = ROUNDS.map(() => new Float64Array(rows.n));
      for (let bag = 0; bag < bags; bag++) {
        const margin = new Float64Array(rows.n);
        boostCox(table, { ...options, rounds: ROUNDS.at(-1)!, seed: seedOf(seed, bag) }, (tree, round) => {
          for (let i = 0; i < rows.n; i++) margin[i]! += tree.value[leafOf(tree, rows.x, i * rows.p)]!;
          const at = ROUNDS.indexOf(round + 1);
          if (at >= 0) for (let i = 0; i < rows.n; i++) risk[at]![i]! += margin[i]! / bags;
          return true;
        });
      }
      return { risk };
    },
    fit: (table, setting, seed) => fitBoost(table, { ...options, rounds: ROUNDS[setting]!, bags, seed }),
  };
}

/**
 * Each tree sees half of the patients and every feature, and its leaves are hardly shrunk: where few features of many
 * matter, a draw of features leaves them out too often.
 *
 * @param monotone  by feature: 1 = the hazard may only rise with it, -1 only fall
 */
export const boostMember = (monotone?: Int8Array): Member =>
  boosted(
    'boost',
    { depth: 2, rate: 0.03, lambda: 0.1, minimumCurvature: 4, rowShare: 0.5, featureShare: 1, monotone },
    4,
  );

const DISCRETE_ROUNDS = [40, 80, 120, 180, 260];

const DISCRETE_OPTIONS: BoostOptions = { depth: 3, rate: 0.03, minimumCurvature: 4, rowShare: 0.7, featureShare: 0.5 };
const DISCRETE_BAGS = 2;

/** @param monotone  by feature: 1 = the hazard may only rise with it, -1 only fall */
export const discreteMember = (monotone?: Int8Array): Member => ({
  name: 'discrete',
  unstratified: true,
  settings: DISCRETE_ROUNDS.map((rounds) => `${rounds} rounds`),
  tryAll: (table, rows, times, seed) => {
    const most = DISCRETE_ROUNDS.at(-1)!;
    const whole = fitDiscrete(table, { ...DISCRETE_OPTIONS, monotone, rounds: most, bags: DISCRETE_BAGS, seed });
    const models = DISCRETE_ROUNDS.map(
      (rounds): DiscreteModel => ({
        ...whole,
        trees: whole.trees.filter((_, t) => t % most < rounds),
      }),
    );
    return {
      risk: models.map((model) => margins(discreteEnsemble(model), rows)),
      survival: models.map((model) => discreteSurvival(model, rows, times)),
    };
  },
  fit: (table, setting, seed) =>
    fitDiscrete(table, { ...DISCRETE_OPTIONS, monotone, rounds: DISCRETE_ROUNDS[setting]!, bags: DISCRETE_BAGS, seed }),
});

const forest: Member = {
  name: 'forest',
  unstratified: true,
  settings: ['as it is'],
  tryAll: (table, rows, times, seed) => {
    const model = fitForest(table, { ...forestOptions(table), trees: 200, seed });
    return { risk: [margins(forestEnsemble(model), rows)], survival: [forestSurvival(model, rows, times)] };
  },
  fit: (table, _, seed) => fitForest(table, { ...forestOptions(table), trees: 300, seed }),
};

const forestOptions = ({ rows }: TrainingTable) =>
  ({ tried: Math.max(1, Math.floor(Math.sqrt(rows.p))), minimumNode: 30, minimumLeaf: 6, risk: 'logRatio' }) as const;

const [ridge, lasso] = [
  linearMember('ridge', { alpha: 0, knots: 0, ratio: 1e-4 }),
  linearMember('lasso', { alpha: 1, knots: 0, ratio: 0.05 }),
];
const TREES = [boostMember(), discreteMember(), forest];

const FEW_EVENTS = [ridge, lasso, linearMember('spline', { alpha: 0, knots: 4, ratio: 1e-4 }), additive, ...TREES];

/** Splines are held back less, and the product of every two features takes the place of functions by steps. */
const MANY_EVENTS = [
  ridge,
  lasso,
  linearMember('spline', { alpha: 0, knots: 4, ratio: 1e-5 }),
  linearMember('products', { alpha: 0, knots: 4, ratio: 1e-5, products: true }),
  ...TREES,
];
const EVENTS_OF_PRODUCT = 10;
const EVENTS_AT_LEAST = 200;
/** Of more, the table of products outgrows what the rest of the stack takes. */
const MOST_PRODUCTS = 200;

/**
 * The members of a stack, one procedure for all tables. Many events are ten for each product of two features, and two
 * hundred in all, of no more than twenty features. With strata, members that know none are left out.
 */
export function membersFor({ rows: { p }, event, strata }: TrainingTable): readonly Member[] {
  const events = event.reduce((sum, own) => sum + (own > 0 ? 1 : 0), 0);
  const products = (p * (p - 1)) / 2;
  const isMany =
    products > 0 && products <= MOST_PRODUCTS && events >= Math.max(EVENTS_AT_LEAST, EVENTS_OF_PRODUCT * products);
  return (isMany ? MANY_EVENTS : FEW_EVENTS).filter((member) => !(strata && member.unstratified));
}
