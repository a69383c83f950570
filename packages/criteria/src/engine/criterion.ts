import { shown } from '@linea/facts';
import type { Application, Patient } from '../patient/patient.ts';
import type { Condition, Decision } from './condition.ts';
import type { InputIssue, Inputs, Reader, Shape } from './input.ts';
import { type Noted, type Outcome, type Settled, settle } from './outcome.ts';
import { TooManyUnknowns } from './path.ts';
import { record } from './read-record.ts';

/** How a rule was checked: against its source, written from memory, or a convention of this project. */
export type Verification = 'verified' | 'memory' | 'convention';

/** Warning that every answer of a rule written from memory carries into the product. */
export const FROM_MEMORY = 'ruleNotIndependentlyVerified';

export type Readers = Readonly<Record<string, Reader<unknown>>>;

/** A named convention with its default; `allowed` lists the values where they are codes. */
interface Param<V> {
  readonly default: V;
  readonly allowed?: readonly V[];
  /** For values that are neither listed nor of the type of the default (a list of codes). */
  readonly accepts?: (value: unknown) => boolean;
}
export type Params = Readonly<Record<string, Param<unknown>>>;
type ParamValues<P extends Params> = {
  readonly [K in keyof P]: P[K] extends Param<infer V> ? (V extends number ? number : V) : never;
};

/** Everything a criterion prints: the outcome, and the fields of its record. `issues` are inputs that were not usable. */
export type Answer = Readonly<Record<string, unknown>> & {
  readonly status?: 'determined' | 'indeterminate' | 'notApplicable';
  readonly error?: string;
  readonly warnings?: readonly string[];
};

export interface Criterion {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly verification: Verification;
  /** Names and forms of the inputs, for the help. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape | undefined>>;
  readonly params: Params;
  /** The answers in ascending clinical order, where they are codes. */
  readonly answers: readonly unknown[] | null;
  /** The criterion on plain inputs. Never throws for what a caller may send. */
  readonly derive: (input: unknown) => { readonly answer: Answer; readonly issues: readonly InputIssue[] };
  /** Where and on what the criterion is asked of a patient: once, once a line, once a drug. */
  readonly from: (patient: Patient) => readonly Application[];
}

interface Heading<R extends Readers, P extends Params> {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly verification?: Verification;
  readonly inputs: R;
  readonly params?: P;
  /** Earlier or alternative names of inputs, by the name printed in the specification. */
  readonly alias?: Readonly<Record<string, string>>;
  /** From a patient's facts to plain inputs, each with the facts it comes from (field-map). */
  readonly from?: (patient: Patient) => readonly Application[];
}

type Rows = readonly (readonly [warning: string, when: boolean])[];

interface Rule<R extends Readers, P extends Params, T> extends Heading<R, P> {
  readonly answers?: readonly T[];
  readonly decide: (
    inputs: Inputs<R>,
    params: ParamValues<P>,
  ) => Decision<T> | { status: 'notApplicable'; reason: string };
  readonly warn?: (inputs: Inputs<R>, params: ParamValues<P>, settled: Settled<T>) => Rows;
  readonly fields?: (
    settled: Settled<T>,
    noted: Noted,
    inputs: Inputs<R>,
    params: ParamValues<P>,
  ) => Readonly<Record<string, unknown>>;
}

const NO_WARNINGS: readonly string[] = [];
const raised = (rows: Rows): readonly string[] => rows.flatMap(([warning, when]) => (when ? [warning] : []));

/** A criterion whose answer is one value: a table of conditions. */
export function criterion<const R extends Readers, const T, const P extends Params = Record<never, never>>(
  rule: Rule<R, P, T>,
): Criterion {
  return build(rule, (rule.answers as readonly unknown[] | undefined) ?? null, (inputs, params) => {
    const decision = rule.decide(inputs, params);
    const { settled, noted } =
      typeof decision === 'function' ? settle<T>(decision, rule.answers) : { settled: decision, noted: {} };
    return {
      settled,
      fields: rule.fields?.(settled, noted, inputs, params),
      warnings: rule.warn ? raised(rule.warn(inputs, params, settled)) : NO_WARNINGS,
    };
  });
}

/** What a calculation returns: the fields beside `status`, a call error, or not applicable. */
export type Calculated =
  | { readonly fields: Readonly<Record<string, unknown>>; readonly warnings?: readonly string[] }
  | { readonly error: string }
  | { readonly notApplicable: string };

interface Calculation<R extends Readers, P extends Params> extends Heading<R, P> {
  readonly compute: (inputs: Inputs<R>, params: ParamValues<P>) => Calculated;
}

/** A criterion whose answer is a record: a calculation. `status` is `determined` unless the fields say otherwise. */
export function calculation<const R extends Readers, const P extends Params = Record<never, never>>(
  rule: Calculation<R, P>,
): Criterion {
  return build(rule, null, (inputs, params) => {
    const result = rule.compute(inputs, params);
    if ('error' in result) return { error: result.error };
    if ('notApplicable' in result)
      return {
        settled: { status: 'notApplicable', reason: result.notApplicable },
        fields: undefined,
        warnings: NO_WARNINGS,
      };
    return { settled: DETERMINED, fields: result.fields, warnings: result.warnings ?? NO_WARNINGS };
  });
}

const DETERMINED = { status: 'determined' } as const;

/** What an answer opens with, and the fields that follow and may replace it. */
type Worked =
  | {
      readonly settled: object;
      readonly fields: Readonly<Record<string, unknown>> | undefined;
      readonly warnings: readonly string[];
    }
  | { readonly error: string };

function build<R extends Readers, P extends Params>(
  rule: Heading<R, P>,
  answers: readonly unknown[] | null,
  work: (inputs: Inputs<R>, params: ParamValues<P>) => Worked,
): Criterion {
  const reader = record(rule.inputs);
  const paramSpecs: Params = rule.params ?? {};
  const verification = rule.verification ?? 'verified';
  const paramsOf = paramReader(paramSpecs);
  /** What may be sent, and whether it is a convention instead of an input. */
  const isParam = new Map<string, boolean>([
    ...Object.keys(rule.inputs).map((name) => [name, false] as const),
    ...[...Object.keys(paramSpecs), 'params'].map((name) => [name, true] as const),
  ]);
  return {
    id: rule.id,
    version: rule.version,
    source: rule.source,
    verification,
    inputs: Object.fromEntries(Object.entries(rule.inputs).map(([name, { help }]) => [name, help])),
    shapes: Object.fromEntries(Object.entries(rule.inputs).map(([name, { shape }]) => [name, shape])),
    params: paramSpecs,
    answers,
    from: rule.from ?? (() => []),
    derive(raw) {
      const given = rule.alias ? renamed(raw, rule.alias) : raw;
      const { input, issues } = reader.read(given, '');
      const names = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given) : [];
      const { params, problems } = paramsOf(names.some((name) => isParam.get(name) === true) ? given : undefined);
      const worked = bounded(() => work(input as Inputs<R>, params as ParamValues<P>), answers);
      const all = problems.length > 0 ? [...issues, ...problems] : issues;
      if ('error' in worked) return { answer: { error: worked.error }, issues: all };
      const warnings = all.length > 0 ? [...new Set(all.map(({ at }) => `rejected:${at || 'input'}`))] : [];
      for (const name of names) if (!isParam.has(name)) warnings.push(`ignored:${name}`);
      // What a rule says twice it means twice: two values exactly at limits that its source leaves open.
      warnings.push(...worked.warnings);
      if (verification === 'memory') warnings.push(FROM_MEMORY);
      const answer: Record<string, unknown> = {};
      copyInto(answer, worked.settled);
      if (worked.fields) copyInto(answer, worked.fields);
      answer.criterion = rule.id;
      answer.version = rule.version;
      answer.params = params;
      answer.because = NONE;
      answer.assuming = NONE;
      answer.warnings = warnings;
      return { answer: answer as Answer, issues: all };
    },
  };
}

const NONE: readonly string[] = [];

/** As a spread does, without the cost that a spread of so many different shapes has. */
function copyInto(answer: Record<string, unknown>, fields: object): void {
  for (const name in fields) answer[name] = (fields as Record<string, unknown>)[name];
}

/** Where too much is unknown to walk every way: undecided among all answers, with a warning that says so. */
function bounded(work: () => Worked, answers: readonly unknown[] | null): Worked {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TooManyUnknowns)) throw error;
    const possible = answers && answers.length > 1 ? { possible: answers } : {};
    return {
      settled: { status: 'indeterminate', ...possible, missing: error.inputs },
      fields: undefined,
      warnings: ['tooManyUnknowns'],
    };
  }
}

function renamed(raw: unknown, alias: Readonly<Record<string, string>>): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  if (!Object.keys(raw).some((name) => name in alias)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [alias[name] ?? name, value]));
}

interface ReadParams {
  readonly params: Readonly<Record<string, unknown>>;
  readonly problems: readonly InputIssue[];
}

function fits(value: unknown, spec: Param<unknown>): boolean {
  if (spec.accepts) return spec.accepts(value);
  return spec.allowed ? spec.allowed.includes(value) : typeof value === typeof spec.default || spec.default === null;
}

/** Reads the named conventions of a call, from `params` or beside the inputs; most calls keep every default. */
function paramReader(specs: Params): (raw: unknown) => ReadParams {
  const names = Object.keys(specs);
  const defaults: ReadParams = {
    params: Object.fromEntries(names.map((name) => [name, specs[name]?.default])),
    problems: [],
  };
  return (raw) => {
    if (typeof raw !== 'object' || raw === null || names.length === 0) return defaults;
    const given = raw as Record<string, unknown>;
    const nested = typeof given.params === 'object' && given.params !== null ? given.params : NOTHING_GIVEN;
    const said = (name: string): unknown => (nested as typeof given)[name] ?? given[name] ?? undefined;
    if (names.every((name) => said(name) === undefined)) return defaults;
    const problems: InputIssue[] = [];
    const params: Record<string, unknown> = {};
    for (const name of names) {
      const spec = specs[name] as Param<unknown>;
      const value = said(name);
      const usable = value === undefined || fits(value, spec);
      if (!usable)
        problems.push({
          code: 'input.param',
          at: name,
          got: shown(value),
          allowed: spec.allowed?.join(', ') ?? typeof spec.default,
          fatal: true,
        });
      params[name] = value === undefined || !usable ? spec.default : value;
    }
    return { params, problems };
  };
}

const NOTHING_GIVEN = {};

export type { Condition, Decision, Outcome };
