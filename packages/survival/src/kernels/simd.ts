import type { Kernels, Sweep } from './kernels.ts';
import { kernelMemory } from './memory.ts';
import { wasm } from './wasm.generated.ts';

/** Pointers are in bytes. */
interface Exports {
  readonly linear: (eta: number, x: number, beta: number, rows: number, width: number) => void;
  readonly combine: (sum: number, x: number, w: number, rows: number, width: number) => void;
  readonly dots: (out: number, x: number, v: number, n: number, columns: number) => void;
  readonly dotsOf: (out: number, x: number, v: number, n: number, list: number, count: number) => void;
  readonly sumOf: (v: number, x: number, d: number, n: number, list: number, count: number) => void;
  readonly addSquare: (a: number, v: number, r: number, size: number, width: number) => void;
  readonly square: (out: number, a: number, v: number, size: number, width: number) => void;
  readonly descend: (...args: number[]) => number;
  readonly crossFrom: (...args: number[]) => void;
  readonly describe: (...args: number[]) => void;
  readonly spread: (...args: number[]) => void;
  readonly permute: (x: number, place: number, rows: number, width: number, space: number) => void;
  readonly standardise: (x: number, means: number, scale: number, rows: number, width: number) => void;
  readonly sweep: (...args: number[]) => void;
}

const roomFor = kernelMemory<Exports>(wasm);

const at = (values: { readonly byteOffset: number } | undefined): number => values?.byteOffset ?? 0;

/** SIMD kernels with a memory of their own, or undefined where there are none to be had. */
export function simdKernels(bytes: number): Kernels | undefined {
  const room = roomFor(bytes);
  if (!room) return undefined;
  const { exports: own, doubles, ints, release } = room;
  return {
    kind: 'simd',
    doubles,
    ints,
    linear: (eta, x, beta, rows, width) => own.linear(at(eta), at(x), at(beta), rows, width),
    combine: (sum, x, w, rows, width) => own.combine(at(sum), at(x), at(w), rows, width),
    dots: (out, x, v, columns) => own.dots(at(out), at(x), at(v), v.length, columns),
    dotsOf: (out, x, v, list, count) => own.dotsOf(at(out), at(x), at(v), v.length, at(list), count),
    sumOf: (v, x, d, list, count) => own.sumOf(at(v), at(x), at(d), v.length, at(list), count),
    addSquare: (a, v, r, size, width) => own.addSquare(at(a), at(v), r, size, width),
    square: (out, a, v, size, width) => own.square(at(out), at(a), at(v), size, width),
    descend: ({ x, wx, rest, b, curvature }, list, count, lasso, ridge) =>
      own.descend(at(x), at(wx), at(rest), at(b), at(curvature), rest.length, at(list), count, lasso, ridge),
    cross: (h, x, w, rows, width, first, { scratch, unused }) =>
      own.crossFrom(at(h), at(unused), at(x), at(w), rows, width, at(scratch), first),
    describe: (x, w, rows, width, { sum, least, most, other }) =>
      own.describe(at(x), at(w), rows, width, at(sum), at(least), at(most), at(other)),
    spread: (x, w, rows, width, means, sum) => own.spread(at(x), at(w), rows, width, at(means), at(sum)),
    permute: (x, from, place, rows, width, space) =>
      own.permute(at(x) + 8 * from * width, at(place), rows, width, at(space)),
    standardise: (x, means, scale, rows, width) => own.standardise(at(x), at(means), at(scale), rows, width),
    sweep: (s: Sweep) => {
      const { space } = s;
      own.sweep(
        s.first.length, s.late.length, s.width,
        at(s.x), at(s.risk), at(s.lived), at(s.firstRow), at(s.survivor), at(s.stratum), at(s.late), at(s.lateFrom),
        at(s.first), at(s.ratio), at(s.rest), at(s.h), at(s.sum),
        at(space.s1), at(space.d1), at(space.rank), at(space.rankWeight), at(space.scratch), at(space.unused),
      ); // biome-ignore format: a list
    },
    release,
  };
}
