import { type FactId, toIso, type View, withMembers } from '@linea/facts';
import type { Answer, Criterion } from '../engine/criterion.ts';
import { answerTo } from './answers.ts';
import { equal } from './equal.ts';
import { type Application, type Patient, patient, type Sourced } from './patient.ts';
import { shared } from './shared.ts';

/** What a criterion says of a patient, with what it rests on; `missing` holds dictionary codes here. */
export interface Derivation {
  readonly criterion: string;
  readonly version: string;
  /** The last day it speaks of; null when no date is known. */
  readonly at: string | null;
  readonly of: Readonly<Record<string, string | number>> | null;
  readonly answer: Answer;
  /** What each input was taken to be, from which facts; the tree of `linea why`. */
  readonly inputs: Application['inputs'];
  readonly because: readonly FactId[];
  /** `a058 (stated ISS 3)` */
  readonly assuming: readonly string[];
  readonly stated: { readonly value: unknown; readonly fact: FactId } | null;
  readonly discrepancy: Discrepancy | null;
}

/** A stated value outside everything the facts allow; `derived` is what they give. */
export interface Discrepancy {
  readonly code: 'stated-differs';
  readonly stated: unknown;
  readonly derived: readonly unknown[];
  /** The same question under other parameters or without the assumption, where the stated value does hold. */
  readonly holdsUnder: {
    readonly params: Readonly<Record<string, unknown>>;
    readonly assuming: readonly string[];
    readonly allows: readonly unknown[];
  } | null;
}

/** Missing input names as dictionary codes: those of the input whose name it is or of which it is a member. */
function missingCodes(names: readonly string[], inputs: Application['inputs']): readonly string[] {
  const keys = Object.keys(inputs);
  const codes = new Set<string>();
  for (const name of names) {
    const key =
      keys.find((input) => isNamed(input, name)) ?? keys.find((input) => hasMember(inputs[input]?.value, name));
    const found = key === undefined ? undefined : inputs[key]?.codes;
    if (found && found.length > 0) for (const code of found) codes.add(code);
    else codes.add(name);
  }
  return [...codes];
}

/** Is it the name of a member of the records of a list: `response` of an assessment? A date has no code of its own: it is asked for as such. */
const hasMember = (value: unknown, name: string): boolean =>
  name !== 'date' &&
  Array.isArray(value) &&
  value.some((member) => typeof member === 'object' && member !== null && name in member);

/** Is it the name of an input, or of its last member, or does it lie inside the input: `fish.t4_14` is missing as `t4_14`? */
function isNamed(input: string, name: string): boolean {
  const [mine, asked] = [input.length, name.length];
  if (mine === asked) return input === name;
  if (mine > asked) return input[mine - asked - 1] === '.' && input.endsWith(name);
  return (name[mine] === '.' || name[mine] === '[') && name.startsWith(input);
}

/** Every value an answer allows, in the field that the stated value speaks of. */
function allowed(answer: Answer, stated: Application['stated']): readonly unknown[] {
  const judged = (stated?.field === undefined ? answer : answer[stated.field]) as Answer | null | undefined;
  if (judged === undefined || judged === null) return [];
  if (typeof judged !== 'object' || !('status' in judged)) return [judged];
  if (judged.status === 'determined') return 'value' in judged ? [judged.value] : [];
  return judged.status === 'indeterminate' && Array.isArray(judged.possible) ? judged.possible : [];
}

function discrepancyOf({ stated }: Application, answer: Answer): Discrepancy | null {
  if (!stated) return null;
  const derived = allowed(answer, stated);
  const open = stated.allows?.(answer, stated.days) ?? [];
  if (derived.length === 0 || [...derived, ...open].some((value) => equal(value, stated.value))) return null;
  return { code: 'stated-differs', stated: stated.value, derived, holdsUnder: null };
}

/** Beside each discrepancy, the sibling under which the stated value holds: another baseline, no assumption. */
function besideSiblings(
  derivations: readonly Derivation[],
  applications: readonly Application[],
): readonly Derivation[] {
  if (!derivations.some(({ discrepancy }) => discrepancy)) return derivations;
  return derivations.map((one) => {
    if (!one.discrepancy) return one;
    const sibling = derivations.find(
      (other) => !other.discrepancy && other.stated?.fact === one.stated?.fact && equal(other.of, one.of),
    );
    if (!sibling) return one;
    const allows = allowed(sibling.answer, applications[derivations.indexOf(sibling)]?.stated);
    if (allows.length === 0) return one;
    const [mine, theirs] = [one.answer.params ?? {}, sibling.answer.params ?? {}] as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const params = Object.fromEntries(Object.entries(theirs).filter(([name, value]) => !equal(mine[name], value)));
    return withMembers(one, {
      discrepancy: withMembers(one.discrepancy, { holdsUnder: { params, assuming: sibling.assuming, allows } }),
    });
  });
}

/** The answer with codes to ask for instead of input names, and the warnings of the application. */
function completed(answer: Answer, { inputs, warnings = [] }: Application): Answer {
  const coded = withCodes(answer, inputs) as Answer;
  return coded.warnings && warnings.length === 0
    ? coded
    : withMembers(coded, { warnings: [...(coded.warnings ?? []), ...warnings] });
}

/** Every `missing` of an answer, also of an outcome inside it, as codes; what holds none stays the same object. */
function withCodes(value: unknown, inputs: Application['inputs']): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (typeof value[0] !== 'object') return value;
    let items: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const item = withCodes(value[index], inputs);
      if (item === value[index]) continue;
      items ??= [...value];
      items[index] = item;
    }
    return items ?? value;
  }
  let changed: Record<string, unknown> | undefined;
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member !== 'object' || member === null) continue;
    const names = name === 'missing' && Array.isArray(member) && member.length > 0;
    const coded = names ? missingCodes(member as readonly string[], inputs) : withCodes(member, inputs);
    if (coded === member) continue;
    changed ??= { ...value };
    changed[name] = coded;
  }
  return changed ?? value;
}

/** The facts that inputs with a value rest on, and, where it is asked for, the last day of the facts of all. */
function factsUsed(
  of: Patient,
  inputs: Application['inputs'],
  isDated: boolean,
): { readonly used: ReadonlySet<FactId>; readonly lastDay: number } {
  const used = new Set<FactId>();
  let lastDay = -Infinity;
  for (const name in inputs) {
    const { value, facts } = inputs[name] as Sourced;
    const counts = value !== null && value !== undefined;
    for (const id of facts) {
      if (used.has(id)) continue;
      if (counts) used.add(id);
      if (isDated) continue;
      const fact = of.fact(id);
      if (fact) lastDay = Math.max(lastDay, of.span(fact).end);
    }
  }
  return { used, lastDay };
}

function apply(criterion: Criterion, of: Patient, application: Application): Derivation {
  const { inputs, assuming = [], stated } = application;
  const answer = completed(answerTo(criterion, application), application);
  const { used, lastDay } = factsUsed(of, inputs, application.at !== undefined);
  const at = application.at ? application.at.end : lastDay;
  const because = used.size === 0 ? [] : [...used].sort();
  return {
    criterion: criterion.id,
    version: criterion.version,
    at: Number.isFinite(at) ? toIso(at) : null,
    of: application.of ?? null,
    answer,
    inputs,
    because: assuming.length > 0 ? because.filter((id) => !assuming.some(({ fact }) => fact === id)) : because,
    assuming: assuming.map(({ fact, label }) => `${fact} (${label})`),
    stated: stated ? { value: stated.value, fact: stated.fact } : null,
    discrepancy: discrepancyOf(application, answer),
  };
}

/** What a criterion was asked of a patient and what came of it: each use alone, and as it is printed beside the others. */
export interface Asked {
  readonly applications: readonly Application[];
  readonly alone: readonly Derivation[];
  readonly derivations: readonly Derivation[];
}

/** @param before  what came of it before some facts changed: what is asked as it was then is not worked out again */
export function ask(criterion: Criterion, of: Patient, before?: Asked): Asked {
  const applications = before ? shared(before.applications, criterion.from(of)) : criterion.from(of);
  if (before && applications === before.applications) return before;
  const alone = applications.map((application) => {
    const known = before ? before.applications.indexOf(application) : -1;
    return known < 0 ? apply(criterion, of, application) : (before?.alone[known] as Derivation);
  });
  return { applications, alone, derivations: besideSiblings(alone, applications) };
}

/** Every answer of one criterion about a patient. The only door from facts to meaning (architecture.md). */
export const derive = (criterion: Criterion, of: View | Patient): readonly Derivation[] =>
  ask(criterion, 'memo' in of ? of : patient(of)).derivations;

/** Every answer of every criterion about a patient, in the order of the criteria. */
export function derivePatient(criteria: readonly Criterion[], of: View): readonly Derivation[] {
  const asked = patient(of);
  return criteria.flatMap((criterion) => derive(criterion, asked));
}
