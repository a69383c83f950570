import { refuse } from '../errors/input-error.ts';
import type { Frame } from '../frame/frame.ts';
import { type Pooled, rubin } from '../pooling/rubin.ts';
import { coxOptions } from './cox.ts';
import { fitFormula } from './fit-formula.ts';
import { imputeFrames } from './impute.ts';
import { formulaOf, frameOfInput, listOrNull, type Method, type MethodInput, numberOption } from './method.ts';

const pooledMembers = (pooled: Pooled) => ({
  m: pooled.m,
  dfcom: pooled.completeDf,
  estimate: pooled.estimate,
  within: pooled.within,
  between: pooled.between,
  total: pooled.total,
  se: pooled.se,
  df_barnard_rubin: listOrNull(pooled.df),
  df_rubin_1987: listOrNull(pooled.dfLarge),
  riv: pooled.riv,
  lambda: pooled.lambda,
  fmi: listOrNull(pooled.fmi),
  lower: listOrNull(pooled.lower),
  upper: listOrNull(pooled.upper),
  p: listOrNull(pooled.p),
});

/** The tables given, or with the option `impute` so many completed from the one given. */
function completedTables(input: MethodInput): readonly Frame[] {
  const m = numberOption(input.options, 'impute');
  if (m === undefined) return input.frames;
  if (!(Number.isInteger(m) && m >= 2)) refuse('option.value', 'option impute', `${m}`, 'a whole number from 2');
  return imputeFrames(frameOfInput(input), formulaOf(input), m, input.options).frames;
}

/**
 * `linea survival pool A.csv B.csv ... "FORMULA"`: a Cox model in each completed table, pooled by Rubin's rules;
 * `pool A.csv "FORMULA" --impute 5 --seed 1` completes the table first.
 */
export const poolMethod: Method = (input) => {
  const frames = completedTables(input);
  if (frames.length < 2)
    refuse('data.tables', 'data', `${frames.length}`, 'at least two completed tables, or --impute');
  const fits = frames.map((frame) => {
    const { mf, design, fit } = fitFormula(formulaOf(input), frame, coxOptions(input.options));
    return { mf, names: design.names, fit };
  });
  const { names, mf, fit: first } = fits[0]!;
  fits.forEach(({ names: own }, k) => {
    if (own.join() !== names.join()) refuse('data.terms', `table ${k + 1}`, own.join(', '), names.join(', '));
  });
  fits.forEach(({ fit }, k) => {
    const unknown = fit.coefficients.findIndex(Number.isNaN);
    if (unknown >= 0) refuse('fit.collinear', `table ${k + 1}, term ${names[unknown]}`);
  });
  const estimates = fits.map(({ fit }) => Array.from(fit.coefficients));
  const variances = fits.map(({ fit }) => names.map((_, j) => fit.variance[j * names.length + j]!));
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    terms: names,
    converged: fits.every(({ fit }) => fit.converged),
    estimates,
    variances,
    pooled_at_nevent_df: pooledMembers(rubin(estimates, variances, first.events - names.length)),
    pooled_large_df: pooledMembers(rubin(estimates, variances, 1e7)),
  };
};
