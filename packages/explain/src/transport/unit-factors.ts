import { quantiles } from '@linea/survival';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';

/** A conversion that would turn the values of the new population into those of the old one. */
export interface UnitSuspicion {
  /** What the new values seem to be multiplied with. */
  readonly factor: number;
  /** Conversions of this size that laboratories know: `g/L, g/dL`. */
  readonly conversions: readonly string[];
  /** Median of the new values over that of the old ones. */
  readonly ratio: number;
}

/** Constant factors between units in use, new over old. Their inverses are tried as well. */
const CONVERSIONS: readonly (readonly [factor: number, from: string, to: string])[] = [
  [10, 'g/dL', 'g/L'],
  [10, 'mg/dL', 'mg/L'],
  [100, '1', '%'],
  [1000, 'g', 'mg'],
  [1000, '10*9/L', '/uL'],
  [1e6, '10*6/L', '/L'],
  [1e9, '10*9/L', '/L'],
  [88.42, 'creatinine mg/dL', 'creatinine umol/L'],
  [17.1, 'bilirubin mg/dL', 'bilirubin umol/L'],
  [18.02, 'glucose mmol/L', 'glucose mg/dL'],
  [38.67, 'cholesterol mmol/L', 'cholesterol mg/dL'],
  [4.008, 'calcium mmol/L', 'calcium mg/dL'],
  [2.801, 'urea nitrogen mmol/L', 'urea nitrogen mg/dL'],
  [16.81, 'urate mmol/L', 'urate mg/dL'],
  [0.6206, 'haemoglobin g/dL', 'haemoglobin mmol/L'],
  [2.205, 'kg', 'lb'],
  [2.54, 'in', 'cm'],
  [12, 'years', 'months'],
  [30.44, 'months', 'days'],
  [365.25, 'years', 'days'],
  [52.18, 'years', 'weeks'],
];

/** How near the ratio of medians must be to a factor: populations differ, units jump. */
const NEAR = Math.log(1.35);
/** Shapes must be alike on the logarithmic scale: ratio of the spreads. */
const ALIKE = Math.log(1.6);
/** Rescaling must take away at least this share of the distance of the distributions, and that must be large. */
const [EXPLAINED, APART] = [0.6, 0.5];
const ENOUGH = 20;

/**
 * Whether a feature seems to be in another unit: the distributions hardly overlap, have the same spread on a logarithmic
 * scale, and a known factor lays one on the other. It is a question to ask, never an answer.
 *
 * @param before, after  values of the feature, none missing; only positive ones are looked at
 */
export function suspectedUnits(before: ArrayLike<number>, after: ArrayLike<number>): UnitSuspicion | null {
  const logs = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(values)
      .filter((v) => v > 0)
      .map(Math.log);
  const [old, young] = [logs(before), logs(after)];
  if (old.length < ENOUGH || young.length < ENOUGH) return null;
  const [low, middle, high] = quantiles(old, [0.25, 0.5, 0.75]) as [number, number, number];
  const [lowNow, middleNow, highNow] = quantiles(young, [0.25, 0.5, 0.75]) as [number, number, number];
  if (!(high > low && highNow > lowNow)) return null;
  if (Math.abs(Math.log((highNow - lowNow) / (high - low))) > ALIKE) return null;
  const apart = kolmogorovSmirnov(old, young).distance;
  if (apart < APART) return null;
  const found = CONVERSIONS.flatMap(([factor, from, to]) => [
    { factor, name: `${from} -> ${to}` },
    { factor: 1 / factor, name: `${to} -> ${from}` },
  ])
    .map((one) => ({ ...one, off: Math.abs(middleNow - middle - Math.log(one.factor)) }))
    .filter(({ off }) => off < NEAR)
    .filter(({ factor }) => left(old, young, factor) < (1 - EXPLAINED) * apart)
    .sort((a, b) => a.off - b.off);
  const [best] = found;
  if (!best) return null;
  return {
    factor: best.factor,
    conversions: [...new Set(found.map(({ name }) => name))],
    ratio: Math.exp(middleNow - middle),
  };
}

/** Several factors may fit a few values: so many of the nearest are named. */
const MOST_NAMED = 4;

/**
 * Whether all of a few values seem to be in another unit than the range of training: each lies beyond it, and a known factor
 * puts every one of them inside. It is a question to ask, never an answer.
 *
 * @param values  of the feature; missing ones (NaN) are not looked at
 */
export function unitBeyond(
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
  values: Float64Array,
): Pick<UnitSuspicion, 'factor' | 'conversions'> | null {
  const known = values.filter((v) => !Number.isNaN(v));
  const inside = (v: number): boolean => v >= lowest && v <= highest;
  if (known.length === 0 || !(lowest >= 0 && lowest < highest) || known.some((v) => !(v > 0) || inside(v))) return null;
  const found = CONVERSIONS.flatMap(([factor, from, to]) => [
    { factor, name: `${from} -> ${to}` },
    { factor: 1 / factor, name: `${to} -> ${from}` },
  ]).filter(({ factor }) => known.every((v) => inside(v / factor)));
  // The middle of the range is the likelier place: of several factors the one that comes nearest to it.
  const centre = lowest > 0 ? Math.sqrt(lowest * highest) : highest / 2;
  const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
  const away = ({ factor }: { readonly factor: number }): number => Math.abs(Math.log(mean / factor / centre));
  const near = found.sort((a, b) => away(a) - away(b)).slice(0, MOST_NAMED);
  return near[0] ? { factor: near[0].factor, conversions: near.map(({ name }) => name) } : null;
}

const left = (old: Float64Array, young: Float64Array, factor: number): number =>
  kolmogorovSmirnov(
    old,
    young.map((v) => v - Math.log(factor)),
  ).distance;
