import { answersOf, criterionById, dateSpan, happenings, type Patient, valued } from '@linea/criteria';

/** Whether something happened to one patient. */
export type BinaryValue =
  | { readonly value: 0 | 1; readonly basis: 'derived' | 'stated' }
  | { readonly missing: string };

/** Yes-or-no endpoints a study may name: severe toxicities, and responses at four visits. */
export const HAPPENED: Readonly<Record<string, (patient: Patient) => BinaryValue>> = {
  crs3: (patient) => severe(patient, 'crs'),
  icans3: (patient) => severe(patient, 'icans'),
  icaht3: severeIcaht,
  ...Object.fromEntries(
    // Days after the infusion in which an assessment counts for a visit.
    ([['1m', 21, 45, 'd28'], ['3m', 70, 120, 'm3'], ['6m', 150, 210, 'm6'], ['12m', 330, 400, 'm12']] as const).flatMap(([visit, from, to, timepoint]) => [
      [`cr${visit}`, (patient: Patient) => responseIn(patient, { from, to, timepoint }, COMPLETE)],
      [`orr${visit}`, (patient: Patient) => responseIn(patient, { from, to, timepoint }, ANY)],
    ]), // biome-ignore format: a table
  ),
};

/** @throws {RangeError} the endpoint is a time to event */
export function happened(id: string, patient: Patient): BinaryValue {
  const of = HAPPENED[id];
  if (!of) throw new RangeError(`happened: ${id} is a time to event`);
  return of(patient);
}

const answers = (id: string, patient: Patient) => {
  const criterion = criterionById(id);
  return criterion ? answersOf(criterion, patient) : [];
};

const COURSES = { crs: 'crs.astct2019.course', icans: 'icans.astct2019.course' } as const;

/** Grade 3 or more: from the observations where they settle it, else from the grade somebody wrote. */
function severe(patient: Patient, kind: 'crs' | 'icans'): BinaryValue {
  for (const { maxGrade } of answers(COURSES[kind], patient))
    if (typeof maxGrade === 'number') return { value: maxGrade >= 3 ? 1 : 0, basis: 'derived' };
  const grade = patient.byCode(`${kind}.maxGrade`).at(-1)?.value;
  if (grade?.kind === 'code') return { value: Number(grade.code) >= 3 ? 1 : 0, basis: 'stated' };
  const occurred = patient.byCode(`${kind}.occurred`).at(-1)?.value;
  if (occurred?.kind === 'boolean' && !occurred.boolean) return { value: 0, basis: 'stated' };
  return { missing: 'endpoint.noObservation' };
}

/** Early haematotoxicity (days 0 to 30) of grade 3 or more: from the counts where they settle it, else from the grade somebody wrote. */
function severeIcaht(patient: Patient): BinaryValue {
  for (const { severe: isSevere } of answers('icaht.early', patient))
    if (typeof isSevere === 'boolean') return { value: isSevere ? 1 : 0, basis: 'derived' };
  const grade = patient.byCode('icaht.earlyReported').at(-1)?.value;
  if (grade?.kind === 'code' && /^\d$/.test(grade.code))
    return { value: Number(grade.code) >= 3 ? 1 : 0, basis: 'stated' };
  return { missing: 'endpoint.noObservation' };
}

/** Complete and any response in the words of lymphoma, leukaemia and myeloma. */
const RESPONSES = ['resp.lugano', 'resp.all', 'resp.imwg'] as const;
const COMPLETE: ReadonlySet<string> = new Set(['sCR', 'CR', 'CRh', 'CRi']);
const ANY: ReadonlySet<string> = new Set([...COMPLETE, 'VGPR', 'PR']);
const PROGRESSION: ReadonlySet<string> = new Set(['PD', 'relapse', 'relapseCr']);

/** The days after the infusion in which an assessment counts for a visit, and what the visit is called. */
interface Visit {
  readonly from: number;
  readonly to: number;
  readonly timepoint: string;
}

/**
 * Response as reported at a visit after the first infusion. An assessment of a known day counts by its day; one of several possible days by
 * the visit that it was planned for, or, where nobody says, by the middle one. Of several assessments the best. Without one, who progressed or
 * died before the window ends has not responded; of the others it is not known.
 */
function responseIn(patient: Patient, { from, to, timepoint }: Visit, wanted: ReadonlySet<string>): BinaryValue {
  const infusions = happenings(patient, 'inf.date').map((fact) => patient.span(fact).start);
  if (infusions.length === 0) return { missing: 'endpoint.noStart' };
  const zero = Math.min(...infusions);
  const planned = new Map(
    patient
      .byCode('resp.timepoint')
      .flatMap(({ event, value }) => (value?.kind === 'code' ? [[event, value.code]] : [])),
  );
  const dated = RESPONSES.flatMap((code) => valued(patient, code)).flatMap((fact) => {
    const { value, event } = fact;
    const { start, end } = patient.span(fact);
    return value?.kind === 'code' && value.code !== 'NE'
      ? [{ answer: value.code, start: start - zero, end: end - zero, visit: planned.get(event) }]
      : [];
  });
  const inWindow = dated.filter(({ start, end, visit }) => {
    const mayBe = start <= to && end >= from;
    if (start !== end && visit !== undefined) return visit === timepoint && mayBe;
    return (start + end) / 2 >= from && (start + end) / 2 <= to;
  });
  if (inWindow.length > 0) return { value: inWindow.some(({ answer }) => wanted.has(answer)) ? 1 : 0, basis: 'stated' };
  const died = happenings(patient, 'death.date').some((fact) => dateSpan(patient, fact).end - zero <= to);
  const progressed = dated.some(({ answer, start, end }) => PROGRESSION.has(answer) && start > 0 && end <= to);
  return died || progressed ? { value: 0, basis: 'stated' } : { missing: 'endpoint.noObservation' };
}
