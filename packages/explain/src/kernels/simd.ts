import { type KernelRoom, kernelMemory } from '@linea/survival/kernel-memory';
import type { TreeKernels } from './kernels.ts';
import { wasm } from './wasm.generated.ts';

/** Pointers are in bytes. */
interface Exports {
  readonly histogram: (...args: number[]) => void;
  readonly unfold: (sums: number, joint: number, size: number, members: number, sizes: number, slots: number) => void;
  readonly subtract: (whole: number, part: number, slot: number, size: number, columns: number) => void;
  readonly scan: (...args: number[]) => void;
  readonly partition: (...args: number[]) => number;
  readonly walk: (...args: number[]) => void;
}

/** A room of so many bytes, or undefined where there is none to be had. */
export const treeRoom = (bytes: number): KernelRoom<Exports> | undefined => roomFor(bytes);

const roomFor = kernelMemory<Exports>(wasm);

const at = (values: { readonly byteOffset: number }): number => values.byteOffset;

/** SIMD kernels with a memory of their own, or undefined where there are none to be had. */
export function simdKernels(bytes: number): TreeKernels | undefined {
  const room = roomFor(bytes);
  if (!room) return undefined;
  const { exports: own, doubles, ints, bytes: octets, release } = room;
  return {
    kind: 'simd',
    doubles,
    ints,
    bytes: octets,
    histogram: (sums, pairs, gathered, rows, from, to, bins, { start, slot, size, count }) =>
      own.histogram(
        at(sums), at(pairs), at(gathered), at(rows) + 4 * from, to - from, at(bins), at(start), at(slot), at(size), count,
      ), // biome-ignore format: a list
    unfold: (sums, { slot, size, sizes, slots }) =>
      own.unfold(at(sums), slot, size, sizes.length, at(sizes), at(slots)),
    subtract: (whole, part, { slot, size, count }) => own.subtract(at(whole), at(part), at(slot), at(size), count),
    scan: (sums, { slot, bins, size, count }, { gradient, curvature, lambda, least }, found) =>
      own.scan(at(sums), at(slot), at(bins), at(size), count, gradient, curvature, lambda, least, at(found)),
    partition: (rows, spare, from, to, bins, start, goes) =>
      own.partition(at(rows), at(spare), from, to, at(bins) + start, at(goes)),
    release,
  };
}
