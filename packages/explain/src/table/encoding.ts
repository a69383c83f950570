import { type Frame, type InputIssue, rowsOf } from '@linea/survival';
import {
  codedLevels,
  competingOf,
  deparse,
  designMatrix,
  evaluate,
  expandTerms,
  type Formula,
  type Memory,
  type ModelFrame,
  matchLevels,
  modelFrame,
  namesIn,
  parseFormula,
  survivalOf,
  type Terms,
  UNSEEN_LEVELS,
  type Value,
} from '@linea/survival/formula';
import { issuesOf, RefusedInput, refuse } from '../errors/refused-input.ts';
import type { Rows } from '../tree/tree.ts';
import { refuseInfinite } from './infinite.ts';
import { refuseMixed } from './mixed-columns.ts';
import { asLearnt, levelsKey } from './new-values.ts';
import type { TrainingTable } from './training-table.ts';

/** How a table becomes features: learnt from training rows, kept in the model, applied to new rows. */
export interface Encoding {
  readonly formula: string;
  /** Columns that `.` stood for. */
  readonly columns: readonly string[];
  /** Levels and knots by the term that learnt them. */
  readonly memory: Readonly<Record<string, unknown>>;
  /** R's names of the features: `age`, `sexM`. */
  readonly features: readonly string[];
  /** Columns of the table that each feature is made of, where they are not the feature itself. */
  readonly origin?: Readonly<Record<string, readonly string[]>>;
  /** Strata of the baseline, in order of their number; empty without. */
  readonly strata: readonly string[];
  /** Codes of the causes, in order of their number. */
  readonly causes: readonly string[];
}

/** Rows of a table with outcome, and which rows of the frame they are. */
export interface Outcomes {
  readonly frame: Frame;
  readonly rows: Int32Array;
  readonly omitted: number;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly start: Float64Array | undefined;
  readonly weights: Float64Array | undefined;
  readonly strata: Int32Array | undefined;
  readonly strataLevels: readonly string[];
  readonly causes: readonly string[];
  readonly formula: Formula;
  /** Columns that `.` stands for. */
  readonly columns: readonly string[];
  /** Who each row is, where somebody may come more than once. */
  readonly person?: Int32Array | undefined;
}

/** As JSON holds it, so that the model in memory is the model in the file. */
const plain = (memory: object): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(memory, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value)),
  );

/** The columns that are not on the left side, and are not weights. */
const restOf = (formula: Formula, frame: Frame, weights: string | undefined): string[] => {
  const used = formula.left ? namesIn(formula.left) : new Set<string>();
  const strata = [...namesIn(formula.right)].filter((name) => name !== '.');
  const inStrata = expandTerms(formula.right, []).strata.flatMap((e) => [...namesIn(e)]);
  const apart = new Set([...used, ...(weights ? [weights] : []), ...inStrata.filter((name) => strata.includes(name))]);
  return [...frame.columns.keys()].filter((name) => !apart.has(name));
};

/**
 * The left side, strata and weights of a formula; rows without an outcome are left out and counted. Missing features stay.
 *
 * @throws {InputError, RefusedInput} the formula cannot be read, the outcome is not one, or a measurement holds words
 */
export function outcomesOf(text: string, frame: Frame, weights?: string): Outcomes {
  const formula = parseFormula(text);
  const columns = restOf(formula, frame, weights);
  const terms = expandTerms(formula.right, columns);
  if (terms.offsets.length > 0 || terms.cluster) {
    refuse('formula.unsupported', 'right side', terms.cluster ? 'cluster()' : 'offset()', 'features and strata()');
  }
  const alone = terms.variables.flatMap((e) => (e.type === 'name' ? [e.name] : []));
  refuseMixed([...(formula.left ? namesIn(formula.left) : []), ...alone], frame);
  const right = terms.strata.map(deparse).join(' + ') || '1';
  const left = formula.left ? deparse(formula.left) : '';
  const mf = modelFrame(parseFormula(`${left} ~ ${right}`), frame, weights === undefined ? {} : { weights });
  const own = outcome(mf);
  return {
    frame,
    rows: mf.rows,
    omitted: mf.omitted,
    ...own,
    weights: mf.weights,
    strata: mf.strata?.codes,
    strataLevels: mf.strata?.levels ?? [],
    formula,
    columns,
  };
}

function outcome(mf: ModelFrame): Pick<Outcomes, 'time' | 'event' | 'start' | 'causes'> {
  if (mf.left?.call === 'Hist') {
    const { time, cause, causes, start } = competingOf(mf, 'late');
    return { time, event: Uint8Array.from(cause), start, causes };
  }
  const { time, status, start } = survivalOf(mf);
  return { time, event: Uint8Array.from(status), start, causes: ['1'] };
}

interface Features {
  readonly names: readonly string[];
  readonly rows: Rows;
  /** Term of the formula that each feature belongs to. */
  readonly termOf: readonly number[];
}

/** The values of a variable, by its name: learnt from, or laid on what was learnt. */
type Read = (value: Value, name: string) => Value;

/**
 * Rows of features, where a missing value of a factor is missing in all its columns.
 *
 * @throws {RefusedInput} what is wrong with any variable
 */
function features(terms: Terms, frame: Frame, memory: Memory, read: Read): Features {
  const scope = { frame, memory };
  const inTerms = new Set(terms.terms.flatMap((term) => term.variables));
  const names = terms.variables.map(deparse);
  const issues: InputIssue[] = [];
  const none: Value = { kind: 'number', values: new Float64Array(frame.rows) };
  const values = terms.variables.map((e, v): Value => {
    if (!inTerms.has(v)) return none;
    try {
      return read(evaluate(e, scope), names[v]!);
    } catch (error) {
      const own = issuesOf(error);
      if (!own) throw error;
      issues.push(...own);
      return none;
    }
  });
  if (issues.length > 0) throw new RefusedInput(issues);
  const design = designMatrix(terms.terms, names, values, frame.rows, terms.margins);
  design.termOf.forEach((t, c) => {
    for (const v of terms.terms[t]!.variables) {
      const value = values[v]!;
      if (value.kind !== 'factor') continue;
      value.codes.forEach((code, i) => {
        if (code < 0) design.x[i * design.p + c] = Number.NaN;
      });
    }
  });
  return { names: design.names, rows: { n: frame.rows, p: design.p, x: design.x }, termOf: design.termOf };
}

/** An encoding, and the table it makes of the rows it was learnt from. */
interface Learnt {
  readonly encoding: Encoding;
  readonly table: TrainingTable;
  /** Positions of the features of each term of the formula that has several, such as those of a factor or a spline. */
  readonly together: readonly (readonly number[])[];
}

/**
 * Learns an encoding from some patients and applies it to them.
 *
 * @param which  positions into the outcomes; default all
 * @throws {RefusedInput} `features.none`
 */
export function learnEncoding(outcomes: Outcomes, which?: Int32Array): Learnt {
  const { formula, columns, frame } = outcomes;
  const terms = expandTerms(formula.right, columns);
  const memory: Memory = new Map();
  const used = which ? Int32Array.from(which, (i) => outcomes.rows[i]!) : outcomes.rows;
  const scope = { frame, memory };
  const { names, rows, termOf } = features(terms, rowsOf(frame, used), memory, (value, name) =>
    value.kind === 'factor' && value.origin === 'text'
      ? matchLevels(codedLevels(value), `variable ${name}`, scope)
      : value,
  );
  refuseInfinite(names, rows, used);
  if (names.length === 0) refuse('features.none', 'right side', undefined, 'at least one feature');
  const origin = originOf(terms, names, termOf);
  const take = <T extends Float64Array | Int32Array | Uint8Array>(values: T): T =>
    (which ? values.filter((_, i) => inSet(which, i)) : values) as T;
  const encoding: Encoding = {
    formula: formula.text,
    columns,
    memory: plain(Object.fromEntries(memory)),
    features: names,
    origin,
    strata: outcomes.strataLevels,
    causes: outcomes.causes,
  };
  const table: TrainingTable = {
    features: names,
    origin,
    rows,
    time: take(outcomes.time),
    event: take(outcomes.event),
    start: outcomes.start && take(outcomes.start),
    weights: outcomes.weights && take(outcomes.weights),
    strata: outcomes.strata && take(outcomes.strata),
    person: outcomes.person && take(outcomes.person),
  };
  const together = terms.terms.map((_, t) => [...termOf.keys()].filter((c) => termOf[c] === t));
  return { encoding, table, together: together.filter((columns) => columns.length > 1) };
}

/** Columns that each feature is made of, but for those that are a column themselves. */
function originOf(terms: Terms, names: readonly string[], termOf: readonly number[]): NonNullable<Encoding['origin']> {
  const made = names.flatMap((name, c) => {
    const columns = terms.terms[termOf[c]!]!.variables.flatMap((v) => [...namesIn(terms.variables[v]!)]);
    return columns.length === 1 && columns[0] === name ? [] : [[name, [...new Set(columns)]] as const];
  });
  return Object.fromEntries(made);
}

const inSet = (sorted: Int32Array, value: number): boolean => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
};

/**
 * Applies an encoding to new rows. A missing value stays missing (NaN).
 *
 * @param unseen  given: levels never seen are missing and listed here; else they are refused
 * @throws {RefusedInput} `column.unknown`, `column.words`, `level.unknown`, `value.infinite`; all of them
 */
export function encode(encoding: Encoding, frame: Frame, unseen?: Set<string>): Rows {
  const formula = parseFormula(encoding.formula);
  const memory: Memory = new Map(Object.entries(encoding.memory));
  if (unseen) memory.set(UNSEEN_LEVELS, unseen);
  const terms = expandTerms(formula.right, encoding.columns);
  const { names, rows } = features(terms, frame, memory, (value, name) => {
    const levels = encoding.memory[levelsKey(name)] as readonly string[] | undefined;
    const matched = asLearnt(value, name, levels, unseen);
    if (matched.issues.length > 0) throw new RefusedInput(matched.issues);
    return matched.value;
  });
  refuseInfinite(names, rows);
  return rows;
}
