import { type EstimatedPatient, estimatePatient, estimatesJson, type StudyModel } from '@linea/prediction';
import type { Say } from '../words/words.ts';
import { type OwnEstimate, ownEstimate } from './own-estimate.ts';

/**
 * What a study's models say of a patient as of a day, in words.
 *
 * @param knownAt  what became known later is not looked at; null: everything known by the end of the day
 */
export function estimateOf(
  model: StudyModel,
  of: EstimatedPatient,
  { asOf, knownAt }: { readonly asOf: string; readonly knownAt: string | null },
  say: Say,
): OwnEstimate {
  return ownEstimate(estimatesJson(model, estimatePatient(model, knownBy(of, knownAt), asOf)), say);
}

/** The patient with what was known by an instant; null: everything. */
export function knownBy(of: EstimatedPatient, knownAt: string | null): EstimatedPatient {
  if (knownAt === null) return of;
  const limit = Date.parse(knownAt);
  return { ...of, facts: of.facts.filter(({ known }) => Date.parse(known) <= limit) };
}
