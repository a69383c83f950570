import type { FineGrayData } from './fine-gray-data.ts';
import type { Evaluation } from './fine-gray-likelihood.ts';

/**
 * Middle of the sandwich: sum of (eta_i + psi_i)(eta_i + psi_i)', p x p. eta is the score residual, psi the part due to
 * the estimated censoring distribution, -integral of q(u)/Y(u) dM^c_i(u).
 *
 * q(u) = P1(u) B0(u) - P0(u) B1(u), with P prefix sums over other causes before u, and B suffix sums over events of
 * interest from u on: O(n p^2) in all. Breslow ties, as in cmprsk::crr.
 */
export function fineGrayMeat(data: FineGrayData, at: Evaluation): Float64Array {
  const { n, p, ends, status, x, before, censored, events, eventBlock } = data;
  const { relative, jump, mean, lived } = at;
  const m = ends.length;

  // Sum of m dLambda up to each block, and of G(t-) m dLambda and G(t-) dLambda from each block on.
  const through = new Float64Array((m + 1) * p);
  let q = 0;
  for (let k = 0; k < m; k++) {
    const hit = eventBlock[q] === k;
    for (let j = 0; j < p; j++) {
      through[(k + 1) * p + j] = through[k * p + j]! + (hit ? jump[q]! * mean[q * p + j]! : 0);
    }
    if (hit) q++;
  }
  const b1 = new Float64Array((m + 1) * p);
  const b0 = new Float64Array(m + 1);
  q = eventBlock.length - 1;
  for (let k = m - 1; k >= 0; k--) {
    const hit = q >= 0 && eventBlock[q] === k;
    const g = hit ? before[k]! * jump[q]! : 0;
    b0[k] = b0[k + 1]! + g;
    for (let j = 0; j < p; j++) b1[k * p + j] = b1[(k + 1) * p + j]! + (hit ? g * mean[q * p + j]! : 0);
    if (hit) q--;
  }

  const meat = new Float64Array(p * p);
  const prefix = new Float64Array(p + 1);
  const compensator = new Float64Array(p);
  const censoring = new Float64Array(p);
  const row = new Float64Array(p);
  let event = 0;
  for (let k = 0; k < m; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const atRisk = n - from;
    const here = events[k]! > 0 ? event++ : -1;
    censoring.fill(0);
    if (censored[k]! > 0) {
      for (let j = 0; j < p; j++) {
        const value = (prefix[j]! * b0[k]! - prefix[p]! * b1[k * p + j]!) / atRisk;
        censoring[j] = value;
        compensator[j]! += (value * censored[k]!) / atRisk;
      }
    }
    for (let r = from; r < ends[k]!; r++) {
      const s = status[r]!;
      const e = relative[r]!;
      for (let j = 0; j < p; j++) {
        let met = through[(k + 1) * p + j]!;
        if (s === 2) met += b1[(k + 1) * p + j]! / before[k]!;
        let value = -e * (x[r * p + j]! * lived[r]! - met) - compensator[j]!;
        if (s === 1) value += x[r * p + j]! - mean[here * p + j]!;
        if (s === 0) value += censoring[j]!;
        row[j] = value;
      }
      for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) meat[j * p + i]! += row[j]! * row[i]!;
    }
    for (let r = from; r < ends[k]!; r++) {
      if (status[r] !== 2) continue;
      const weight = relative[r]! / before[k]!;
      prefix[p]! += weight;
      for (let j = 0; j < p; j++) prefix[j]! += weight * x[r * p + j]!;
    }
  }
  for (let j = 0; j < p; j++) for (let i = 0; i < j; i++) meat[i * p + j] = meat[j * p + i]!;
  return meat;
}
