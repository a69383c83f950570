import type { InputIssue } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';
import type { Rows } from '../tree/tree.ts';

/**
 * Nothing measured is infinite: a cell that says so, or the logarithm of zero, would decide a model alone.
 *
 * @param which  rows of the file that the rows are; default: all, in order
 * @throws {RefusedInput} `value.infinite`, an issue for each feature, at its first row
 */
export function refuseInfinite(names: readonly string[], { n, p, x }: Rows, which?: Int32Array): void {
  const first = new Map<number, InputIssue>();
  for (let k = 0; k < n * p; k++) {
    if (Math.abs(x[k]!) !== Number.POSITIVE_INFINITY || first.has(k % p)) continue;
    const row = Math.floor(k / p);
    const at = `${names[k % p]}, row ${(which?.[row] ?? row) + 1}`;
    first.set(k % p, { code: 'value.infinite', at, got: x[k]! > 0 ? '∞' : '-∞' });
  }
  if (first.size > 0) throw new RefusedInput([...first.values()]);
}
