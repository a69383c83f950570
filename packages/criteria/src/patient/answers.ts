import type { Answer, Criterion } from '../engine/criterion.ts';
import type { Application, Patient } from './patient.ts';

/** Members `fish.del17p` become `{ fish: { del17p } }`. */
function nested(inputs: Application['inputs']): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  let records: Map<string, Record<string, unknown>> | undefined;
  for (const name in inputs) {
    const value = inputs[name]?.value;
    const dot = name.indexOf('.');
    if (dot < 0) {
      plain[name] = value;
      continue;
    }
    const first = name.slice(0, dot);
    records ??= new Map();
    let record = records.get(first);
    if (record === undefined || plain[first] !== record) {
      record = { ...(plain[first] as object) };
      records.set(first, record);
      plain[first] = record;
    }
    record[name.slice(dot + 1)] = value;
  }
  return plain;
}

const answers = new WeakMap<Application, Answer>();
/** What a criterion answers where nothing is known, by the inputs that are asked for. */
const withNothing = new WeakMap<Criterion, Map<string, Answer>>();

/** A patient of whom nothing is known is asked about as often as there are patients: the answer is one. */
function answerToNothing(criterion: Criterion, inputs: Application['inputs']): Answer {
  let known = withNothing.get(criterion);
  if (!known) {
    known = new Map();
    withNothing.set(criterion, known);
  }
  const names = Object.keys(inputs).join(' ');
  let answer = known.get(names);
  if (!answer) {
    ({ answer } = criterion.derive(nested(inputs)));
    known.set(names, answer);
  }
  return answer;
}

function hasNothing({ inputs, params }: Application): boolean {
  if (params) return false;
  for (const name in inputs) if (inputs[name]?.value !== null) return false;
  return true;
}

/**
 * What a criterion answers to one use of it. An application is never changed, so its answer is worked out once: criteria
 * that build on another one share it with the page.
 */
export function answerTo(criterion: Criterion, application: Application): Answer {
  const known = answers.get(application);
  if (known) return known;
  const answer = hasNothing(application)
    ? answerToNothing(criterion, application.inputs)
    : answered(criterion, application);
  answers.set(application, answer);
  return answer;
}

function answered(criterion: Criterion, { inputs, params }: Application): Answer {
  const plain = nested(inputs);
  if (params) plain.params = params;
  return criterion.derive(plain).answer;
}

/** Is the same asked: the same parameters, and for every input the very same value? */
function isSameQuestion(a: Application, b: Application): boolean {
  if (a.params !== b.params) return false;
  const [names, others] = [Object.keys(a.inputs), Object.keys(b.inputs)];
  return (
    names.length === others.length &&
    names.every((name, index) => name === others[index] && Object.is(a.inputs[name]?.value, b.inputs[name]?.value))
  );
}

/** Takes an answer over to an application that asks the same, though of other facts. */
export function takeOver(from: object, to: object): void {
  const [before, after] = [from, to] as [Application, Application];
  const answer = answers.get(before);
  if (answer && isSameQuestion(before, after)) answers.set(after, answer);
}

/** Every plain answer of a criterion about a patient, for who needs no more than it: what is told around it is not worked out. */
export const answersOf = (criterion: Criterion, of: Patient): readonly Answer[] =>
  criterion.from(of).map((application) => answerTo(criterion, application));
