import type { CoxFit } from '../cox/fit.ts';
import type { LogisticFit } from '../logistic/logistic.ts';

/** What a reader should know before trusting an answer: a code to translate, and the terms it is about. */
export interface Warning {
  readonly code: string;
  readonly terms?: readonly string[];
}

/**
 * Of a Cox model.
 *
 * @param names       of its columns
 * @param weightless  rows of the data left out because their weight is zero
 */
export function coxWarnings(fit: CoxFit, names: readonly string[], weightless: readonly number[] = []): Warning[] {
  const warnings: Warning[] = [];
  if (weightless.length > 0) warnings.push({ code: 'cox.zeroWeights', terms: weightless.map((row) => `${row + 1}`) });
  if (fit.events === 0) warnings.push({ code: 'cox.noEvents' });
  if (!fit.converged) warnings.push({ code: 'cox.notConverged' });
  if (fit.perhapsInfinite.length > 0)
    warnings.push({ code: 'cox.perhapsInfinite', terms: fit.perhapsInfinite.map((j) => names[j]!) });
  const singular = names.filter((_, j) => Number.isNaN(fit.coefficients[j]!));
  // Without events nothing is estimated, which is said already.
  if (singular.length > 0 && fit.events > 0) warnings.push({ code: 'cox.singular', terms: singular });
  const p = names.length;
  const estimated = (j: number): boolean => !Number.isNaN(fit.coefficients[j]!);
  const errorless = names.filter((_, j) => estimated(j) && fit.robust && fit.variance[j * p + j] === 0);
  if (errorless.length > 0) warnings.push({ code: 'cox.noRobustError', terms: errorless });
  const outOfReach = names.filter((_, j) => estimated(j) && !Number.isFinite(fit.modelVariance[j * p + j]!));
  if (outOfReach.length > 0) warnings.push({ code: 'cox.units', terms: outOfReach });
  return warnings;
}

/** Of several Cox models, each about its own terms: `1: age` for the model of cause 1. */
export function coxWarningsOfEach(
  fits: readonly CoxFit[],
  labels: readonly string[],
  names: readonly string[],
): Warning[] {
  const made = fits.flatMap((fit, k) =>
    coxWarnings(fit, names).map(({ code, terms = [] }) => ({
      code,
      terms: terms.length > 0 ? terms.map((term) => `${labels[k]}: ${term}`) : [labels[k]!],
    })),
  );
  return merged(made);
}

/** Warnings of the same code as one, of all their terms. */
export const merged = (warnings: readonly Warning[]): Warning[] =>
  [...new Set(warnings.map(({ code }) => code))].map((code) => {
    const terms = [...new Set(warnings.filter((one) => one.code === code).flatMap((one) => one.terms ?? []))];
    return terms.length > 0 ? { code, terms } : { code };
  });

/** Of a logistic model. */
export function logisticWarnings(fit: LogisticFit, names: readonly string[]): Warning[] {
  const { status, perhapsInfinite, coefficients } = fit;
  const singular = names.filter((_, j) => Number.isNaN(coefficients[j]!));
  return [
    ...(status === 'not converged' ? [{ code: 'logistic.notConverged' }] : []),
    ...(status === 'separated'
      ? [{ code: 'logistic.perhapsInfinite', terms: perhapsInfinite.map((j) => names[j]!) }]
      : []),
    ...(singular.length > 0 ? [{ code: 'logistic.singular', terms: singular }] : []),
  ];
}

/** The member `warnings`, where there are any. */
export const said = (warnings: readonly Warning[]): { warnings?: readonly Warning[] } =>
  warnings.length > 0 ? { warnings } : {};
