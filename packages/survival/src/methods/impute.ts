import { refuse } from '../errors/input-error.ts';
import { deparse } from '../formula/deparse.ts';
import { namesIn } from '../formula/expression.ts';
import { refuseMixed } from '../formula/mixed-column.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { type Column, isMissing } from '../frame/column.ts';
import { columnNamed, type Frame, rowsOf, withColumn } from '../frame/frame.ts';
import { chainedEquations, NUMBER_METHODS, type NumberMethod } from '../imputation/chained-equations.ts';
import { timeBlocks } from '../order/ascending.ts';
import { survivalOf } from '../response/response.ts';
import type { Survival } from '../response/survival.ts';
import {
  formulaOf, frameOfInput, inOneGo, type MethodInput, numberOption, type Options, orNull, type Parts, textsOption,
} from './method.ts'; // biome-ignore format: a list

export interface Imputed {
  /** Rows of the frame whose outcome is known: the rows of every completed table. */
  readonly rows: Int32Array;
  readonly frames: readonly Frame[];
  /** The variables that had gaps. */
  readonly names: readonly string[];
}

/** The Nelson-Aalen cumulative hazard at each row's time. */
function cumulativeHazards({ time, status }: Survival): Float64Array {
  const { order, ends } = timeBlocks(time);
  const hazards = new Float64Array(time.length);
  let hazard = 0;
  for (let k = 0, from = 0; k < ends.length; from = ends[k++]!) {
    let d = 0;
    for (let r = from; r < ends[k]!; r++) d += status[order[r]!]!;
    hazard += d / (time.length - from);
    for (let r = from; r < ends[k]!; r++) hazards[order[r]!] = hazard;
  }
  return hazards;
}

/**
 * Completes the covariates of `Surv(time, status) ~ ...` by chained equations. The event indicator and the cumulative
 * hazard are among the predictors; option `auxiliary` names further columns to predict from (filled as well).
 *
 * @param from  the first completed table to make, from 0, and one past the last
 * @throws {InputError} as the formula, or `column.empty` for a covariate nobody has
 */
export function imputeFrames(frame: Frame, formula: string, from: number, to: number, options: Options): Imputed {
  const { left, right } = parseFormula(formula);
  if (left === undefined) return refuse('response.missing', 'left side', undefined, 'Surv(time, status)');
  const outcome = modelFrame(parseFormula(`${deparse(left)} ~ 1`), frame);
  const survival = survivalOf(outcome);
  if (survival.start) refuse('response.arguments', 'left side', 'Surv(start, stop, status)', 'Surv(time, status)');
  const known = rowsOf(frame, outcome.rows);
  const used = namesIn(left);
  const asked = [...namesIn(right)].flatMap((name) => (name === '.' ? [...frame.columns.keys()] : [name]));
  const wanted = [...new Set([...asked, ...(textsOption(options, 'auxiliary') ?? [])])].filter(
    (name) => !used.has(name),
  );
  for (const name of wanted) refuseMixed(columnNamed(frame, name), name);
  const columns = wanted.map((name) => columnNamed(known, name));
  columns.forEach((column, v) => {
    if (missingRows(column, known.rows).length === known.rows) refuse('column.empty', `column ${wanted[v]}`);
  });
  const methods = methodsOf(columns, wanted, options);
  const completed = chainedEquations(columns, {
    methods,
    m: to - from,
    from,
    iterations: numberOption(options, 'iterations') ?? 10,
    seed: numberOption(options, 'seed') ?? 1,
    auxiliary: [survival.status, cumulativeHazards(survival)],
  });
  return {
    rows: outcome.rows,
    frames: completed.map((set) => set.reduce((made, column, v) => withColumn(made, wanted[v]!, column), known)),
    names: wanted.filter((_, v) => missingRows(columns[v]!, known.rows).length > 0),
  };
}

/** The option `method`: `pmm` or `norm` for all numbers, `age=norm` for one. */
function methodsOf(columns: readonly Column[], names: readonly string[], options: Options): NumberMethod[] {
  const methods = names.map((): NumberMethod => 'pmm');
  for (const word of textsOption(options, 'method') ?? []) {
    const at = word.lastIndexOf('=');
    const method = NUMBER_METHODS.find((known) => known === word.slice(at + 1));
    if (method === undefined) return refuse('option.value', 'option method', word, NUMBER_METHODS.join(', '));
    if (at < 0) methods.fill(method);
    else {
      const v = names.indexOf(word.slice(0, at));
      const numbers = names.filter((_, k) => columns[k]!.kind === 'number');
      if (v < 0 || columns[v]!.kind !== 'number') refuse('option.value', 'option method', word, numbers.join(', '));
      methods[v] = method;
    }
  }
  return methods;
}

const missingRows = (column: Column, rows: number): number[] =>
  Array.from({ length: rows }, (_, i) => i).filter((i) => isMissing(column, i));

const valueAt = (column: Column, row: number): number | string | null =>
  column.kind === 'number' ? orNull(column.values[row]) : (column.levels[column.codes[row]!] ?? null);

/** What completed tables hold in the gaps of each variable, a list per table; `rows` are rows of the data, from 0. */
interface Filled {
  readonly n: number;
  readonly variables: Readonly<
    Record<string, { readonly rows: readonly number[]; readonly values: readonly unknown[][] }>
  >;
}

const tablesAsked = ({ options }: MethodInput): number => numberOption(options, 'm') ?? 5;

function filledTables(input: MethodInput, from: number, to: number): Filled {
  const frame = frameOfInput(input);
  const { frames, names, rows } = imputeFrames(frame, formulaOf(input), from, to, input.options);
  const original = rowsOf(frame, rows);
  return {
    n: rows.length,
    variables: Object.fromEntries(
      names.map((name) => {
        const gaps = missingRows(columnNamed(original, name), rows.length);
        const values = frames.map((made) => gaps.map((i) => valueAt(columnNamed(made, name), i)));
        return [name, { rows: gaps.map((i) => rows[i]!), values }];
      }),
    ),
  };
}

/**
 * `linea survival impute "Surv(time, status) ~ age + x" --m 5 --iterations 10 --seed 1`: what was filled in, by
 * variable; `rows` are rows of the data from 0, `values` one list per completed table.
 */
export const imputeParts: Parts<Filled> = {
  count(input) {
    const m = tablesAsked(input);
    return Number.isInteger(m) && m >= 1 ? m : refuse('option.value', 'option m', `${m}`, 'a whole number from 1');
  },
  part: filledTables,
  whole(input, parts) {
    const { n, variables } = parts[0]!;
    return {
      n,
      n_omitted: frameOfInput(input).rows - n,
      m: tablesAsked(input),
      iterations: numberOption(input.options, 'iterations') ?? 10,
      seed: numberOption(input.options, 'seed') ?? 1,
      variables: Object.fromEntries(
        Object.entries(variables).map(([name, { rows }]) => {
          const values = parts.flatMap((part) => part.variables[name]!.values);
          return [name, { missing: rows.length, rows, values }];
        }),
      ),
    };
  },
};

export const imputeMethod = inOneGo(imputeParts);
