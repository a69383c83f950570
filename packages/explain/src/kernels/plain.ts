import { FOUND } from './found.ts';
import type { Cuttable, JointUnit, Judged, TreeKernels, Units } from './kernels.ts';

function histogram(
  sums: Float64Array,
  pairs: Float64Array,
  gathered: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  bins: Uint8Array,
  { start, slot, size, count }: Units,
): void {
  const m = to - from;
  for (let i = 0; i < m; i++) {
    const row = 2 * rows[from + i]!;
    gathered[2 * i] = pairs[row]!;
    gathered[2 * i + 1] = pairs[row + 1]!;
  }
  for (let u = 0; u < count; u++) {
    const first = 2 * slot[u]!;
    const own = start[u]!;
    sums.fill(0, first, first + 2 * size[u]!);
    for (let i = 0; i < m; i++) {
      const at = first + 2 * bins[own + rows[from + i]!]!;
      sums[at]! += gathered[2 * i]!;
      sums[at + 1]! += gathered[2 * i + 1]!;
    }
  }
}

function unfold(sums: Float64Array, { slot, size, sizes, slots }: JointUnit): void {
  const from = 2 * slot;
  let left = size;
  for (let k = sizes.length - 1; k >= 0; k--) {
    const own = sizes[k]!;
    const to = 2 * slots[k]!;
    sums.fill(0, to, to + 2 * own);
    left /= own;
    for (let r = 0, at = from; r < left; r++) {
      let [g, h] = [0, 0];
      for (let v = 0; v < 2 * own; v += 2, at += 2) {
        sums[to + v]! += sums[at]!;
        sums[to + v + 1]! += sums[at + 1]!;
        g += sums[at]!;
        h += sums[at + 1]!;
      }
      sums[from + 2 * r] = g;
      sums[from + 2 * r + 1] = h;
    }
  }
}

function subtract(whole: Float64Array, part: Float64Array, { slot, size, count }: Cuttable): void {
  for (let u = 0; u < count; u++) {
    const end = 2 * (slot[u]! + size[u]!);
    for (let at = 2 * slot[u]!; at < end; at++) whole[at]! -= part[at]!;
  }
}

/**
 * The best cut over a list of columns; see `TreeKernels`.
 *
 * @param allowed  asked of a cut that would be the best so far; default: any is
 */
export function scan(
  sums: Float64Array,
  { slot, size, bins, count }: Cuttable,
  { gradient, curvature, lambda, least }: Judged,
  found: Float64Array,
  allowed?: (column: number, leftGradient: number, leftCurvature: number) => boolean,
): void {
  const base = (gradient * gradient) / (curvature + lambda);
  for (let u = 0; u < count; u++) {
    const from = 2 * slot[u]!;
    const own = bins[u]!;
    const missing = from + 2 * own;
    const sides = size[u]! > own && sums[missing + 1]! > 0 ? 2 : 1;
    for (let side = 0; side < sides; side++) {
      let g = side === 1 ? sums[missing]! : 0;
      let h = side === 1 ? sums[missing + 1]! : 0;
      // The last cut has every present value on the left: only the missing can be on the other side.
      const last = sides === 2 && side === 0 ? own : own - 1;
      for (let k = 0; k < last; k++) {
        g += sums[from + 2 * k]!;
        h += sums[from + 2 * k + 1]!;
        const rest = curvature - h;
        if (!(h >= least && rest >= least)) continue;
        const right = gradient - g;
        const gain = (g * g) / (h + lambda) + (right * right) / (rest + lambda) - base;
        if (!(gain > found[FOUND.gain]!) || (allowed && !allowed(u, g, h))) continue;
        found[FOUND.gain] = gain;
        found[FOUND.column] = u;
        found[FOUND.bin] = k;
        found[FOUND.missingLeft] = side;
        found[FOUND.gradient] = g;
        found[FOUND.curvature] = h;
      }
    }
  }
}

function partition(
  rows: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  bins: Uint8Array,
  start: number,
  goes: Uint8Array,
): number {
  let [left, right] = [from, 0];
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    const isLeft = goes[bins[start + row]!]!;
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
  return left;
}

export const plainKernels: TreeKernels = {
  kind: 'plain',
  doubles: (length) => new Float64Array(length),
  ints: (values) => values,
  bytes: (length) => new Uint8Array(length),
  histogram,
  unfold,
  subtract,
  scan,
  partition,
  release: () => undefined,
};
