import { ascending } from '../order/ascending.ts';
import { censoringWeights, type Estimate, type Outcome } from './brier.ts';
import { addCensoringInfluence } from './censoring.ts';

/**
 * Area under the time-dependent ROC curve at t, weighted for censoring: cases had the event of interest by t, controls
 * are still followed or had another event by t.
 *
 * @param risk  predicted risk, a higher value points to a case; ties count one half; length n
 * @source Blanche P et al. Stat Med 2013;32:5381-5397
 * @oracle R riskRegression::Score
 *
 * AUC = N / (C K), N the weighted number of concordant pairs. Its derivative in each row's weight follows from two
 * passes over the ranked risks, so value and influence cost one sort.
 */
export function aucAt(outcome: Outcome, risk: ArrayLike<number>, t: number): Estimate {
  const { time, status, censoring } = outcome;
  const n = time.length;
  const weight = censoringWeights(outcome, t);
  const isCase = (i: number): boolean => time[i]! <= t && status[i] === 1;
  const order = ascending(risk);
  // Weight of controls below each case and of cases above each control, ties halved.
  const against = new Float64Array(n);
  let cases = 0;
  let controls = 0;
  let pairs = 0;
  const blocks: number[] = [];
  for (let start = 0; start < n; ) {
    let end = start;
    let here = 0;
    while (end < n && risk[order[end]!] === risk[order[start]!]) {
      const i = order[end++]!;
      if (!isCase(i)) here += weight[i]!;
    }
    for (let r = start; r < end; r++) {
      const i = order[r]!;
      if (!isCase(i)) continue;
      against[i] = controls + here / 2;
      pairs += weight[i]! * against[i]!;
      cases += weight[i]!;
    }
    controls += here;
    blocks.push(start);
    start = end;
  }
  let above = 0;
  for (let b = blocks.length - 1; b >= 0; b--) {
    const end = blocks[b + 1] ?? n;
    let here = 0;
    for (let r = blocks[b]!; r < end; r++) if (isCase(order[r]!)) here += weight[order[r]!]!;
    for (let r = blocks[b]!; r < end; r++) if (!isCase(order[r]!)) against[order[r]!] = above + here / 2;
    above += here;
  }
  const value = Math.min(1, pairs / (cases * controls)); // rounding could pass 1
  const terms = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const margin = isCase(i) ? controls : cases;
    terms[i] = (n * weight[i]! * (against[i]! - value * margin)) / (cases * controls);
  }
  const influence = Float64Array.from(terms);
  let longest = -Infinity;
  for (let i = 0; i < n; i++) longest = Math.max(longest, time[i]!);
  if (t < longest) addCensoringInfluence(censoring, t, terms, (i) => status[i] === 0, influence);
  return { value, influence };
}
