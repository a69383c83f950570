import { answerTo } from '../patient/answers.ts';
import { derived, type Patient, type Sourced, unknownInput } from '../patient/patient.ts';
import { charlson } from '../scores/charlson.ts';
import { charlsonApplications } from '../scores/facts/comorbidity-facts.ts';

/** The Charlson index as far as the comorbidities settle it (`charlson.1987`, the myeloma left out): a number, or what it may be. */
export function charlsonFact(of: Patient): Sourced {
  const [application] = charlsonApplications(of);
  if (!application) return unknownInput('com.condition');
  const { min, max } = answerTo(charlson, application) as { readonly min: number; readonly max: number };
  const { facts } = derived(null, ...Object.values(application.inputs));
  return { value: min === max ? min : { low: min, high: max }, facts, codes: ['com.condition'] };
}
