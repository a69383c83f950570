import { type Kernels, kernelsFor, paddedWidth, type Sweep, sweepSpace, sweepSpaceBytes } from '../kernels/kernels.ts';
import type { Centring } from './centring.ts';
import { emptyHazard, fillExpected, fillHazard, type Hazard, type Ties } from './hazard.ts';
import type { RiskSets } from './risk-sets.ts';
import { SparsePredictor, sparseBytes } from './sparse-predictor.ts';
import { gatherBytes, gatherRows, standardiseRows } from './standardised-rows.ts';

/** What a fit needs at each step: the log-likelihood, its gradient and minus its Hessian at beta. */
export interface Evaluation {
  logLikelihood: number;
  /** Length p. */
  readonly score: Float64Array;
  /** p x p, row-major, both triangles. */
  readonly information: Float64Array;
}

/** The covariates of a likelihood: n x p in data order. */
export interface LikelihoodDesign {
  readonly x: Float64Array;
  readonly p: number;
  /** Centre and scale the columns as R does; beta is then that of the scaled columns. */
  readonly centre?: boolean;
  /** Or so. */
  readonly centring?: Centring;
}

export interface LikelihoodOptions {
  readonly ties: Ties;
  /** By data row. */
  readonly weights?: Float64Array | undefined;
  /** By data row. */
  readonly offset?: Float64Array | undefined;
  /** Which kernels to use, default by the size of the work. */
  readonly kernels?: Kernels['kind'];
  /** Most of beta will be zero. */
  readonly sparse?: boolean;
}

/**
 * Cox's log partial likelihood with all its workspace made once.
 *
 * The information is one weighted cross-product, X' diag(r A) X with A_i the cumulative hazard row i has lived through,
 * less a term of rank one or two for each distinct death time; the score is X' delta - X'(r A).
 */
export class PartialLikelihood {
  readonly p: number;
  readonly hazard: Hazard;
  readonly evaluation: Evaluation;
  /** What was taken off and multiplied on; nothing unless asked for. */
  readonly centring: Centring;
  private readonly sets: RiskSets;
  private readonly ties: Ties;
  private readonly kernels: Kernels;
  private readonly sweep: Sweep;
  private readonly beta: Float64Array;
  private readonly eta: Float64Array;
  /** `eta` with a last double where its length is odd. */
  private readonly evenEta: Float64Array;
  private readonly sparse: SparsePredictor | undefined;
  private readonly weights: Float64Array | undefined;
  private readonly offset: Float64Array | undefined;
  /** Weighted sums over the deaths: of each covariate, and of the offset. */
  private readonly died: Float64Array;
  private diedOffset = 0;

  constructor(sets: RiskSets, design: LikelihoodDesign, options: LikelihoodOptions) {
    const m = sets.order.length;
    const deaths = sets.deathTime.length;
    const { p } = design;
    const width = paddedWidth(p);
    const doubles = 1 + m * (width + 4) + 3 * deaths + width * (width + 16);
    const ints = 3 * deaths + 2 * sets.late.length;
    const size =
      8 * doubles +
      4 * ints +
      sweepSpaceBytes(width) +
      gatherBytes(width) +
      (options.sparse ? sparseBytes(m, p) : 0) +
      4096;
    const kernels = kernelsFor(size, options.kernels);
    this.sets = sets;
    this.p = p;
    this.ties = options.ties;
    this.kernels = kernels;
    this.beta = kernels.doubles(width);
    this.evenEta = kernels.doubles(m + (m & 1));
    this.eta = this.evenEta.subarray(0, m);
    this.sweep = {
      width,
      x: kernels.doubles(m * width),
      risk: kernels.doubles(m),
      lived: kernels.doubles(m),
      firstRow: kernels.ints(sets.firstRow),
      survivor: kernels.ints(sets.survivor),
      stratum: kernels.ints(sets.stratumOfDeath),
      late: kernels.ints(sets.late),
      lateFrom: kernels.ints(sets.late.map((j) => sets.lower[j]!)),
      first: kernels.doubles(deaths),
      ratio: kernels.doubles(deaths),
      rest: kernels.doubles(deaths),
      h: kernels.doubles(width * width),
      sum: kernels.doubles(width),
      space: sweepSpace(kernels, width),
    };
    this.beta.fill(0);
    gatherRows(kernels, this.sweep.x, width, design.x, p, sets.order);
    const { weights, offset } = options;
    this.weights = weights && kernels.doubles(m);
    for (let j = 0; this.weights && j < m; j++) this.weights[j] = weights![sets.order[j]!]!;
    this.offset = offset && Float64Array.from(sets.order, (i) => offset[i]!);
    this.centring = this.standardise(design, weights);
    this.sparse = options.sparse ? new SparsePredictor(kernels, this.sweep.x, m, width, p) : undefined;
    this.hazard = emptyHazard(deaths);
    this.died = new Float64Array(p);
    this.sumDeaths();
    this.evaluation = { logLikelihood: 0, score: new Float64Array(p), information: new Float64Array(p * p) };
  }

  private standardise({ x, p, centre, centring }: LikelihoodDesign, weights: Float64Array | undefined): Centring {
    const { kernels, sets } = this;
    const { order } = sets;
    const { x: z, width } = this.sweep;
    if (centring) {
      const [means, scale] = [kernels.doubles(width).fill(0), kernels.doubles(width).fill(1)];
      means.set(centring.means);
      scale.set(centring.scale);
      kernels.standardise(z, means, scale, order.length, width);
      return centring;
    }
    if (!centre) return { means: new Float64Array(p), scale: new Float64Array(p).fill(1), radius: 3 };
    const rows: number[] = [];
    const n = p === 0 ? 0 : x.length / p;
    if (order.length < n) {
      const inside = new Uint8Array(n);
      for (let j = 0; j < order.length; j++) inside[order[j]!] = 1;
      for (let i = 0; i < n; i++) if (inside[i] === 0) rows.push(i);
    }
    return standardiseRows(kernels, { z, count: order.length, width }, this.weights, { rows, x, p, weights });
  }

  private sumDeaths(): void {
    const { died, offset, weights } = this;
    this.addDeaths(died.fill(0));
    this.diedOffset = 0;
    if (!offset) return;
    const { firstRow, survivor } = this.sets;
    for (let k = 0; k < survivor.length; k++) {
      for (let j = firstRow[k]!; j < survivor[k]!; j++) {
        this.diedOffset += offset[j]! * (weights === undefined ? 1 : weights[j]!);
      }
    }
  }

  /** Adds the covariates of those that die, weighted, and by time where g is given. */
  private addDeaths(sum: Float64Array, g?: Float64Array): void {
    const { weights, p } = this;
    const { firstRow, survivor } = this.sets;
    const { x, width } = this.sweep;
    for (let k = 0; k < survivor.length; k++) {
      for (let j = firstRow[k]!; j < survivor[k]!; j++) {
        const w = (g === undefined ? 1 : g[k]!) * (weights === undefined ? 1 : weights[j]!);
        for (let c = 0, at = j * width; c < p; c++, at++) sum[c]! += w * x[at]!;
      }
    }
  }

  /**
   * Takes each data row so many times, as that many tied rows: a bootstrap sample.
   *
   * @param counts   by data row; needs a likelihood made with weights
   * @param weights  of one such row, by data row
   */
  count(counts: Float64Array, weights: Float64Array | undefined): void {
    const { order, firstRow, survivor, deaths, deathWeight } = this.sets;
    const own = this.weights!;
    for (let j = 0; j < order.length; j++) own[j] = counts[order[j]!]! * (weights ? weights[order[j]!]! : 1);
    for (let k = 0; k < deaths.length; k++) {
      let [count, weight] = [0, 0];
      for (let j = firstRow[k]!; j < survivor[k]!; j++) {
        count += counts[order[j]!]!;
        weight += own[j]!;
      }
      deaths[k] = count;
      deathWeight[k] = weight;
    }
    this.sumDeaths();
  }

  /** x beta of each kernel row, offset included; the array is overwritten by the next call. */
  private linearPredictor(beta: Float64Array): Float64Array {
    const { eta, evenEta, offset, sweep } = this;
    if (offset) eta.set(offset);
    else evenEta.fill(0);
    if (this.sparse?.add(evenEta, beta)) return eta;
    this.beta.set(beta);
    this.kernels.linear(eta, sweep.x, this.beta, eta.length, sweep.width);
    return eta;
  }

  /** Brings risk and hazard to beta. @returns x beta of each kernel row */
  settle(beta: Float64Array): Float64Array {
    const { weights, sets, hazard } = this;
    const { risk } = this.sweep;
    const eta = this.linearPredictor(beta);
    if (weights) for (let j = 0; j < eta.length; j++) risk[j] = weights[j]! * Math.exp(eta[j]!);
    else for (let j = 0; j < eta.length; j++) risk[j] = Math.exp(eta[j]!);
    fillHazard(hazard, sets, risk, this.ties);
    return eta;
  }

  evaluate(beta: Float64Array): Evaluation {
    const { p, evaluation, died } = this;
    this.settle(beta);
    this.evaluation.logLikelihood = this.valueAt(beta);
    this.walk(undefined);
    for (let c = 0; c < p; c++) evaluation.score[c] = died[c]! - this.sweep.sum[c]!;
    this.unpack(evaluation.information);
    return evaluation;
  }

  /** The log-likelihood and the score alone, without the work of the information. */
  ascend(beta: Float64Array): Evaluation {
    const { p, evaluation, died, kernels, sweep } = this;
    this.settle(beta);
    this.evaluation.logLikelihood = this.valueAt(beta);
    fillExpected(sweep.lived, sweep.risk, this.sets, this.hazard);
    sweep.sum.fill(0);
    kernels.combine(sweep.sum, sweep.x, sweep.lived, sweep.lived.length, sweep.width);
    for (let c = 0; c < p; c++) evaluation.score[c] = died[c]! - sweep.sum[c]!;
    return evaluation;
  }

  /** The information at the beta last settled on. */
  informationHere(): Evaluation {
    this.walk(undefined);
    this.unpack(this.evaluation.information);
    return this.evaluation;
  }

  private valueAt(beta: Float64Array): number {
    let value = this.diedOffset - this.hazard.logDenominator;
    for (let c = 0; c < this.p; c++) value += this.died[c]! * beta[c]!;
    return value;
  }

  /**
   * The information with each death time weighted by g, and the score likewise, at the beta last evaluated:
   * what a test against beta + gamma g(t) needs.
   *
   * @param g  a number per death time, length K
   */
  weightedByTime(g: Float64Array): { score: Float64Array; information: Float64Array } {
    const { p } = this;
    this.walk(g);
    const score = new Float64Array(p);
    this.addDeaths(score, g);
    for (let c = 0; c < p; c++) score[c]! -= this.sweep.sum[c]!;
    const information = new Float64Array(p * p);
    this.unpack(information);
    return { score, information };
  }

  /** Fills `lived` and the coefficients of the rank terms from the hazard, and sums. */
  private walk(g: Float64Array | undefined): void {
    const { hazard, sets, kernels, sweep } = this;
    const { first, ratio, rest } = sweep;
    const { c0, c1, c2 } = hazard;
    for (let k = 0; k < first.length; k++) {
      const scale = g === undefined ? 1 : g[k]!;
      const share = c1[k] === 0 ? 0 : c1[k]! / c0[k]!;
      first[k] = -scale * c0[k]!;
      ratio[k] = share;
      rest[k] = share === 0 ? 0 : -scale * Math.max(0, c2[k]! - c1[k]! * share);
    }
    fillExpected(sweep.lived, sweep.risk, sets, g === undefined ? hazard : weightedHazard(hazard, g, sets));
    sweep.h.fill(0);
    sweep.sum.fill(0);
    kernels.sweep(sweep);
  }

  /** Gives the workspace back; nothing but `hazard` and `evaluation` may be used after. */
  release(): void {
    this.kernels.release();
  }

  private unpack(target: Float64Array): void {
    const { p } = this;
    const { h, width } = this.sweep;
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++) {
        target[i * p + j] = h[i * width + j]!;
        target[j * p + i] = h[i * width + j]!;
      }
    }
  }
}

/** The hazard with each death weighted by g. */
function weightedHazard(
  hazard: Hazard,
  g: Float64Array,
  { stratumOfDeath }: RiskSets,
): Pick<Hazard, 'ownStep' | 'step' | 'before'> {
  const step = hazard.step.map((h, k) => g[k]! * h);
  const ownStep = hazard.ownStep.map((h, k) => g[k]! * h);
  const before = new Float64Array(step.length);
  for (let k = 1; k < before.length; k++) {
    before[k] = stratumOfDeath[k] === stratumOfDeath[k - 1] ? before[k - 1]! + step[k - 1]! : 0;
  }
  return { step, ownStep, before };
}
