import type { FineGrayData } from './fine-gray-data.ts';

export interface Evaluation {
  readonly value: number;
  readonly score: Float64Array;
  /** Minus the second derivative, p x p. */
  readonly information: Float64Array;
  /** exp(x beta) by sorted row. */
  readonly relative: Float64Array;
  /** By distinct event time: jump of the baseline hazard, and the weighted mean of the covariates. */
  readonly jump: Float64Array;
  readonly mean: Float64Array;
  /** Sum of m dLambda of the time; and the shares of hazard and of m dLambda that a row dying then is spared (Efron). */
  readonly drift: Float64Array;
  readonly spared: Float64Array;
  readonly sparedDrift: Float64Array;
  /** Hazard that each row has lived through with weight, by sorted row (Efron's share taken off its own death). */
  readonly lived: Float64Array;
}

/**
 * Partial likelihood, score and information at `beta`.
 *
 * Score = X'(delta - e A) and information = X' diag(e A) X - sum of d m m' (Efron: one mean per tied event), where
 * A_i is the hazard up to T_i, plus for another cause 1/G(T_i-) times the sum of G(t-) dLambda beyond T_i.
 */
export function evaluate(data: FineGrayData, beta: Float64Array, efron: boolean): Evaluation {
  const { n, p, ends, status, x, before, events, eventBlock } = data;
  const m = ends.length;
  const k1 = eventBlock.length;
  const relative = new Float64Array(n);
  const eta = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += x[r * p + j]! * beta[j]!;
    eta[r] = sum;
    relative[r] = Math.exp(sum);
  }
  // Prefix sums over other causes (divided by G), then suffix sums over those still there: both at event times.
  const s0 = new Float64Array(k1);
  const s1 = new Float64Array(k1 * p);
  const run = new Float64Array(p + 1);
  let next = 0;
  for (let k = 0; k < m && next < k1; k++) {
    if (eventBlock[next] === k) {
      s0[next] = before[k]! * run[p]!;
      for (let j = 0; j < p; j++) s1[next * p + j] = before[k]! * run[j]!;
      next++;
    }
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++)
      if (status[r] === 2) addRow(run, x, r, p, relative[r]! / before[k]!);
  }
  run.fill(0);
  next = k1 - 1;
  for (let k = m - 1; k >= 0 && next >= 0; k--) {
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) addRow(run, x, r, p, relative[r]!);
    if (eventBlock[next] === k) {
      s0[next]! += run[p]!;
      for (let j = 0; j < p; j++) s1[next * p + j]! += run[j]!;
      next--;
    }
  }

  const jump = new Float64Array(k1);
  const mean = new Float64Array(k1 * p);
  const drift = new Float64Array(k1 * p);
  const spared = new Float64Array(k1);
  const sparedDrift = new Float64Array(k1 * p);
  const information = new Float64Array(p * p);
  let value = 0;
  const dead = new Float64Array(p + 1);
  const m1 = new Float64Array(p);
  for (let q = 0; q < k1; q++) {
    const k = eventBlock[q]!;
    const d = events[k]!;
    dead.fill(0);
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) {
      if (status[r] !== 1) continue;
      value += eta[r]!;
      if (efron) addRow(dead, x, r, p, relative[r]!);
    }
    const steps = efron ? d : 1;
    for (let l = 0; l < steps; l++) {
      const share = l / d;
      const denominator = s0[q]! - share * dead[p]!;
      const count = efron ? 1 : d;
      value -= count * Math.log(denominator);
      jump[q]! += count / denominator;
      spared[q]! += (count * share) / denominator;
      for (let j = 0; j < p; j++) {
        const value = (s1[q * p + j]! - share * dead[j]!) / denominator;
        m1[j] = value;
        mean[q * p + j]! += (value * count) / d;
        drift[q * p + j]! += (value * count) / denominator;
        sparedDrift[q * p + j]! += (value * count * share) / denominator;
      }
      for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) information[j * p + i]! -= count * m1[j]! * m1[i]!;
    }
  }

  const lived = livedThrough(data, jump, spared);
  const score = new Float64Array(p);
  for (let r = 0; r < n; r++) {
    const ea = relative[r]! * lived[r]!;
    const residual = (status[r] === 1 ? 1 : 0) - ea;
    const at = r * p;
    for (let j = 0; j < p; j++) {
      const xj = x[at + j]!;
      score[j]! += xj * residual;
      const weighted = ea * xj;
      for (let i = 0; i <= j; i++) information[j * p + i]! += weighted * x[at + i]!;
    }
  }
  for (let j = 0; j < p; j++) for (let i = 0; i < j; i++) information[i * p + j] = information[j * p + i]!;
  return { value, score, information, relative, jump, mean, drift, spared, sparedDrift, lived };
}

function addRow(sum: Float64Array, x: Float64Array, r: number, p: number, weight: number): void {
  sum[p]! += weight;
  for (let j = 0; j < p; j++) sum[j]! += weight * x[r * p + j]!;
}

/** A_i of every sorted row. */
function livedThrough(data: FineGrayData, jump: Float64Array, spared: Float64Array): Float64Array {
  const { n, ends, status, before, eventBlock } = data;
  const lived = new Float64Array(n);
  let hazard = 0;
  let q = 0;
  for (let k = 0; k < ends.length; k++) {
    let less = 0;
    if (eventBlock[q] === k) {
      hazard += jump[q]!;
      less = spared[q]!;
      q++;
    }
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) lived[r] = status[r] === 1 ? hazard - less : hazard;
  }
  let beyond = 0;
  q = eventBlock.length - 1;
  for (let k = ends.length - 1; k >= 0; k--) {
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) if (status[r] === 2) lived[r]! += beyond / before[k]!;
    if (q >= 0 && eventBlock[q] === k) {
      beyond += before[k]! * jump[q]!;
      q--;
    }
  }
  return lived;
}
