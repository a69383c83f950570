import type { Code, Fact } from '@linea/facts';
import { clockOf } from '../lymphoma/clock.ts';
import {
  type Application,
  codeOf,
  codesOf,
  dateSpan,
  happenings,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { inVisit, type Visit, visitsOf } from './visits.ts';

/** The kidney is involved: a class, a subtype, or the organ list says so. */
const hasNephritis = (of: Patient): boolean =>
  valued(of, 'sle.nephritisClass').some((fact) => codeOf(fact) !== 'noBiopsy') ||
  codeOf(valued(of, 'dx.subtype').at(-1)) === 'sleNephritis' ||
  valued(of, 'sle.organs').some((fact) => codesOf(fact)?.includes('kidney'));

const last = (of: Patient, code: Code, from: number, to: number): Fact | undefined =>
  valued(of, code).findLast(
    (fact) => measured(fact) !== null && of.span(fact).start >= from && of.span(fact).end <= to,
  );

const asInput = (fact: Fact | undefined, code: Code): Sourced =>
  fact ? sourced(measured(fact), [fact]) : unknownInput(code);

/** A measurement belongs to a visit when it lies in its window or up to a week after. */
const WEEK = 7;

function application(of: Patient, visit: Visit, start: number): Application {
  const at = (code: Code) => last(of, code, visit.span.start - visit.windowDays, visit.span.end + WEEK);
  const said = inVisit(visit.facts, 'sledai.ckd');
  const rescue = inVisit(visit.facts, 'sledai.rescueUsed');
  const value = codeOf(said);
  return {
    of: visit.about,
    at: visit.span,
    inputs: {
      baselineUpcr: asInput(last(of, 'lab.upcr', -Infinity, start), 'lab.upcr'),
      currentUpcr: asInput(at('lab.upcr'), 'lab.upcr'),
      baselineEgfr: asInput(last(of, 'lab.egfr', -Infinity, start), 'lab.egfr'),
      currentEgfr: asInput(at('lab.egfr'), 'lab.egfr'),
      ...(rescue ? { rescueUsed: sourced({ yes: true, no: false }[codeOf(rescue) ?? ''] ?? null, [rescue]) } : {}),
    },
    ...(said && value && value !== 'na' ? { stated: { value, fact: said.id } } : {}),
  };
}

/** At every visit after the infusion of a patient with nephritis; the baseline is the last value on or before lymphodepletion. */
export function renalApplications(of: Patient): readonly Application[] {
  const visits = visitsOf(of);
  const infusion = clockOf(of)?.infusion;
  if (visits.length === 0 || !infusion || !hasNephritis(of)) return [];
  const day0 = dateSpan(of, infusion);
  const depleted = happenings(of, 'ld.start').findLast((fact) => dateSpan(of, fact).start <= day0.end);
  const start = Math.min(day0.end, depleted ? dateSpan(of, depleted).end : Infinity);
  return visits.filter(({ span }) => span.start > day0.end).map((visit) => application(of, visit, start));
}
