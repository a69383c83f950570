import { emptyHazard, fillExpected, fillHazard, type Hazard } from '../cox/hazard.ts';
import type { RiskSets } from '../cox/risk-sets.ts';

/** Columns of a design in kernel order, each contiguous, centred and scaled. */
export interface Columns {
  readonly columns: readonly Float64Array[];
  /** What each was divided by. */
  readonly scale: Float64Array;
}

/**
 * @param x            n x p in data order, row-major
 * @param standardize  divide each by its standard deviation (over n, not n - 1)
 */
export function columnsOf(x: Float64Array, n: number, p: number, sets: RiskSets, standardize: boolean): Columns {
  const scale = new Float64Array(p).fill(1);
  const columns = Array.from({ length: p }, (_, j) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[i * p + j]! / n;
    let square = 0;
    for (let i = 0; i < n; i++) square += (x[i * p + j]! - mean) ** 2 / n;
    if (standardize && square > 0) scale[j] = Math.sqrt(square);
    const column = new Float64Array(sets.order.length);
    for (let r = 0; r < column.length; r++) column[r] = (x[sets.order[r]! * p + j]! - mean) / scale[j]!;
    return column;
  });
  return { columns, scale };
}

/** Breslow's log partial likelihood as a function of the linear predictor, and its gradient along any column. */
export class LinearPredictorLikelihood {
  readonly eta: Float64Array;
  /** delta - expected events of each kernel row, at the last eta evaluated. */
  readonly residual: Float64Array;
  private readonly risk: Float64Array;
  private readonly hazard: Hazard;
  private readonly sets: RiskSets;
  private readonly weights: Float64Array | undefined;

  /** @param weights  by data row */
  constructor(sets: RiskSets, weights: Float64Array | undefined) {
    const m = sets.order.length;
    this.sets = sets;
    this.weights = weights && Float64Array.from(sets.order, (i) => weights[i]!);
    this.eta = new Float64Array(m);
    this.residual = new Float64Array(m);
    this.risk = new Float64Array(m);
    this.hazard = emptyHazard(sets.deathTime.length);
  }

  /** The log-likelihood at `eta`, which is changed in place between calls. */
  evaluate(): number {
    const { sets, eta, risk, residual, hazard, weights } = this;
    const { firstRow, survivor } = sets;
    if (weights) for (let j = 0; j < eta.length; j++) risk[j] = weights[j]! * Math.exp(eta[j]!);
    else for (let j = 0; j < eta.length; j++) risk[j] = Math.exp(eta[j]!);
    fillHazard(hazard, sets, risk, 'breslow');
    fillExpected(residual, risk, sets, hazard);
    for (let j = 0; j < residual.length; j++) residual[j] = -residual[j]!;
    let sum = 0;
    for (let k = 0; k < survivor.length; k++) {
      for (let j = firstRow[k]!; j < survivor[k]!; j++) {
        const w = weights === undefined ? 1 : weights[j]!;
        sum += w * eta[j]!;
        residual[j]! += w;
      }
    }
    return sum - hazard.logDenominator;
  }

  gradientAlong(column: Float64Array): number {
    const { residual } = this;
    let sum = 0;
    for (let j = 0; j < residual.length; j++) sum += residual[j]! * column[j]!;
    return sum;
  }
}
