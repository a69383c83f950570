/** What we use of WebAssembly, which every platform has and no language library of TypeScript without a page declares. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
};
interface Module {
  readonly customSections?: never;
}
declare const atob: (text: string) => string;

interface Grown {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
}

/** A memory of its own for one piece of work, and the functions that work on it. */
export interface KernelRoom<Exports> {
  readonly exports: Exports;
  /** What they hold at first is not said. */
  readonly doubles: (length: number) => Float64Array;
  readonly ints: (values: Int32Array) => Int32Array;
  readonly bytes: (length: number) => Uint8Array;
  /** The memory may serve another; none of the arrays may be used after. */
  readonly release: () => void;
}

const PAGE = 65536;
/** A memory no larger than this is kept for the next who needs one: new pages cost as much as the work on them. */
const KEPT = 2 ** 27;

/**
 * Rooms of a compiled module (base 64): its code is made once, a memory is used again. A room is undefined where the
 * platform has no SIMD WebAssembly, forbids it, or has no such memory: the plain kernels give the same numbers.
 */
export function kernelMemory<Exports>(wasm: string): (bytes: number) => KernelRoom<Exports> | undefined {
  let compiled: Module | undefined | null;
  let spare: (Exports & Grown) | undefined;

  const moduleOf = (): Module | undefined => {
    if (compiled !== undefined) return compiled ?? undefined;
    compiled = null;
    try {
      const binary = Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0));
      compiled = new WebAssembly.Module(binary);
    } catch {
      // Stays null.
    }
    return compiled ?? undefined;
  };

  const instanceFor = (bytes: number): (Exports & Grown) | undefined => {
    const made = moduleOf();
    if (!made) return undefined;
    const taken = spare ?? (new WebAssembly.Instance(made).exports as Exports & Grown);
    spare = undefined;
    const missing = bytes - taken.memory.buffer.byteLength;
    try {
      if (missing > 0) taken.memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return undefined;
    }
    return taken;
  };

  return (bytes) => {
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
      exports: own,
      doubles: (length) => new Float64Array(buffer, take(8 * length), length),
      ints(values) {
        const placed = new Int32Array(buffer, take(4 * values.length), values.length);
        placed.set(values);
        return placed;
      },
      bytes: (length) => new Uint8Array(buffer, take(length), length),
      release() {
        if (buffer.byteLength <= KEPT && (spare?.memory.buffer.byteLength ?? 0) < buffer.byteLength) spare = own;
      },
    };
  };
}
