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

/** Steps of months that people count in. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120];

/** A scale of months from 0: ticks at whole quarters, halves or years, whatever leaves `apart` pixels between them. */
export function monthScale(until: number, range: readonly [number, number], apart = 52): Scale {
  const scale = linearScale([0, until], range, 1);
  const step = MONTHS.find((months) => Math.abs(scale.at(months) - scale.at(0)) >= apart) ?? 240;
  return { ...scale, ticks: Array.from({ length: Math.floor(until / step + 1e-9) + 1 }, (_, k) => k * step) };
}

/** Ratios that people read easily, as short as they are written, those first that lie alike on both sides of 1. */
const RATIOS: readonly (readonly number[])[] = [
  [1, 2, 0.5, 4, 0.25, 10, 0.1, 20, 0.05],
  [1, 1.5, 0.7, 2, 0.5, 3, 0.3, 4, 0.25, 5, 0.2, 7, 0.15, 10, 0.1, 15, 0.07, 20, 0.05, 30, 0.03, 50, 0.02, 100, 0.01, 200, 0.005, 500, 0.002, 1000, 0.001],
  [1, 3, 0.3, 10, 0.1, 30, 0.03, 100, 0.01, 1000, 0.001],
  [1, 5, 0.2, 20, 0.05],
  [1, 10, 0.1, 100, 0.01, 1000, 0.001],
]; // biome-ignore format: a list a line

/** A scale of ratios: 1/2 is as far from 1 as 2 is. Both ends are above zero. */
export function ratioScale(domain: readonly [number, number], range: readonly [number, number], room = 34): Scale {
  const [from, to] = domain.map(Math.log) as [number, number];
  const [a, b] = range;
  const at = (value: number): number => a + ((Math.log(value) - from) / (to - from)) * (b - a);
  // The set that gives most ticks whose labels do not touch; the first of equals.
  const placed = RATIOS.map((ratios) => {
    const kept: number[] = [];
    for (const value of ratios) {
      const inside = value >= domain[0] * 0.999 && value <= domain[1] * 1.001;
      if (inside && kept.every((other) => Math.abs(at(other) - at(value)) >= room)) kept.push(value);
    }
    return kept.sort((x, y) => x - y);
  });
  const ticks = placed.reduce((best, one) => (one.length > best.length ? one : best), []);
  return { domain, at, ticks };
}
