import { CoxLoss } from '../hazard/cox-loss.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { type StepOptions, stepOfOne, stepOfTwo } from './step.ts';

/** A term while it grows: the cell of each row, and the number of bins of its one or two features. */
export interface Cells {
  readonly cell: Uint16Array;
  readonly bins: readonly number[];
  /** By feature: whether lacking a value may move on its own. */
  readonly tells: readonly boolean[];
}

export const cellCount = ({ bins }: Cells): number => bins.reduce((product, own) => product * own, 1);

/** Values of all terms after each round of boosting, and how well rows that were held out fared. */
export interface Growth {
  /** By round, 0 = before the first: values of all terms, one after another. */
  readonly values: readonly Float64Array[];
  /** By round: log partial likelihood of the rows held out. */
  readonly held: readonly number[];
}

export interface GrowTermsOptions extends StepOptions {
  readonly rounds: number;
  readonly cause?: number | undefined;
}

/**
 * Boosts terms one after another, round by round, so that each gets its turn and none crowds out another.
 *
 * @param table    the rows to fit, and `held` those to judge by
 * @param start    margin of each row before the terms
 * @source Lou Y, Caruana R, Gehrke J. KDD 2012:150-158
 */
export function growTerms(
  table: TrainingTable,
  held: TrainingTable,
  terms: readonly { readonly train: Cells; readonly held: Cells }[],
  start: { readonly train: Float64Array; readonly held: Float64Array },
  options: GrowTermsOptions,
): Growth {
  const n = table.rows.n;
  const loss = new CoxLoss(table, options.cause);
  const judge = held.rows.n > 0 ? new CoxLoss(held, options.cause) : undefined;
  const sizes = terms.map(({ train }) => cellCount(train));
  const offset = [0];
  for (const size of sizes) offset.push(offset.at(-1)! + size);
  const values = new Float64Array(offset.at(-1)!);
  const margin = start.train.slice();
  const heldMargin = start.held.slice();
  const [gradient, curvature] = [new Float64Array(n), new Float64Array(n)];
  const room = sizes.map((size) => ({
    gradient: new Float64Array(size),
    curvature: new Float64Array(size),
    step: new Float64Array(size),
  }));
  const made: { values: Float64Array[]; held: number[] } = {
    values: [values.slice()],
    held: [judge?.logLikelihood(heldMargin) ?? 0],
  };
  for (let round = 0; round < options.rounds; round++) {
    terms.forEach((term, t) => {
      loss.derivatives(margin, gradient, curvature);
      const { cell, bins, tells } = term.train;
      const sums = room[t]!;
      sums.gradient.fill(0);
      sums.curvature.fill(0);
      for (let i = 0; i < n; i++) {
        sums.gradient[cell[i]!]! += gradient[i]!;
        sums.curvature[cell[i]!]! += curvature[i]!;
      }
      if (!tells[0] && bins.length === 1) {
        const unknown = bins[0]! - 1;
        sums.gradient[unknown] = 0;
        sums.curvature[unknown] = 0;
      }
      if (bins.length === 1) stepOfOne(sums, options, sums.step);
      else stepOfTwo(sums, bins[0]!, bins[1]!, options, sums.step);
      for (let k = 0; k < sums.step.length; k++) values[offset[t]! + k]! += sums.step[k]!;
      for (let i = 0; i < n; i++) margin[i]! += sums.step[cell[i]!]!;
      for (let i = 0; i < heldMargin.length; i++) heldMargin[i]! += sums.step[term.held.cell[i]!]!;
    });
    made.values.push(values.slice());
    made.held.push(judge?.logLikelihood(heldMargin) ?? 0);
  }
  return made;
}
