import { groupingOf, resolvedGroups } from '../groups/feature-group.ts';
import { baselinesOf } from '../hazard/baselines.ts';
import { CoxLoss } from '../hazard/cox-loss.ts';
import { type TrainingTable, takePatients } from '../table/training-table.ts';
import { dealtParts, splitBy } from '../validation/folds.ts';
import type { LinearModel } from './linear-model.ts';
import { linearPath, type PathOptions, pathMargins } from './path.ts';

export interface CoxnetOptions {
  /** 1 = lasso, 0 = ridge; default 0.5. */
  readonly alpha?: number;
  readonly blocks?: readonly {
    readonly name: string;
    readonly features: readonly string[];
    readonly factor?: number;
  }[];
  readonly knots?: number;
  readonly seed?: number;
  /** Told how far it is, 0 to 1, after each part. */
  readonly progress?: (share: number) => void;
}

const PARTS = 5;
const REPETITIONS = 3;
/** Factors that a block without one is tried at, one block after another. */
const FACTORS = [1, 2, 4, 0.5];

/**
 * Elastic-net Cox regression. The penalty, and the factor of each block that has none given, are those that explain most
 * of the rows held out in cross-validation within the table.
 *
 * Late entry, weights, strata and missing values (the mean, and a column where enough lack the value) are taken.
 */
export function fitCoxnet(table: TrainingTable, options: CoxnetOptions = {}): LinearModel {
  const { alpha = 0.5, knots = 0, seed = 1 } = options;
  const told = options.blocks ?? [];
  const blocks = resolvedGroups(table, told).map((block, b) => ({ ...block, factor: told[b]!.factor }));
  groupingOf(table.features, blocks);
  const chosen = blocks.map(({ factor }) => factor ?? 1);
  const pathOptions = (): PathOptions => ({ alpha, knots, factors: factorsOf(table, blocks, chosen) });
  const open = blocks.filter(({ factor }) => factor === undefined).length;
  const steps = REPETITIONS * PARTS * (1 + open * (FACTORS.length - 1)) + 1;
  let done = 0;
  const tick = (): void => options.progress?.(++done / steps);
  let best = bestStep(table, pathOptions(), seed, tick);
  blocks.forEach(({ factor }, b) => {
    if (factor !== undefined) return;
    for (const tried of FACTORS.slice(1)) {
      const before = chosen[b]!;
      chosen[b] = tried;
      const found = bestStep(table, pathOptions(), seed, tick);
      if (found.logLikelihood > best.logLikelihood) best = found;
      else chosen[b] = before;
    }
  });
  const path = linearPath(table, pathOptions());
  const step = Math.min(best.step, path.lambda.length - 1);
  const coefficients = path.coefficients[step]!;
  const margin = pathMargins({ ...path, coefficients: [coefficients] }, table.rows)[0]!;
  return {
    kind: 'coxnet',
    features: table.features,
    preparation: path.preparation,
    columns: path.columns,
    coefficients: Array.from(coefficients),
    means: Array.from(path.means),
    penalty: {
      alpha,
      lambda: path.lambda[step]!,
      ...(blocks.length > 0 && {
        blocks: blocks.map(({ name, features }, b) => ({ name, features, factor: chosen[b]! })),
      }),
    },
    baselines: baselinesOf(table, margin),
  };
}

function factorsOf(
  { features }: TrainingTable,
  blocks: readonly { readonly features: readonly string[] }[],
  chosen: readonly number[],
): Float64Array {
  return Float64Array.from(features, (name) => chosen[blocks.findIndex((block) => block.features.includes(name))] ?? 1);
}

/** The step of the path that explains most of the rows held out. */
function bestStep(
  table: TrainingTable,
  options: PathOptions,
  seed: number,
  tick: () => void,
): { step: number; logLikelihood: number } {
  const { n } = table.rows;
  const held: Float64Array[][] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const part = dealtParts(table, PARTS, seed, repetition);
    const own: Float64Array[] = [];
    for (let k = 0; k < PARTS; k++) {
      const { train, test } = splitBy(part, k);
      const margins = pathMargins(linearPath(takePatients(table, train), options), takePatients(table, test).rows);
      tick();
      for (let step = 0; step < (options.count ?? 20); step++) {
        own[step] ??= new Float64Array(n);
        const values = margins[Math.min(step, margins.length - 1)]!;
        test.forEach((i, r) => {
          own[step]![i] = values[r]!;
        });
      }
    }
    held.push(own);
  }
  const loss = new CoxLoss(table);
  let best = { step: 0, logLikelihood: -Infinity };
  held[0]!.forEach((_, step) => {
    const risks = held.map((own) => own[step]!);
    // Its own scale counts here: the model is used as it is.
    const logLikelihood = risks.reduce((sum, risk) => sum + loss.logLikelihood(risk), 0) / risks.length;
    if (logLikelihood > best.logLikelihood) best = { step, logLikelihood };
  });
  return best;
}
