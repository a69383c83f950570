import type { Kernels, Sweep } from './kernels.ts';
import { wasm } from './wasm.generated.ts';

/** What we use of WebAssembly, which every platform has and no language library of TypeScript without a page declares. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
};
interface Module {
  readonly customSections?: never;
}
declare const atob: (text: string) => string;

/** Pointers are in bytes. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly linear: (eta: number, x: number, beta: number, rows: number, width: number) => void;
  readonly combine: (sum: number, x: number, w: number, rows: number, width: number) => void;
  readonly dots: (out: number, x: number, v: number, n: number, columns: number) => void;
  readonly crossFrom: (...args: number[]) => void;
  readonly describe: (...args: number[]) => void;
  readonly spread: (...args: number[]) => void;
  readonly permute: (x: number, place: number, rows: number, width: number, space: number) => void;
  readonly standardise: (x: number, means: number, scale: number, rows: number, width: number) => void;
  readonly sweep: (...args: number[]) => void;
}

const PAGE = 65536;
/** A memory no larger than this is kept for the next who needs one: new pages cost as much as the work on them. */
const KEPT = 2 ** 27;

let compiled: Module | undefined | null;
let spare: Exports | undefined;

/** The module, compiled once; undefined where the platform has no SIMD WebAssembly or forbids it. */
function moduleOf(): Module | undefined {
  if (compiled !== undefined) return compiled ?? undefined;
  compiled = null;
  try {
    const binary = Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0));
    compiled = new WebAssembly.Module(binary);
  } catch {
    // Stays null: the plain kernels give the same numbers.
  }
  return compiled ?? undefined;
}

/** An instance with room for so many bytes. */
function instanceFor(bytes: number): Exports | undefined {
  const made = moduleOf();
  if (!made) return undefined;
  const taken = spare ?? (new WebAssembly.Instance(made).exports as unknown as Exports);
  spare = undefined;
  const missing = bytes - taken.memory.buffer.byteLength;
  try {
    if (missing > 0) taken.memory.grow(Math.ceil(missing / PAGE));
  } catch {
    return undefined;
  }
  return taken;
}

const at = (values: { readonly byteOffset: number } | undefined): number => values?.byteOffset ?? 0;

/** SIMD kernels with a memory of their own, or undefined where there are none to be had. */
export function simdKernels(bytes: number): Kernels | undefined {
  const own = instanceFor(bytes + PAGE);
  if (!own) return undefined;
  const { buffer } = own.memory;
  // Nothing begins at 0, which stands for what is not given.
  let next = 16;
  const take = (size: number): number => {
    const here = next;
    next = (here + size + 15) & ~15;
    return here;
  };
  return {
    kind: 'simd',
    doubles: (length) => new Float64Array(buffer, take(8 * length), length),
    ints(values) {
      const placed = new Int32Array(buffer, take(4 * values.length), values.length);
      placed.set(values);
      return placed;
    },
    linear: (eta, x, beta, rows, width) => own.linear(at(eta), at(x), at(beta), rows, width),
    combine: (sum, x, w, rows, width) => own.combine(at(sum), at(x), at(w), rows, width),
    dots: (out, x, v, columns) => own.dots(at(out), at(x), at(v), v.length, columns),
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
    release() {
      if (buffer.byteLength <= KEPT && (spare?.memory.buffer.byteLength ?? 0) < buffer.byteLength) spare = own;
    },
  };
}
