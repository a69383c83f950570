import { gammaQ } from './gamma.ts';

const A = [
  2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249, 0.065682337918207449113,
];
const B = [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const C = [
  0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
  6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218, 1.0765576773720192317e-8,
]; // biome-ignore format: a table
const D = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
]; // biome-ignore format: a table

/**
 * Standard normal distribution function, lower tail by default; relative error about 1e-15 in either tail.
 *
 * @source Cody WD. Math Comp 1969;23:631-637 (algorithm 715)
 */
export function normalCdf(x: number, upper = false): number {
  if (Number.isNaN(x)) return Number.NaN;
  const y = Math.abs(x);
  if (y <= 0.67448975) {
    const square = y > Number.EPSILON / 2 ? x * x : 0;
    let numerator = A[4]! * square;
    let denominator = square;
    for (let i = 0; i < 3; i++) {
      numerator = (numerator + A[i]!) * square;
      denominator = (denominator + B[i]!) * square;
    }
    const half = (x * (numerator + A[3]!)) / (denominator + B[3]!);
    return upper ? 0.5 - half : 0.5 + half;
  }
  let tail: number;
  if (y <= Math.sqrt(32)) {
    let numerator = C[8]! * y;
    let denominator = y;
    for (let i = 0; i < 7; i++) {
      numerator = (numerator + C[i]!) * y;
      denominator = (denominator + D[i]!) * y;
    }
    tail = (numerator + C[7]!) / (denominator + D[7]!);
  } else {
    const far = gammaQ(0.5, (x * x) / 2) / 2;
    return x > 0 === upper ? far : 1 - far;
  }
  const rounded = Math.trunc(y * 16) / 16;
  const rest = (y - rounded) * (y + rounded);
  tail *= Math.exp(-rounded * rounded * 0.5) * Math.exp(-rest * 0.5);
  return x > 0 === upper ? tail : 1 - tail;
}

/** Standard normal density. */
export const normalDensity = (x: number): number => 0.3989422804014326779 * Math.exp(-0.5 * x * x);

const poly = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, c) => sum * x + c, 0);
const CENTRE = [
  [3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
  [1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561],
] as const; // biome-ignore format: a table
const MIDDLE = [
  [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
    0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4],
  [1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9],
] as const; // biome-ignore format: a table
const FAR = [
  [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
    0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
  [1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15],
] as const; // biome-ignore format: a table

/**
 * Standard normal quantile, 0 <= p <= 1; relative error about 1e-16.
 *
 * @source Wichura MJ. Appl Stat 1988;37:477-484 (AS 241, PPND16)
 */
export function normalQuantile(p: number): number {
  if (Number.isNaN(p) || p < 0 || p > 1) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * poly(CENTRE[0], r)) / poly(CENTRE[1], r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const [top, bottom] = r <= 5 ? MIDDLE : FAR;
  const value = poly(top, r - (r <= 5 ? 1.6 : 5)) / poly(bottom, r - (r <= 5 ? 1.6 : 5));
  return q < 0 ? -value : value;
}
