import { ticks as d3Ticks } from 'd3-array';

/** From values to pixels, linear or logarithmic. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  /** Values at the two ends. */
  readonly domain: readonly [number, number];
}

/**
 * @param domain  values at the ends
 * @param range   pixels there; the first may be the larger, as on a vertical axis
 * @param count   about how many ticks
 */
export function linearScale(domain: readonly [number, number], range: readonly [number, number], count: number): Scale {
  const [from, to] = domain;
  const [a, b] = range;
  const perUnit = to === from ? 0 : (b - a) / (to - from);
  return { domain, ticks: d3Ticks(from, to, count), at: (value) => a + (value - from) * perUnit };
}

/** Ratios that people read easily, from 1 outwards. */
const ABOVE = [1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000];
const BELOW = [0.7, 0.5, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001];
const RATIOS = [1, ...[...ABOVE, ...BELOW].sort((a, b) => Math.abs(Math.log(a)) - Math.abs(Math.log(b)))];

/** A scale of ratios: 1/2 is as far from 1 as 2 is. Both ends are above zero. */
export function ratioScale(domain: readonly [number, number], range: readonly [number, number], room = 34): Scale {
  const [from, to] = domain.map(Math.log) as [number, number];
  const [a, b] = range;
  const at = (value: number): number => a + ((Math.log(value) - from) / (to - from)) * (b - a);
  const kept: number[] = [];
  // As long as labels do not touch.
  for (const value of RATIOS) {
    const inside = value >= domain[0] * 0.999 && value <= domain[1] * 1.001;
    if (inside && kept.every((other) => Math.abs(at(other) - at(value)) >= room)) kept.push(value);
  }
  return { domain, at, ticks: kept.sort((x, y) => x - y) };
}
