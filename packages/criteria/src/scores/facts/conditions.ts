import type { Fact } from '@linea/facts';
import {
  beside,
  booleanOf,
  codeOf,
  dateSpan,
  happenings,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';

/** Conditions that count once they have been there, active or not. */
const EVER: ReadonlySet<string> = new Set(['arrhythmia', 'infarction', 'cerebrovascular', 'pepticUlcerPast', 'priorMalignancy', 'metastaticTumour', 'leukaemia', 'lymphoma']); // biome-ignore format: a list

export interface ConditionList {
  /** Facts of each condition that counts, by its code. */
  readonly present: ReadonlyMap<string, readonly Fact[]>;
  /** Facts of conditions said not to be there, by their code. */
  readonly absent: ReadonlyMap<string, readonly Fact[]>;
  /** The fact that says the list is complete: what it does not name is absent. */
  readonly complete: Fact | undefined;
  readonly isEmpty: boolean;
}

/**
 * The last day of which the indices of comorbidity speak: they are asked for the indication, so what began after
 * lymphodepletion (or the infusion) is none of it.
 */
export const decisionDay = (of: Patient): number =>
  of.memo('day of the indices of comorbidity', () => {
    const day = (code: 'ld.start' | 'inf.date') => happenings(of, code).map((fact) => dateSpan(of, fact).end);
    const [depleted, infused] = [day('ld.start'), day('inf.date')];
    const last = depleted.length > 0 ? Math.max(...depleted) : Math.max(...infused);
    return Number.isFinite(last) ? last : Infinity;
  });

/** The comorbidities of a patient as recorded (field-map 4): absent only where somebody said so. */
export const conditionsOf = (of: Patient): ConditionList =>
  of.memo('comorbidities', () => {
    const [present, absent] = [new Map<string, Fact[]>(), new Map<string, Fact[]>()];
    const add = (to: Map<string, Fact[]>, code: string, facts: readonly Fact[]): void =>
      void to.set(code, [...(to.get(code) ?? []), ...facts]);
    const by = decisionDay(of);
    const listed = valued(of, 'com.condition').filter((fact) => of.span(fact).start <= by);
    for (const fact of listed) {
      const [code, active] = [codeOf(fact) ?? '', beside(of, fact, 'com.active')];
      if (codeOf(active) === 'no' && !EVER.has(code) && active) add(absent, code, [fact, active]);
      else add(present, code, [fact]);
    }
    const said = of.lastBy('com.listComplete', by);
    return {
      present,
      absent,
      complete: said && booleanOf(said) ? said : undefined,
      isEmpty: listed.length === 0 && said === undefined,
    };
  });

/** Yes where any of the conditions is there; no where all of them were said not to be, or the list is complete; else open. */
export function conditionInput(
  { present, absent, complete }: ConditionList,
  ...codes: readonly string[]
): Sourced<boolean> {
  const found = codes.flatMap((code) => present.get(code) ?? []);
  if (found.length > 0) return sourced(true, found, 'com.condition');
  if (complete) return sourced(false, [complete], 'com.condition');
  const denied = codes.map((code) => absent.get(code));
  return denied.every((facts) => facts !== undefined)
    ? sourced(false, denied.flat() as Fact[], 'com.condition')
    : unknownInput('com.condition');
}
