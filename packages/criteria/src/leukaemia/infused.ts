import { type Fact, fromIso, type Span, spanOf } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import { dateSpan, type Patient, plainDate, type Sourced, sourced } from '../patient/patient.ts';
import { infusionOf } from './assessments.ts';

/** The infusion of a patient with acute lymphoblastic leukaemia. */
export const infused = (of: Patient): Fact | undefined => (hasDisease(of, 'ALL') ? infusionOf(of) : undefined);

/** Date of the infusion, known or bounded. */
export const infusionDate = (of: Patient, infusion: Fact): Sourced =>
  sourced(plainDate(dateSpan(of, infusion)), [infusion], 'inf.date');

/** The day the question is asked about, where the view has one. */
export const asOfDate = (of: Patient): Sourced => ({ value: of.asOf.effective ?? null, facts: [], codes: [] });
export const asOfSpan = (of: Patient): Span | undefined =>
  of.asOf.effective === undefined ? undefined : spanOf(fromIso(of.asOf.effective));
