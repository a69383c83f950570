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

/** Ratios that people read easily, both sides of 1 alike: from many to few. */
const RATIOS: readonly (readonly number[])[] = [
  [1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000],
  [2, 4],
  [3, 10, 30, 100, 300, 1000],
  [5, 25],
  [10, 100, 1000],
].map((above) => [1, ...above.flatMap((ratio) => [ratio, below(ratio)])]);

/** Its other side of 1, as it is written: 0.67 would be 0.7 to a reader, and 0.33 is 0.3. */
function below(ratio: number): number {
  const exact = 1 / ratio;
  return ratio === 1.5 ? 0.7 : String(ratio).startsWith('3') ? Number(exact.toPrecision(1)) : exact;
}

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
