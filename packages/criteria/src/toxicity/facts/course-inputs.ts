import { type Code, type Fact, type FactId, type Span, spanOf } from '@linea/facts';
import { dayAfter, type Infusion } from '../../cart/infusions.ts';
import {
  type Application,
  beside,
  booleanOf,
  codeOf,
  dateSpan,
  happenings,
  type Patient,
  plainDate,
  type Sourced,
  valued,
} from '../../patient/patient.ts';
import { reachableGrades } from '../course/course-fields.ts';
import type { SheetRecord } from './sheet-record.ts';

/**
 * What somebody wrote as the highest grade of an episode that belongs to an infusion, not to another treatment; that there
 * was no episode is grade 0.
 */
export function statedGrade(of: Patient, infusion: Infusion, toxicity: 'crs' | 'icans'): Pick<Application, 'stated'> {
  const grades = valued(of, `${toxicity}.maxGrade`);
  const none = valued(of, `${toxicity}.occurred`).filter((fact) => booleanOf(fact) === false);
  for (const fact of [...grades, ...none]) {
    const by = codeOf(beside(of, fact, `${toxicity}.trigger`));
    const days = by === undefined || by === 'carT' ? dayAfter(of, infusion, fact) : null;
    const value = fact.value?.kind === 'boolean' ? 0 : Number(codeOf(fact));
    if (days) return { stated: { value, fact: fact.id, field: 'maxGrade', days, allows: reachableGrades } };
  }
  return {};
}

/** Records as one input: what was seen, and the codes to ask for. */
export const observations = (
  records: readonly SheetRecord[],
  codes: readonly Code[],
  more: readonly Fact[] = [],
): Sourced => {
  const facts: FactId[] = [];
  for (const record of records) for (const id of record.facts) facts.push(id);
  for (const { id } of more) facts.push(id);
  return { value: records.map(({ seen }) => seen), facts, codes };
};

/** A death whose main cause was the toxicity, as an observation of its day. */
export function deathOf(of: Patient, infusion: Infusion, cause: string, input: string): readonly SheetRecord[] {
  const date = happenings(of, 'death.date').at(-1);
  const said = valued(of, 'death.cause').at(-1);
  if (!date || codeOf(said) !== cause || !dayAfter(of, infusion, date)) return [];
  const { start, end } = dateSpan(of, date);
  if (start !== end || !said) return [];
  return [
    {
      first: date,
      facts: [date.id, said.id],
      seen: { at: plainDate({ start, end }), [input]: true },
      hasSigns: true,
      hasNeurology: true,
      contradictory: [],
    },
  ];
}

/** The day of the last record: what a course speaks of. */
export const lastDayOf = (of: Patient, records: readonly SheetRecord[]): Span =>
  spanOf(Math.max(...records.map(({ first }) => of.span(first).end)));
