import { refuse } from '../errors/input-error.ts';
import { asFactor, type Column, type FactorColumn, lengthOf, logicalColumn, numberColumn } from '../frame/column.ts';
import { columnNamed, type Frame } from '../frame/frame.ts';
import { slowNumber } from '../frame/plain-number.ts';
import { deparse } from './deparse.ts';
import type { Argument, Expression } from './expression.ts';
import { hasComma } from './mixed-column.ts';
import { type NaturalSpline, naturalSpline, naturalSplineBasis } from './natural-spline.ts';

/** Several numeric columns from one term, such as a spline basis; `suffixes` name them after the term. */
interface Basis {
  readonly kind: 'basis';
  readonly columns: readonly Float64Array[];
  readonly suffixes: readonly string[];
}

export type Value = Column | Basis;

/** What a term learnt from the data it was first evaluated on (levels, knots), so that new rows are treated alike. */
export type Memory = Map<string, unknown>;

export interface Scope {
  readonly frame: Frame;
  readonly memory: Memory;
}

const MATH: Readonly<Record<string, (x: number) => number>> = {
  log2: Math.log2, log10: Math.log10, log1p: Math.log1p, exp: Math.exp, expm1: Math.expm1, sqrt: Math.sqrt,
  abs: Math.abs, floor: Math.floor, ceiling: Math.ceil, trunc: Math.trunc, sin: Math.sin, cos: Math.cos, tan: Math.tan,
}; // biome-ignore format: a table

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => (a === 1 || b === 0 ? 1 : a ** b),
  '%%': (a, b) => a - Math.floor(a / b) * b,
  '%/%': (a, b) => Math.floor(a / b),
};

const COMPARISON: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/**
 * Evaluates an expression over all rows of a frame. Missing values spread.
 *
 * @throws {InputError} `column.unknown`, `formula.function` (not one we know), `formula.type` (words where numbers are needed)
 */
export function evaluate(e: Expression, scope: Scope): Value {
  switch (e.type) {
    case 'number':
      return numberColumn(new Float64Array(scope.frame.rows).fill(e.value));
    case 'string':
      return { kind: 'factor', levels: [e.value], codes: new Int32Array(scope.frame.rows), origin: 'text' };
    case 'name':
      if (e.name === 'TRUE' || e.name === 'FALSE' || e.name === 'pi') {
        if (!scope.frame.columns.has(e.name)) {
          return numberColumn(
            new Float64Array(scope.frame.rows).fill(e.name === 'pi' ? Math.PI : Number(e.name === 'TRUE')),
          );
        }
      }
      return columnNamed(scope.frame, e.name);
    case 'group':
      return evaluate(e.inner, scope);
    case 'unary':
      return unary(e.operator, e.operand, scope);
    case 'binary':
      return binary(e, scope);
    case 'call':
      return call(e.name, e.args, e, scope);
  }
}

/**
 * As numbers: TRUE is 1. Words are refused, by the first that is no number.
 *
 * @param rows  rows of the data that the values are of; default: all, in order
 */
export function numbersOf(value: Value, e: Expression, rows?: Int32Array): Float64Array {
  if (value.kind === 'number') return value.values;
  if (value.kind === 'factor' && value.origin === 'logical') {
    return Float64Array.from(value.codes, (code) => (code < 0 ? Number.NaN : code));
  }
  if (value.kind === 'factor') {
    const word = value.levels.map((level) => Number.isNaN(slowNumber(level, 46)));
    const wrong = value.codes.findIndex((code) => code >= 0 && word[code]!);
    const row = wrong >= 0 ? wrong : value.codes.findIndex((code) => code >= 0);
    const got = row < 0 ? undefined : value.levels[value.codes[row]!];
    const at = row < 0 ? '' : `, row ${(rows?.[row] ?? row) + 1}`;
    if (got !== undefined && hasComma(got))
      return refuse('column.decimalComma', `${deparse(e)}${at}`, got, 'numbers with a point, or --decimal ,');
    return refuse('formula.type', `${deparse(e)}${at}`, got, 'numbers');
  }
  return refuse('formula.type', deparse(e), undefined, 'one column of numbers');
}

const numeric = (e: Expression, scope: Scope): Float64Array => numbersOf(evaluate(e, scope), e);

function map1(x: Float64Array, f: (x: number) => number): Column {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = f(x[i]!);
  return numberColumn(y);
}

function unary(operator: string, operand: Expression, scope: Scope): Value {
  const x = numeric(operand, scope);
  if (operator === '!') return logicalColumn(Int32Array.from(x, (v) => (Number.isNaN(v) ? -1 : v === 0 ? 1 : 0)));
  return map1(x, operator === '-' ? (v) => -v : (v) => v);
}

function binary(e: Expression & { type: 'binary' }, scope: Scope): Value {
  const { operator } = e;
  const compare = COMPARISON[operator];
  if (compare) return comparison(e, compare, scope);
  const x = numeric(e.left, scope);
  const y = numeric(e.right, scope);
  const f = ARITHMETIC[operator];
  if (f) {
    const z = new Float64Array(x.length);
    for (let i = 0; i < z.length; i++) z[i] = f(x[i]!, y[i]!);
    return numberColumn(z);
  }
  const and = operator.startsWith('&');
  if (!and && !operator.startsWith('|')) return refuse('formula.function', `${deparse(e)}`, operator);
  const codes = Int32Array.from(x, (a, i) => {
    const b = y[i]!;
    const decided = and ? a === 0 || b === 0 : (a !== 0 && !Number.isNaN(a)) || (b !== 0 && !Number.isNaN(b));
    if (decided) return and ? 0 : 1;
    return Number.isNaN(a) || Number.isNaN(b) ? -1 : and ? 1 : 0;
  });
  return logicalColumn(codes);
}

function comparison(
  e: Expression & { type: 'binary' },
  compare: (a: number, b: number) => boolean,
  scope: Scope,
): Value {
  const left = evaluate(e.left, scope);
  const right = evaluate(e.right, scope);
  const n = scope.frame.rows;
  const codes = new Int32Array(n);
  const words = (value: Value): value is FactorColumn => value.kind === 'factor' && value.origin !== 'logical';
  // `age > 65` asks for numbers; words are compared with words.
  const ordered = !/^[=!]=$/.test(e.operator) && (left.kind === 'number' || right.kind === 'number');
  if (!ordered && (words(left) || words(right))) {
    if (left.kind === 'basis' || right.kind === 'basis') return refuse('formula.type', deparse(e));
    const a = asFactor(left);
    const b = asFactor(right);
    const order = [...new Set([...a.levels, ...b.levels])].sort();
    const rank = (column: FactorColumn): number[] => column.levels.map((level) => order.indexOf(level));
    const [ra, rb] = [rank(a), rank(b)];
    for (let i = 0; i < n; i++) {
      const [ca, cb] = [a.codes[i]!, b.codes[i]!];
      codes[i] = ca < 0 || cb < 0 ? -1 : Number(compare(ra[ca]!, rb[cb]!));
    }
  } else {
    const x = numbersOf(left, e.left);
    const y = numbersOf(right, e.right);
    for (let i = 0; i < n; i++) {
      codes[i] = Number.isNaN(x[i]) || Number.isNaN(y[i]) ? -1 : Number(compare(x[i]!, y[i]!));
    }
  }
  return logicalColumn(codes);
}

const constantOf = (e: Expression | undefined): number | undefined => {
  if (e?.type === 'number') return e.value;
  if (e?.type === 'unary' && e.operator === '-' && e.operand.type === 'number') return -e.operand.value;
  return undefined;
};

function call(name: string, args: readonly Argument[], e: Expression, scope: Scope): Value {
  const first = args[0]?.value;
  if (first === undefined) return refuse('formula.function', deparse(e), name, 'an argument');
  const named = (wanted: string, position: number): Expression | undefined =>
    args.find((arg) => arg.name === wanted)?.value ??
    (args[position]?.name === undefined ? args[position]?.value : undefined);
  const math = MATH[name];
  if (math) return map1(numeric(first, scope), math);
  switch (name) {
    case 'I':
    case 'c':
    case 'identity':
      return evaluate(first, scope);
    case 'as.numeric':
    case 'as.integer': {
      const value = evaluate(first, scope);
      if (value.kind === 'factor' && value.origin === 'factor') {
        return numberColumn(Float64Array.from(value.codes, (code) => (code < 0 ? Number.NaN : code + 1)));
      }
      return map1(numbersOf(value, first), name === 'as.integer' ? Math.trunc : (v) => v);
    }
    case 'log': {
      const base = constantOf(named('base', 1));
      return map1(numeric(first, scope), base === undefined ? Math.log : (v) => Math.log(v) / Math.log(base));
    }
    case 'pmin':
    case 'pmax': {
      const columns = args.map(({ value }) => numeric(value, scope));
      const pick = name === 'pmin' ? Math.min : Math.max;
      return numberColumn(columns[0]!.map((_, i) => pick(...columns.map((column) => column[i]!))));
    }
    case 'ifelse': {
      const [test, yes, no] = [first, named('yes', 1), named('no', 2)];
      if (!yes || !no) return refuse('formula.function', deparse(e), name, 'ifelse(test, yes, no)');
      const [t, y, n] = [numeric(test, scope), numeric(yes, scope), numeric(no, scope)];
      return numberColumn(t.map((v, i) => (Number.isNaN(v) ? Number.NaN : v === 0 ? n[i]! : y[i]!)));
    }
    case 'is.na': {
      const value = evaluate(first, scope);
      if (value.kind === 'basis') return refuse('formula.type', deparse(e));
      return logicalColumn(
        Int32Array.from({ length: lengthOf(value) }, (_, i) =>
          Number(value.kind === 'number' ? Number.isNaN(value.values[i]) : value.codes[i]! < 0),
        ),
      );
    }
    case 'factor':
    case 'as.factor':
      return rememberedFactor(e, first, scope);
    case 'tt':
      return timeTransform(e, first, scope);
    case 'scale':
      return scaled(e, numeric(first, scope), scope);
    case 'ns':
      return spline(e, numeric(first, scope), constantOf(named('df', 1)), named('knots', 2), scope);
    default:
      return refuse(
        'formula.function',
        deparse(e),
        name,
        'factor, strata, cluster, offset, ns, log, exp, sqrt, pmin, pmax, I, …',
      );
  }
}

function rememberedFactor(e: Expression, first: Expression, scope: Scope): Value {
  const value = evaluate(first, scope);
  if (value.kind === 'basis') return refuse('formula.type', deparse(e));
  return matchLevels(asFactor(value), deparse(e), scope);
}

/** In a memory: levels never seen count as missing, and are listed as `variable: level`, instead of being refused. */
export const UNSEEN_LEVELS = 'levels never seen';

/** The levels seen when the model was fitted; a level never seen is refused, or missing where the memory says so. */
export function matchLevels(column: FactorColumn, key: string, scope: Scope): FactorColumn {
  const kept = scope.memory.get(`levels ${key}`) as readonly string[] | undefined;
  if (kept === undefined) {
    scope.memory.set(`levels ${key}`, column.levels);
    return column;
  }
  // A table whose rows all say F reads as FALSE; where the model knows the letter, the letter was meant.
  const logical = column.levels.join() === 'FALSE,TRUE' && !column.levels.some((level) => kept.includes(level));
  const meant = (level: string): string => (logical ? level[0]! : level);
  const code = column.levels.map((level) => kept.indexOf(meant(level)));
  const unseen = column.codes.findIndex((c) => c >= 0 && code[c]! < 0);
  const listed = scope.memory.get(UNSEEN_LEVELS) as Set<string> | undefined;
  if (listed) for (const c of column.codes) if (c >= 0 && code[c]! < 0) listed.add(`${key}: ${column.levels[c]}`);
  if (unseen >= 0 && !listed)
    refuse('level.unknown', `${key}, row ${unseen + 1}`, column.levels[column.codes[unseen]!], kept.join(', '));
  return { ...column, levels: kept, codes: column.codes.map((c) => (c < 0 ? -1 : code[c]!)) };
}

/** The column that holds the time of a risk set, while a time-dependent term is evaluated. */
export const RISK_SET_TIME = '(time of the risk set)';

/**
 * `tt(x)`: an expression of x and t, kept in the memory under `tt`, at the times of `RISK_SET_TIME`; x itself before
 * the risk sets are known.
 */
function timeTransform(e: Expression, first: Expression, scope: Scope): Value {
  const transform = scope.memory.get('tt') as Expression | undefined;
  if (transform === undefined) return refuse('formula.tt', deparse(e), undefined, 'option tt, such as "x * log(t)"');
  const x = evaluate(first, scope);
  const t = scope.frame.columns.get(RISK_SET_TIME);
  if (x.kind === 'basis' || t === undefined) return x;
  return evaluate(transform, {
    frame: {
      rows: scope.frame.rows,
      columns: new Map([
        ['x', x],
        ['t', t],
      ]),
    },
    memory: scope.memory,
  });
}

function scaled(e: Expression, x: Float64Array, scope: Scope): Value {
  const key = `scale ${deparse(e)}`;
  let kept = scope.memory.get(key) as { mean: number; sd: number } | undefined;
  if (kept === undefined) {
    const present = x.filter((v) => !Number.isNaN(v));
    const mean = present.reduce((sum, v) => sum + v, 0) / present.length;
    const sd = Math.sqrt(present.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (present.length - 1));
    kept = { mean, sd };
    scope.memory.set(key, kept);
  }
  const { mean, sd } = kept;
  return map1(x, (v) => (v - mean) / sd);
}

function spline(
  e: Expression,
  x: Float64Array,
  df: number | undefined,
  knots: Expression | undefined,
  scope: Scope,
): Value {
  const key = `ns ${deparse(e)}`;
  let kept = scope.memory.get(key) as NaturalSpline | undefined;
  if (kept === undefined) {
    const given =
      knots?.type === 'call' && knots.name === 'c'
        ? knots.args.map((arg) => constantOf(arg.value)!)
        : constantOf(knots);
    kept = naturalSpline(x, df ?? 1, given === undefined ? undefined : [given].flat());
    scope.memory.set(key, kept);
  }
  const columns = naturalSplineBasis(kept, x);
  return { kind: 'basis', columns, suffixes: columns.map((_, j) => `${j + 1}`) };
}
