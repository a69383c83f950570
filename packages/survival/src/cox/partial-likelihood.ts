import { addWeightedCross, crossScratch, paddedWidth } from '../linear-algebra/weighted-cross.ts';
import { emptyHazard, fillHazard, type Hazard, livedThrough, type Ties } from './hazard.ts';
import type { RiskSets } from './risk-sets.ts';

/** What a fit needs at each step: the log-likelihood, its gradient and minus its Hessian at beta. */
export interface Evaluation {
  logLikelihood: number;
  /** Length p. */
  readonly score: Float64Array;
  /** p x p, row-major, both triangles. */
  readonly information: Float64Array;
}

/** How many rank terms are gathered before they are crossed. */
const GATHER = 256;

/**
 * Cox's log partial likelihood with all its workspace made once.
 *
 * The information is one weighted cross-product, X' diag(r A) X with A_i the cumulative hazard row i has lived through,
 * less a term of rank one or two for each distinct death time; the score is X'(delta - r A).
 */
export class PartialLikelihood {
  readonly p: number;
  readonly hazard: Hazard;
  /** w exp(eta) of each kernel row, at the last beta evaluated. */
  readonly risk: Float64Array;
  readonly evaluation: Evaluation;
  private readonly sets: RiskSets;
  private readonly x: Float64Array;
  private readonly weights: Float64Array | undefined;
  private readonly offset: Float64Array | undefined;
  private readonly ties: Ties;
  private readonly width: number;
  private readonly lived: Float64Array;
  private readonly h: Float64Array;
  private readonly scratch: Float64Array;
  private readonly rankRows: Float64Array;
  private readonly rankWeights = new Float64Array(GATHER + 2);

  /**
   * @param x        n x p design in data order, row-major (centred and scaled by the caller)
   * @param weights  by data row
   * @param offset   by data row
   */
  constructor(sets: RiskSets, x: Float64Array, p: number, ties: Ties, weights?: Float64Array, offset?: Float64Array) {
    const m = sets.order.length;
    this.sets = sets;
    this.p = p;
    this.ties = ties;
    this.width = paddedWidth(p);
    this.x = new Float64Array(m * this.width);
    this.weights = weights && new Float64Array(m);
    this.offset = offset && new Float64Array(m);
    for (let j = 0; j < m; j++) {
      const i = sets.order[j]!;
      for (let c = 0; c < p; c++) this.x[j * this.width + c] = x[i * p + c]!;
      if (this.weights) this.weights[j] = weights![i]!;
      if (this.offset) this.offset[j] = offset![i]!;
    }
    this.hazard = emptyHazard(sets.deathTime.length);
    this.risk = new Float64Array(m);
    this.lived = new Float64Array(m);
    this.h = new Float64Array(this.width * this.width);
    this.scratch = crossScratch(this.width);
    this.rankRows = new Float64Array((GATHER + 2) * this.width);
    this.evaluation = { logLikelihood: 0, score: new Float64Array(p), information: new Float64Array(p * p) };
  }

  /**
   * Takes each data row so many times, as that many tied rows: a bootstrap sample.
   *
   * @param counts   by data row; needs a likelihood made with weights
   * @param weights  of one such row, by data row
   */
  count(counts: Float64Array, weights: Float64Array | undefined): void {
    const { order, upper, died, deaths, deathWeight } = this.sets;
    deaths.fill(0);
    deathWeight.fill(0);
    for (let j = 0; j < order.length; j++) {
      const c = counts[order[j]!]!;
      const w = c * (weights ? weights[order[j]!]! : 1);
      this.weights![j] = w;
      if (died[j] === 0) continue;
      deaths[upper[j]! - 1]! += c;
      deathWeight[upper[j]! - 1]! += w;
    }
  }

  evaluate(beta: Float64Array): Evaluation {
    const { x, width, p, weights, offset, risk, sets, lived, h } = this;
    const { order, lower, upper, died } = sets;
    const m = order.length;
    const { score, information } = this.evaluation;
    let logLikelihood = 0;
    for (let j = 0; j < m; j++) {
      let eta = offset ? offset[j]! : 0;
      const at = j * width;
      for (let c = 0; c < p; c++) eta += x[at + c]! * beta[c]!;
      const w = weights ? weights[j]! : 1;
      risk[j] = w * Math.exp(eta);
      if (died[j] === 1) logLikelihood += w * eta;
    }
    fillHazard(this.hazard, sets, risk, this.ties);
    this.evaluation.logLikelihood = logLikelihood - this.hazard.logDenominator;
    score.fill(0);
    for (let j = 0; j < m; j++) {
      const expected = risk[j]! * livedThrough(this.hazard, lower[j]!, upper[j]!, died[j] === 1);
      lived[j] = expected;
      const residual = (died[j] === 1 ? (weights ? weights[j]! : 1) : 0) - expected;
      const at = j * width;
      for (let c = 0; c < p; c++) score[c]! += residual * x[at + c]!;
    }
    h.fill(0);
    addWeightedCross(h, x, lived, m, width, this.scratch);
    this.takeOffRankTerms(h, undefined);
    this.unpack(h, information);
    return this.evaluation;
  }

  /**
   * The information with each death time weighted by g, and the score likewise, at the beta last evaluated:
   * what a test against beta + gamma g(t) needs.
   *
   * @param g  a number per death time, length K
   */
  weightedByTime(g: Float64Array): { score: Float64Array; information: Float64Array } {
    const { sets, width, p, x, risk, weights } = this;
    const { order, lower, upper, died } = sets;
    const m = order.length;
    const { step, ownStep, before } = this.hazard;
    const cumulative = new Float64Array(before.length + 1);
    for (let k = 0; k < before.length; k++) cumulative[k + 1] = cumulative[k]! + g[k]! * step[k]!;
    const score = new Float64Array(p);
    const expected = new Float64Array(m);
    for (let j = 0; j < m; j++) {
      const last = upper[j]! - 1;
      const dies = died[j] === 1;
      const lived = cumulative[last]! - cumulative[lower[j]!]! + g[last]! * (dies ? ownStep[last]! : step[last]!);
      expected[j] = risk[j]! * lived;
      const residual = (dies ? (weights ? weights[j]! : 1) * g[last]! : 0) - expected[j]!;
      for (let c = 0; c < p; c++) score[c]! += residual * x[j * width + c]!;
    }
    const h = new Float64Array(width * width);
    addWeightedCross(h, x, expected, m, width, this.scratch);
    this.takeOffRankTerms(h, g);
    const information = new Float64Array(p * p);
    this.unpack(h, information);
    return { score, information };
  }

  /** Subtracts, for each death time, c0 S1 S1' - c1 (S1 D1' + D1 S1') + c2 D1 D1', gathered into cross-products. */
  private takeOffRankTerms(h: Float64Array, g: Float64Array | undefined): void {
    const { x, width, risk, rankRows, rankWeights, sets } = this;
    const { firstRow, late, lower, died, deaths, stratumOfDeath } = sets;
    const { c0, c1, c2 } = this.hazard;
    const s1 = new Float64Array(width);
    const d1 = new Float64Array(width);
    let entering = late.length - 1;
    let gathered = 0;
    for (let k = c0.length - 1; k >= 0; k--) {
      if (k === c0.length - 1 || stratumOfDeath[k] !== stratumOfDeath[k + 1]) s1.fill(0);
      const tied = c1[k] !== 0 || deaths[k]! > 1;
      if (tied) d1.fill(0);
      for (let j = firstRow[k]!; j < firstRow[k + 1]!; j++) {
        const r = risk[j]!;
        const at = j * width;
        for (let c = 0; c < width; c++) s1[c]! += r * x[at + c]!;
        if (tied && died[j] === 1) for (let c = 0; c < width; c++) d1[c]! += r * x[at + c]!;
      }
      for (; entering >= 0 && lower[late[entering]!]! > k; entering--) {
        const r = risk[late[entering]!]!;
        const at = late[entering]! * width;
        for (let c = 0; c < width; c++) s1[c]! -= r * x[at + c]!;
      }
      const scale = g ? g[k]! : 1;
      const a = c0[k]!;
      const ratio = a === 0 ? 0 : c1[k]! / a;
      const row = gathered * width;
      for (let c = 0; c < width; c++) rankRows[row + c] = s1[c]! - (ratio === 0 ? 0 : ratio * d1[c]!);
      rankWeights[gathered++] = -scale * a;
      const rest = c2[k]! - c1[k]! * ratio;
      if (rest > 0) {
        for (let c = 0; c < width; c++) rankRows[gathered * width + c] = d1[c]!;
        rankWeights[gathered++] = -scale * rest;
      }
      if (gathered >= GATHER) {
        addWeightedCross(h, rankRows, rankWeights, gathered, width, this.scratch);
        gathered = 0;
      }
    }
    addWeightedCross(h, rankRows, rankWeights, gathered, width, this.scratch);
  }

  private unpack(h: Float64Array, target: Float64Array): void {
    const { p, width } = this;
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++) {
        target[i * p + j] = h[i * width + j]!;
        target[j * p + i] = h[i * width + j]!;
      }
    }
  }
}
