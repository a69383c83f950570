import { asFactor, dropUnusedLevels, type FactorColumn } from '../frame/column.ts';
import type { Value } from './evaluate.ts';
import type { Term } from './terms.ts';

/** The design matrix: a column per coefficient, without an intercept. */
export interface Design {
  /** R's column names: `age`, `sexM`, `factor(stage)2`, `trt:age`; length p. */
  readonly names: readonly string[];
  /** n x p, row-major. */
  readonly x: Float64Array;
  readonly n: number;
  readonly p: number;
  /** The term each column belongs to, an index into `terms`; length p. */
  readonly termOf: readonly number[];
  readonly terms: readonly string[];
}

interface Coded {
  readonly suffixes: readonly string[];
  readonly columns: readonly Float64Array[];
}

function indicators(factor: FactorColumn, contrasts: boolean): Coded {
  const from = contrasts ? 1 : 0;
  const columns = factor.levels.slice(from).map(() => new Float64Array(factor.codes.length));
  factor.codes.forEach((code, i) => {
    if (code >= from) columns[code - from]![i] = 1;
  });
  return { suffixes: factor.levels.slice(from), columns };
}

/** Levels as they will be coded: words keep only those in use, logicals and factors keep all. */
export const codedLevels = (factor: FactorColumn): FactorColumn =>
  factor.origin === 'text' ? asFactor(dropUnusedLevels(factor)) : factor;

/**
 * The design matrix of the terms. A factor is coded by treatment contrasts against its first level where the term
 * without it is in the model (the intercept always is), by an indicator for each level otherwise, as R does.
 *
 * @param values   the variables, each over the n rows in use
 * @param margins  products that count as being in the model though they have no columns
 */
export function designMatrix(
  terms: readonly Term[],
  names: readonly string[],
  values: readonly Value[],
  n: number,
  margins: readonly (readonly number[])[] = [],
): Design {
  const inModel = (variables: readonly number[]): boolean =>
    variables.length === 0 ||
    margins.some((margin) => margin.length === variables.length && margin.every((v, i) => v === variables[i])) ||
    terms.some(
      (term) => term.variables.length === variables.length && term.variables.every((v, i) => v === variables[i]),
    );
  const columns: Float64Array[] = [];
  const columnNames: string[] = [];
  const termOf: number[] = [];
  terms.forEach((term, t) => {
    let products: { name: string; column: Float64Array | undefined }[] = [{ name: '', column: undefined }];
    for (const v of term.variables) {
      const value = values[v]!;
      let coded: Coded;
      if (value.kind === 'number') coded = { suffixes: [''], columns: [value.values] };
      else if (value.kind === 'basis') coded = value;
      else coded = indicators(codedLevels(value), inModel(term.variables.filter((other) => other !== v)));
      products = coded.columns.flatMap((column, k) =>
        products.map((before) => ({
          name: `${before.name}${before.column ? ':' : ''}${names[v]}${coded.suffixes[k]}`,
          column: before.column ? before.column.map((b, i) => b * column[i]!) : column,
        })),
      );
    }
    for (const { name, column } of products) {
      if (!column) continue;
      columns.push(column);
      columnNames.push(name);
      termOf.push(t);
    }
  });
  const p = columns.length;
  const x = new Float64Array(n * p);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) x[i * p + j] = column[i]!;
  });
  return { names: columnNames, x, n, p, termOf, terms: terms.map((term) => term.name) };
}
