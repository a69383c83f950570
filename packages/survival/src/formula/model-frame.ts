import { refuse } from '../errors/input-error.ts';
import { asFactor, type Column, type FactorColumn, isMissing, takeRows } from '../frame/column.ts';
import type { Frame } from '../frame/frame.ts';
import { deparse } from './deparse.ts';
import { codedLevels, type Design, designMatrix } from './design.ts';
import { evaluate, type Memory, matchLevels, numbersOf, type Scope, type Value } from './evaluate.ts';
import { type Expression, type Formula, namesIn } from './expression.ts';
import { refuseMixed } from './mixed-column.ts';
import { parseExpression } from './parse.ts';
import { crossFactors } from './strata.ts';
import { expandTerms, type Terms } from './terms.ts';

/** The left side: `Surv(time, status)` is call `Surv` with two arguments; a bare expression is call '' with one. */
export interface LeftSide {
  readonly call: string;
  readonly names: readonly string[];
  readonly args: readonly Value[];
}

/** The rows and variables a formula uses, with rows that miss any of them left out. Everything has length n. */
export interface ModelFrame {
  readonly n: number;
  /** How many rows were left out because a value in use was missing. */
  readonly omitted: number;
  /** The rows in use, as indices into the frame, ascending. */
  readonly rows: Int32Array;
  readonly formula: Formula;
  readonly left: LeftSide | undefined;
  readonly terms: Terms;
  /** Name and value of every variable of `terms.variables`. */
  readonly names: readonly string[];
  readonly values: readonly Value[];
  /** The strata() terms, crossed. */
  readonly strata: FactorColumn | undefined;
  readonly cluster: FactorColumn | undefined;
  readonly offset: Float64Array | undefined;
  readonly weights: Float64Array | undefined;
  /** What was asked for by `extra`, by its key. */
  readonly extra: ReadonlyMap<string, Value>;
  /** Levels and knots learnt here, for new rows. */
  readonly memory: Memory;
}

export interface ModelFrameOptions {
  /** An expression of columns: `w`, `1 + age / 100`. */
  readonly weights?: string;
  /** Further expressions to carry along, such as an id; rows that miss them are left out too. */
  readonly extra?: Readonly<Record<string, string>>;
  /** What `tt(x)` stands for, an expression of `x` and `t`. */
  readonly tt?: string;
  /** Take these rows of the frame only, such as those of a larger model. */
  readonly rows?: Int32Array;
}

const missingAt = (value: Value, row: number): boolean =>
  value.kind === 'basis' ? value.columns.some((column) => Number.isNaN(column[row])) : isMissing(value, row);

const takeValue = (value: Value, rows: Int32Array): Value =>
  value.kind === 'basis'
    ? { ...value, columns: value.columns.map((column) => Float64Array.from(rows, (row) => column[row]!)) }
    : takeRows(value, rows);

/** 1 where an interval (start, stop] has no length, which R treats as missing. */
function emptyIntervals(left: Expression | undefined, args: readonly Value[]): Uint8Array | undefined {
  const [start, stop] = args;
  if (left?.type !== 'call' || !/^(Surv|Hist)$/.test(left.name) || args.length !== 3) return undefined;
  if (start?.kind !== 'number' || stop?.kind !== 'number') return undefined;
  return Uint8Array.from(start.values, (t, i) => (t === stop.values[i] ? 1 : 0));
}

/** The columns of a frame that `.` stands for. */
const restOf = (formula: Formula, frame: Frame): string[] => {
  const used = formula.left ? namesIn(formula.left) : new Set<string>();
  return [...frame.columns.keys()].filter((name) => !used.has(name));
};

function strataColumn(e: Expression & { type: 'call' }, scope: Scope): FactorColumn {
  const plain = e.args.filter((arg) => arg.name !== 'shortlabel' && arg.name !== 'sep' && arg.name !== 'na.group');
  const columns = plain.map(({ value }) => {
    const column = evaluate(value, scope);
    return column.kind === 'basis' ? refuse('formula.type', deparse(value), undefined, 'a column') : column;
  });
  const named = plain.some(({ name }) => name !== undefined);
  const short = !named && columns.every((column) => column.kind === 'factor' && column.origin !== 'logical');
  return crossFactors(
    columns,
    plain.map(({ name, value }) => name ?? deparse(value)),
    short,
  );
}

const evaluateVariable = (e: Expression, scope: Scope): Value =>
  e.type === 'call' && e.name === 'strata' ? strataColumn(e, scope) : evaluate(e, scope);

const asColumn = (value: Value, e: Expression): Column =>
  value.kind === 'basis' ? refuse('formula.type', deparse(e), undefined, 'a column') : value;

function sum(vectors: readonly Float64Array[]): Float64Array | undefined {
  const [first, ...others] = vectors;
  return first && others.reduce((total, v) => total.map((t, i) => t + v[i]!), first);
}

/**
 * Evaluates a formula on a frame, as R's model.frame with na.omit.
 *
 * @throws {InputError} `column.unknown`, `column.mixed`, `column.decimalComma`, `formula.*`, `data.empty` when no row is complete, `weights.negative`, `weights.notFinite`, `weights.zero`
 */
export function modelFrame(formula: Formula, frame: Frame, options: ModelFrameOptions = {}): ModelFrame {
  const memory: Memory = new Map();
  if (options.tt !== undefined) memory.set('tt', parseExpression(options.tt));
  const scope: Scope = { frame, memory };
  const terms = expandTerms(formula.right, restOf(formula, frame));
  const { left } = formula;
  const leftParts =
    left === undefined
      ? []
      : left.type === 'call' && /^(Surv|Hist)$/.test(left.name)
        ? left.args.map((arg) => arg.value)
        : [left];
  const extraParts = Object.entries(options.extra ?? {}).map(([key, text]) => [key, parseExpression(text)] as const);
  const leftValues = leftParts.map((e) => evaluate(e, scope));
  const values = terms.variables.map((e) =>
    e.type === 'call' && (e.name === 'offset' || e.name === 'cluster')
      ? evaluate(e.args[0]!.value, scope)
      : evaluateVariable(e, scope),
  );
  values.forEach((value, v) => {
    if (terms.variables[v]!.type === 'name' && value.kind !== 'basis') refuseMixed(value, deparse(terms.variables[v]!));
  });
  const strata = terms.strata.map((e) => strataColumn(e, scope));
  const cluster = terms.cluster && evaluate(terms.cluster, scope);
  const offsets = terms.offsets.map((e) => numbersOf(evaluate(e, scope), e));
  const weightsExpression = options.weights === undefined ? undefined : parseExpression(options.weights);
  const weights = weightsExpression && evaluate(weightsExpression, scope);
  const extra = extraParts.map(([key, e]) => [key, evaluate(e, scope)] as const);

  const needed: Value[] = [...leftValues, ...values, ...strata, ...extra.map(([, value]) => value)];
  if (cluster) needed.push(cluster);
  if (weights) needed.push(weights);
  const kept: number[] = [];
  const empty = emptyIntervals(left, leftValues);
  const allowed = options.rows && new Set(options.rows);
  for (let i = 0; i < frame.rows; i++) {
    if (empty?.[i] === 1 || allowed?.has(i) === false) continue;
    if (!needed.some((value) => missingAt(value, i)) && !offsets.some((offset) => Number.isNaN(offset[i])))
      kept.push(i);
  }
  if (kept.length === 0) refuse('data.empty', 'data', `${frame.rows} rows`, 'at least one row without a missing value');
  const rows = Int32Array.from(kept);
  const take = (value: Value): Value => takeValue(value, rows);
  const used = values.map(take).map((value) => (value.kind === 'factor' ? codedLevels(value) : value));
  terms.variables.forEach((e, v) => {
    const value = used[v]!;
    if (value.kind === 'factor') memory.set(`levels variable ${deparse(e)}`, value.levels);
  });
  const weightValues = weights && weightsExpression && numbersOf(take(weights), weightsExpression);
  const odd = weightValues?.findIndex((w) => !(w >= 0 && w < Infinity)) ?? -1;
  if (odd >= 0) {
    const code = weightValues![odd]! < 0 ? 'weights.negative' : 'weights.notFinite';
    refuse(code, `${options.weights}, row ${rows[odd]! + 1}`, `${weightValues![odd]}`, 'weights of at least 0');
  }
  if (weightValues && !weightValues.some((w) => w > 0))
    refuse('weights.zero', options.weights!, '0', 'at least one weight above 0');
  return {
    n: rows.length,
    omitted: frame.rows - rows.length,
    rows,
    formula,
    left: left && {
      call: left.type === 'call' && leftParts[0] !== left ? left.name : '',
      names: leftParts.map(deparse),
      args: leftValues.map(take),
    },
    terms,
    names: terms.variables.map(deparse),
    values: used,
    strata:
      strata.length === 0
        ? undefined
        : strata.length === 1
          ? crossFactors([takeRows(strata[0]!, rows)], [''], true)
          : crossFactors(
              strata.map((column) => takeRows(column, rows)),
              terms.strata.map(deparse),
              true,
            ),
    cluster: cluster && asFactor(asColumn(take(cluster), terms.cluster!)),
    offset: sum(offsets.map((offset) => Float64Array.from(rows, (row) => offset[row]!))),
    weights: weightValues,
    extra: new Map(extra.map(([key, value]) => [key, take(value)])),
    memory,
  };
}

/** The design matrix of a model frame. */
export const designOf = (mf: ModelFrame): Design =>
  designMatrix(mf.terms.terms, mf.names, mf.values, mf.n, mf.terms.margins);

export interface NewRows {
  readonly design: Design;
  readonly offset: Float64Array | undefined;
  /** The stratum of each row, an index into the levels of the model's strata; -1 where unknown or not given. */
  readonly strata: Int32Array | undefined;
  /** Rows of the design, as indices into the new frame; those with a missing value are left out. */
  readonly rows: Int32Array;
}

/**
 * The stratum of new rows, an index into the levels of the model's strata; -1 where unknown.
 *
 * @returns undefined where the table does not hold the columns of the strata
 */
export function strataOfNew(
  { strata }: Terms,
  levels: readonly string[],
  frame: Frame,
  memory: Memory = new Map(),
): Int32Array | undefined {
  const names = strata.flatMap((e) => [...namesIn(e)]);
  if (strata.length === 0 || !names.every((name) => frame.columns.has(name))) return undefined;
  const columns = strata.map((e) => strataColumn(e, { frame, memory }));
  const column = columns.length === 1 ? columns[0]! : crossFactors(columns, strata.map(deparse), true);
  return column.codes.map((code) => (code < 0 ? -1 : levels.indexOf(column.levels[code]!)));
}

/**
 * The design of new rows for a fitted model: same levels, same knots. The left side, weights and clusters are not needed.
 *
 * @throws {InputError} `level.unknown` for a level the model has not seen
 */
export function designOfNew(mf: ModelFrame, frame: Frame): NewRows {
  const scope: Scope = { frame, memory: mf.memory };
  const inTerms = new Set(mf.terms.terms.flatMap((term) => term.variables));
  const values = mf.terms.variables.map((e, v): Value => {
    if (!inTerms.has(v)) return { kind: 'number', values: new Float64Array(frame.rows) };
    const value = evaluateVariable(e, scope);
    return value.kind === 'factor' ? matchLevels(asFactor(value), `variable ${deparse(e)}`, scope) : value;
  });
  const offsets = mf.terms.offsets.map((e) => numbersOf(evaluate(e, scope), e));
  const kept: number[] = [];
  for (let i = 0; i < frame.rows; i++) {
    if (!values.some((value) => missingAt(value, i)) && !offsets.some((offset) => Number.isNaN(offset[i])))
      kept.push(i);
  }
  const rows = Int32Array.from(kept);
  let strata: Int32Array | undefined;
  const all = mf.strata && strataOfNew(mf.terms, mf.strata.levels, frame, mf.memory);
  if (all) strata = Int32Array.from(rows, (row) => all[row]!);
  const design = designMatrix(
    mf.terms.terms,
    mf.names,
    values.map((value) => takeValue(value, rows)),
    rows.length,
    mf.terms.margins,
  );
  return { design, offset: sum(offsets.map((offset) => Float64Array.from(rows, (row) => offset[row]!))), strata, rows };
}
