import { refuse } from '../errors/input-error.ts';
import type { Value } from '../formula/evaluate.ts';
import type { ModelFrame } from '../formula/model-frame.ts';

/**
 * Refuses what a Cox model can say nothing about: words that are all the same, and with strata a variable that is the same
 * for all rows of each, unless an interaction uses it, too (a treatment within its own strata).
 *
 * @throws {InputError} `covariate.oneLevel`, `covariate.constantInStrata`
 */
export function refuseConstantTerms(mf: ModelFrame): void {
  const { terms } = mf.terms;
  for (const { variables, name } of terms) {
    const [variable] = variables;
    if (variable === undefined || terms.some((other) => other.name !== name && other.variables.includes(variable)))
      continue;
    const value = mf.values[variable]!;
    if (value.kind === 'factor' && value.levels.length === 1) {
      refuse('covariate.oneLevel', name, value.levels[0], '2, 3, …');
    }
    if (mf.strata && constantWithin(value, mf.strata.codes)) refuse('covariate.constantInStrata', name);
  }
}

function constantWithin(value: Value, strata: Int32Array): boolean {
  const columns = value.kind === 'basis' ? value.columns : [value.kind === 'factor' ? value.codes : value.values];
  return columns.every((column) => {
    const first = new Map<number, number>();
    return strata.every((stratum, i) => {
      const own = first.get(stratum);
      if (own === undefined) first.set(stratum, column[i]!);
      return own === undefined || own === column[i];
    });
  });
}
