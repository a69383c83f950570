import { refuse } from '../errors/input-error.ts';
import { type Pooled, rubin } from '../pooling/rubin.ts';
import { coxOptions } from './cox.ts';
import { fitFormula } from './fit-formula.ts';
import { imputeFrames } from './impute.ts';
import { formulaOf, frameOfInput, inOneGo, listOrNull, type MethodInput, numberOption, type Parts } from './method.ts';
import { coxWarnings, merged, said, type Warning } from './warnings.ts';

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

/** Cox models of some of the completed tables. */
interface FittedTables {
  readonly n: number;
  readonly omitted: number;
  readonly events: number;
  readonly terms: readonly string[];
  readonly converged: boolean;
  readonly warnings: readonly Warning[];
  readonly estimates: readonly number[][];
  readonly variances: readonly number[][];
}

/** The tables given, or with the option `impute` so many completed from the one given. */
function countTables({ frames, options }: MethodInput): number {
  const m = numberOption(options, 'impute');
  if (m !== undefined && !(Number.isInteger(m) && m >= 2)) {
    refuse('option.value', 'option impute', `${m}`, 'a whole number from 2');
  }
  const count = m ?? frames.length;
  if (count < 2) refuse('data.tables', 'data', `${count}`, 'at least two completed tables, or --impute');
  return count;
}

function fitTables(input: MethodInput, from: number, to: number): FittedTables {
  const { options } = input;
  const frames =
    numberOption(options, 'impute') === undefined
      ? input.frames.slice(from, to)
      : imputeFrames(frameOfInput(input), formulaOf(input), from, to, options).frames;
  const fits = frames.map((frame) => {
    const { mf, design, fit, weightless } = fitFormula(formulaOf(input), frame, coxOptions(options));
    return { mf, names: design.names, fit, warnings: coxWarnings(fit, design.names, weightless) };
  });
  const { names, mf, fit: first } = fits[0]!;
  if (first.events === 0) refuse('data.noEvents', 'left side', '0 events', 'at least one event');
  fits.forEach(({ names: own, fit }, k) => {
    if (own.join() !== names.join()) refuse('data.terms', `table ${from + k + 1}`, own.join(', '), names.join(', '));
    const unknown = fit.coefficients.findIndex(Number.isNaN);
    if (unknown >= 0) refuse('fit.collinear', `table ${from + k + 1}, term ${names[unknown]}`);
  });
  return {
    n: mf.n,
    omitted: mf.omitted,
    events: first.events,
    terms: names,
    converged: fits.every(({ fit }) => fit.converged),
    warnings: fits.flatMap(({ warnings }) => warnings),
    estimates: fits.map(({ fit }) => Array.from(fit.coefficients)),
    variances: fits.map(({ fit }) => names.map((_, j) => fit.variance[j * names.length + j]!)),
  };
}

/**
 * `linea survival pool A.csv B.csv ... "FORMULA"`: a Cox model in each completed table, pooled by Rubin's rules;
 * `pool A.csv "FORMULA" --impute 5 --seed 1` completes the table first.
 */
export const poolParts: Parts<FittedTables> = {
  count: countTables,
  part: fitTables,
  whole(_, parts) {
    const { n, omitted, events, terms } = parts[0]!;
    let table = 1;
    for (const part of parts) {
      if (part.terms.join() !== terms.join())
        refuse('data.terms', `table ${table}`, part.terms.join(', '), terms.join(', '));
      table += part.estimates.length;
    }
    const estimates = parts.flatMap((part) => part.estimates);
    const variances = parts.flatMap((part) => part.variances);
    return {
      n,
      n_omitted: omitted,
      ...said(merged(parts.flatMap((part) => part.warnings))),
      terms,
      converged: parts.every((part) => part.converged),
      estimates,
      variances,
      pooled_at_nevent_df: pooledMembers(rubin(estimates, variances, events - terms.length)),
      pooled_large_df: pooledMembers(rubin(estimates, variances, 1e7)),
    };
  },
};

export const poolMethod = inOneGo(poolParts);
