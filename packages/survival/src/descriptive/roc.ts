import { normalQuantile } from '../special/normal.ts';
import { midranks } from './ranks.ts';
import { mean, variance } from './summary.ts';

/**
 * Area under the ROC curve with DeLong's standard error and a normal interval, in O(n log n).
 *
 * @param cases, controls  the marker in each group; a higher value points to a case, ties count one half
 * @throws {RangeError} an empty group
 * @source DeLong ER et al. Biometrics 1988;44:837-845; Sun X, Xu W. IEEE Signal Process Lett 2014;21:1389-1393 (by ranks)
 */
export function delongAuc(
  cases: ArrayLike<number>,
  controls: ArrayLike<number>,
  level = 0.95,
): { auc: number; se: number; lower: number; upper: number } {
  const m = cases.length;
  const n = controls.length;
  if (m === 0 || n === 0) throw new RangeError('delongAuc: an empty group');
  const both = new Float64Array(m + n);
  both.set(cases);
  both.set(controls, m);
  const all = midranks(both).ranks;
  const among = midranks(cases).ranks;
  const amongControls = midranks(controls).ranks;
  const v10 = Float64Array.from({ length: m }, (_, i) => (all[i]! - among[i]!) / n);
  const v01 = Float64Array.from({ length: n }, (_, j) => 1 - (all[m + j]! - amongControls[j]!) / m);
  const auc = mean(v10);
  const se = Math.sqrt(variance(v10) / m + variance(v01) / n);
  const half = normalQuantile(1 - (1 - level) / 2) * se;
  return { auc, se, lower: auc - half, upper: auc + half };
}
