import { normalCdf, normalQuantile } from '@linea/survival';
import { pickBy } from './draw.ts';

/** How a value is distributed, as the calibration writes it. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | ({ readonly kind: 'normal'; readonly mean: number; readonly sd: number } & Limits)
  | ({ readonly kind: 'lognormal'; readonly median: number; readonly sdLog: number } & Limits)
  | ({ readonly kind: 'poisson'; readonly mean: number } & Limits)
  | { readonly kind: 'bernoulli'; readonly p: number }
  | { readonly kind: 'categorical'; readonly p: Readonly<Record<string, number>> }
  | { readonly kind: 'beta'; readonly a: number; readonly b: number; readonly scalePct: number }
  | { readonly kind: 'mixture'; readonly p0: number; readonly belowPct: number; readonly else_: Distribution };

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The number at a standard normal score: how correlated values come from one latent vector (Gaussian copula). A normal or
 * log-normal beyond its limits is truncated by its distribution function, not heaped at the limit.
 *
 * @throws {RangeError} the distribution is not of numbers
 */
export function numberAt(of: Distribution, score: number): number {
  switch (of.kind) {
    case 'constant':
      return of.value;
    case 'normal':
      return truncated(
        score,
        of,
        (x) => (x - of.mean) / of.sd,
        (z) => of.mean + of.sd * z,
      );
    case 'lognormal':
      return truncated(
        score,
        of,
        (x) => Math.log(x / of.median) / of.sdLog,
        (z) => of.median * Math.exp(of.sdLog * z),
      );
    case 'poisson':
      return poissonAt(of.mean, normalCdf(score), of.min ?? 0, of.max ?? Number.POSITIVE_INFINITY);
    case 'bernoulli':
      return normalCdf(score) < of.p ? 1 : 0;
    case 'beta':
      return of.scalePct * symmetricBetaAt(of.a, of.b, normalCdf(score));
    case 'mixture': {
      const u = normalCdf(score);
      return u < of.p0 ? (of.belowPct * u) / of.p0 : numberAt(of.else_, normalQuantile((u - of.p0) / (1 - of.p0)));
    }
    case 'categorical':
      throw new RangeError(`numberAt: a categorical distribution has no numbers`);
  }
}

/** The answer at a uniform position. @throws {RangeError} the distribution is not categorical */
export function answerAt(of: Distribution, u: number): string {
  if (of.kind !== 'categorical') throw new RangeError(`answerAt: a ${of.kind} distribution has no answers`);
  return pickBy(of.p, u);
}

function truncated(
  score: number,
  { min, max }: Limits,
  toScore: (x: number) => number,
  toValue: (z: number) => number,
): number {
  const low =
    min === undefined || (min <= 0 && toScore(Math.max(min, 0)) === Number.NEGATIVE_INFINITY)
      ? 0
      : normalCdf(toScore(min));
  const high = max === undefined ? 1 : normalCdf(toScore(max));
  return toValue(low === 0 && high === 1 ? score : normalQuantile(low + (high - low) * normalCdf(score)));
}

function poissonAt(mean: number, u: number, min: number, max: number): number {
  let k = 0;
  let term = Math.exp(-mean);
  let sum = term;
  while (sum < u && k < 1000) {
    k += 1;
    term *= mean / k;
    sum += term;
  }
  return Math.min(Math.max(k, min), max);
}

/** Quantile of a beta distribution by bisection of its distribution function, summed by Simpson's rule; exact to about 1e-6. */
function symmetricBetaAt(a: number, b: number, u: number): number {
  const steps = 512;
  const density = (x: number): number => x ** (a - 1) * (1 - x) ** (b - 1);
  let total = 0;
  const cumulated = new Float64Array(steps + 1);
  for (let i = 0; i < steps; i++) {
    const [from, to] = [i / steps, (i + 1) / steps];
    const middle = (from + to) / 2;
    total += (finite(density(from)) + 4 * density(middle) + finite(density(to))) / (6 * steps);
    cumulated[i + 1] = total;
  }
  const target = u * total;
  let i = 0;
  while (i < steps - 1 && (cumulated[i + 1] as number) < target) i++;
  const [low, high] = [cumulated[i] as number, cumulated[i + 1] as number];
  return (i + (high > low ? (target - low) / (high - low) : 0.5)) / steps;
}

const finite = (x: number): number => (Number.isFinite(x) ? x : 0);
