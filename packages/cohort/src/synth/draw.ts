import { normalQuantile } from '@linea/survival';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of chance. The same seed and name give the same values again, whatever other streams were asked for. */
export interface Draw {
  /** Uniform in (0, 1): neither end occurs. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** One of the names, by weight. */
  pick<T extends string>(weights: Readonly<Record<T, number>>): T;
}

/**
 * The stream of a name: `draw(1, 'lbcl2l/17/dates')`. Each patient and each aspect has its own, so that another number of
 * patients or another planted effect leaves everything else as it was.
 */
export function draw(seed: number, name: string): Draw {
  const generator = xoroshiro128plus(hash(`${seed}/${name}`));
  // A state made of 32 bits needs some rounds before near seeds have nothing in common.
  for (let i = 0; i < WARM_UP; i++) generator.next();
  const uniform = (): number => {
    const u = uniformFloat64(generator);
    return u === 0 ? Number.EPSILON / 2 : u;
  };
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    exponential: () => -Math.log(uniform()),
    chance: (probability) => uniform() < probability,
    whole: (from, to) => from + Math.floor(uniform() * (to - from + 1)),
    pick: (weights) => pickBy(weights, uniform()),
  };
}

/** The name at this position of the cumulated weights. @throws {RangeError} nothing to choose from */
export function pickBy<T extends string>(weights: Readonly<Record<T, number>>, u: number): T {
  const names = Object.keys(weights) as T[];
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  let left = u * total;
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  const last = names.at(-1);
  if (last === undefined) throw new RangeError('pickBy: nothing to choose from');
  return last;
}

const WARM_UP = 32;

/** 32 bits of a text (FNV-1a, then mixed): near names give far seeds. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
