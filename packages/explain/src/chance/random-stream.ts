import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers that look random and are the same for the same seed and stream. */
export interface RandomStream {
  /** A whole number, 0 to n - 1; n up to 2^32. */
  readonly below: (n: number) => number;
  /** Uniform on [0, 1), 53 bits. */
  readonly uniform: () => number;
}

/** Scatters neighbouring seeds over all 32 bits (the finaliser of MurmurHash3, by A. Appleby, public domain). */
function scattered(seed: number): number {
  let h = seed | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * One stream of a seed. A tree, a bag, a bootstrap sample or a repetition each draws from a stream of its own number, so
 * that results do not depend on who computes which, or in what order.
 *
 * @param seed, stream  whole numbers
 */
export function randomStream(seed: number, ...stream: readonly number[]): RandomStream {
  const mixed = stream.reduce(
    (h, s) => scattered(Math.imul(h, 31) + scattered(s + 0x51ed27)),
    scattered(seed + 0x2545f),
  );
  const generator = xoroshiro128plus(mixed);
  for (let k = 0; k < 4; k++) generator.next();
  const word = (): number => generator.next() >>> 0;
  return {
    below: (n) => Math.floor((word() / 4294967296) * n),
    uniform: () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992,
  };
}

/** 0 to n - 1 in random order. */
export function shuffled(n: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const own = order[i]!;
    order[i] = order[j]!;
    order[j] = own;
  }
  return order;
}
