import { normalCdf, normalDensity, normalQuantile } from '../special/normal.ts';

export const AFT_DISTRIBUTIONS = ['weibull', 'exponential', 'lognormal', 'loglogistic'] as const;
export type AftDistribution = (typeof AFT_DISTRIBUTIONS)[number];

/** Value, first and second derivative in z of the log density (event) or the log survival (censored). */
export type LogTerm = (z: number, event: boolean, out: Float64Array) => void;

const weibull: LogTerm = (z, event, out) => {
  const e = Math.exp(z);
  out[0] = event ? z - e : -e;
  out[1] = event ? 1 - e : -e;
  out[2] = -e;
};

const LOG_ROOT_2PI = 0.918938533204672741780329736406;

const normal: LogTerm = (z, event, out) => {
  if (event) {
    out[0] = -LOG_ROOT_2PI - (z * z) / 2;
    out[1] = -z;
    out[2] = -1;
    return;
  }
  const s = normalCdf(z, true);
  // Far in the tail S underflows; Mills' ratio by its continued fraction.
  const mills = z > 30 ? z + 1 / (z + 2 / (z + 3 / z)) : normalDensity(z) / s;
  out[0] = z > 30 ? -LOG_ROOT_2PI - (z * z) / 2 - Math.log(mills) : Math.log(s);
  out[1] = -mills;
  out[2] = -mills * (mills - z);
};

const logistic: LogTerm = (z, event, out) => {
  const log = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  const p = 1 / (1 + Math.exp(-z));
  out[0] = event ? z - 2 * log : -log;
  out[1] = event ? 1 - 2 * p : -p;
  out[2] = (event ? -2 : -1) * p * (1 - p);
};

/** Of the error term: log T = x beta + scale * error. */
export const logTerms: Readonly<Record<AftDistribution, LogTerm>> = {
  weibull,
  exponential: weibull,
  lognormal: normal,
  loglogistic: logistic,
};

const extreme = (p: number): number => Math.log(-Math.log1p(-p));

/** Quantile of the error term. */
export const errorQuantile: Readonly<Record<AftDistribution, (p: number) => number>> = {
  weibull: extreme,
  exponential: extreme,
  lognormal: normalQuantile,
  loglogistic: (p) => Math.log(p / (1 - p)),
};
