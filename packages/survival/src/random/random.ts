import { normalQuantile } from '../special/normal.ts';

/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** Uniform on (0, 1), 53 bits. */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** A whole number, 0 to n - 1. */
  readonly below: (n: number) => number;
}

/**
 * A generator for one stream of a seed; streams of the same seed are independent for all practical purposes, so that
 * results do not depend on who draws which stream.
 *
 * @param seed, stream  whole numbers
 * @source Chris Doty-Humphrey's sfc32 (PractRand), started by splitmix32
 */
export function randomStream(seed: number, stream = 0): Random {
  let mix = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((stream | 0) + 0x7f4a7c15, 0x85ebca6b)) | 0;
  const start = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [start(), start(), start(), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let k = 0; k < 12; k++) next();
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6) + 0.5) / 9007199254740992;
  return { uniform, normal: () => normalQuantile(uniform()), below: (n) => Math.floor(uniform() * n) };
}
