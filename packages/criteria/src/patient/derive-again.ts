import type { View } from '@linea/facts';
import type { Criterion } from '../engine/criterion.ts';
import { type Asked, ask, type Derivation } from './derive-patient.ts';
import { type Remembered, TracedPatient } from './traced.ts';

/** Derivations with what they were read from, so that they can follow the facts. */
export interface Derived {
  readonly derivations: readonly Derivation[];
  readonly memory: Memory;
}

interface Memory {
  readonly criteria: readonly Criterion[];
  readonly patient: TracedPatient;
  readonly answers: (Remembered<Asked> | undefined)[];
}

function answered(memory: Memory): Derived {
  const { criteria, patient, answers } = memory;
  for (const [index, criterion] of criteria.entries()) {
    const before = answers[index];
    answers[index] = patient.recall(before, () => ask(criterion, patient.of, before?.value));
  }
  return { derivations: answers.flatMap((one) => one?.value.derivations ?? []), memory };
}

/** Every answer of every criterion about a patient, to be followed by `deriveAgain`. */
export const deriveFirst = (criteria: readonly Criterion[], of: View): Derived =>
  answered({ criteria, patient: new TracedPatient(of), answers: [] });

/**
 * The same answers of another view of the patient, as deriving them from scratch gives, but only what reads a fact that
 * was added, corrected or removed is derived again. A view as of another day, or of facts read anew, is another story.
 *
 * `previous` may be any earlier result of the same patient: they share what they remember.
 */
export const deriveAgain = ({ memory }: Derived, of: View): Derived =>
  memory.patient.moveTo(of) ? answered(memory) : deriveFirst(memory.criteria, of);
