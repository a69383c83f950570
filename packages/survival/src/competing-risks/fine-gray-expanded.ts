import type { FineGrayData } from './fine-gray-data.ts';
import type { Evaluation } from './fine-gray-likelihood.ts';

/**
 * Middle of the sandwich of a weighted Cox model on the expanded data, each of its rows counted by itself, without
 * making the rows: a row that had another cause becomes one piece per value of G beyond its time, with weight
 * G/G(T-). The sum over pieces of squared score residuals is quadratic in x, so its three coefficients are suffix sums.
 *
 * @oracle R survival::finegray, then coxph(weights = fgwt)
 */
export function expandedMeat(data: FineGrayData, at: Evaluation): Float64Array {
  const { p, ends, status, x, before, eventBlock } = data;
  const { relative, jump, mean, drift, spared, sparedDrift } = at;
  const m = ends.length;
  const meat = new Float64Array(p * p);
  // Hazard and drift up to each block.
  const hazard = new Float64Array(m + 1);
  const through = new Float64Array((m + 1) * p);
  const eventOf = new Int32Array(m).fill(-1);
  for (let k = 0, q = 0; k < m; k++) {
    const hit = eventBlock[q] === k;
    hazard[k + 1] = hazard[k]! + (hit ? jump[q]! : 0);
    for (let j = 0; j < p; j++) through[(k + 1) * p + j] = through[k * p + j]! + (hit ? drift[q * p + j]! : 0);
    if (hit) eventOf[k] = q++;
  }
  // Suffix sums over closed pieces of g^2 a^2, g^2 a b, g^2 b b'; the open piece holds all blocks with the same G.
  let aa = 0;
  const ab = new Float64Array(p);
  const bb = new Float64Array(p * p);
  let open = 0;
  const openDrift = new Float64Array(p);
  let level = before[m - 1]!;
  const row = new Float64Array(p);
  const close = (): void => {
    const g2 = level * level;
    aa += g2 * open * open;
    for (let j = 0; j < p; j++) {
      ab[j]! += g2 * open * openDrift[j]!;
      for (let i = 0; i <= j; i++) bb[j * p + i]! += g2 * openDrift[j]! * openDrift[i]!;
    }
    open = 0;
    openDrift.fill(0);
  };
  for (let k = m - 1; k >= 0; k--) {
    const g = before[k]!;
    if (g !== level) {
      close();
      level = g;
    }
    const q = eventOf[k]!;
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) {
      const e = relative[r]!;
      const s = status[r]!;
      const other = s === 2;
      const lived = hazard[k + 1]! + (other ? open : 0) - (s === 1 ? spared[q]! : 0);
      for (let j = 0; j < p; j++) {
        const met = through[(k + 1) * p + j]! + (other ? openDrift[j]! : 0) - (s === 1 ? sparedDrift[q * p + j]! : 0);
        row[j] = (s === 1 ? x[r * p + j]! - mean[q * p + j]! : 0) - e * (x[r * p + j]! * lived - met);
      }
      const scale = other ? (e * e) / (g * g) : 0;
      for (let j = 0; j < p; j++) {
        const xj = x[r * p + j]!;
        for (let i = 0; i <= j; i++) {
          const xi = x[r * p + i]!;
          const pieces = other ? scale * (xj * xi * aa - xj * ab[i]! - xi * ab[j]! + bb[j * p + i]!) : 0;
          meat[j * p + i]! += row[j]! * row[i]! + pieces;
        }
      }
    }
    if (q >= 0) {
      open += jump[q]!;
      for (let j = 0; j < p; j++) openDrift[j]! += drift[q * p + j]!;
    }
  }
  for (let j = 0; j < p; j++) for (let i = 0; i < j; i++) meat[i * p + j] = meat[j * p + i]!;
  return meat;
}
