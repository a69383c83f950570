import { type Criterion, criterionById, type Derivation, derive, type Patient } from '@linea/criteria';

/** How one patient ends up for one endpoint. */
export type EndpointValue =
  | {
      /** Days from the start of the clock. */
      readonly days: number;
      /** 0 censored, 1 event, 2 competing event. */
      readonly event: 0 | 1 | 2;
      /** From the facts alone, or taking what somebody stated of a response as observed. */
      readonly basis: 'derived' | 'assuming';
      /** The time is the middle of an interval, because a date is not exact. */
      readonly approximate: boolean;
    }
  | { readonly missing: string };

/** Whether something happened to one patient. */
export type BinaryValue =
  | { readonly value: 0 | 1; readonly basis: 'derived' | 'stated' }
  | { readonly missing: string };

interface TimeToEvent {
  readonly kind: 'time';
  /** By disease: the criterion, and which of its answers about the patient is meant. */
  readonly by: Readonly<
    Record<string, { readonly criterion: string; readonly is?: (derivation: Derivation) => boolean }>
  >;
}
interface Happened {
  readonly kind: 'binary';
  readonly of: (patient: Patient) => BinaryValue;
}

const fromInfusion = ({ of }: Derivation): boolean => of?.anchor === 'infusion';
const named =
  (name: string, scheme?: string) =>
  ({ answer }: Derivation): boolean => {
    const { endpoint, scheme: used } = answer as { endpoint?: unknown; scheme?: unknown };
    return endpoint === name && (scheme === undefined || used === scheme);
  };
const secondLine = ({ of }: Derivation): boolean => of?.line === 2;

/** Days after the infusion in which an assessment counts for month 1 and month 3. */
const MONTH_1 = [21, 45] as const;
const MONTH_3 = [75, 120] as const;

/** The endpoints a study may name. Definitions stand in the criteria; here is which one a study means by which word. */
export const ENDPOINTS: Readonly<Record<string, TimeToEvent | Happened>> = {
  pfs: {
    kind: 'time',
    by: {
      LBCL: { criterion: 'outcome.pfs', is: fromInfusion },
      ALL: { criterion: 'all.endpoint', is: named('PFS') },
      MM: { criterion: 'mm.pfs', is: secondLine },
    },
  },
  os: {
    kind: 'time',
    by: {
      LBCL: { criterion: 'outcome.os', is: fromInfusion },
      ALL: { criterion: 'all.endpoint', is: named('OS') },
      MM: { criterion: 'mm.os', is: secondLine },
    },
  },
  nrm: { kind: 'time', by: { LBCL: { criterion: 'outcome.nrm', is: fromInfusion } } },
  ttnt: {
    kind: 'time',
    by: { LBCL: { criterion: 'outcome.ttnt', is: fromInfusion }, MM: { criterion: 'mm.ttnt', is: secondLine } },
  },
  crs3: { kind: 'binary', of: (patient) => severe(patient, 'crs') },
  icans3: { kind: 'binary', of: (patient) => severe(patient, 'icans') },
  cr1m: { kind: 'binary', of: (patient) => responseIn(patient, MONTH_1, ['CR']) },
  orr1m: { kind: 'binary', of: (patient) => responseIn(patient, MONTH_1, ['CR', 'PR']) },
  cr3m: { kind: 'binary', of: (patient) => responseIn(patient, MONTH_3, ['CR']) },
  orr3m: { kind: 'binary', of: (patient) => responseIn(patient, MONTH_3, ['CR', 'PR']) },
  icaht3: { kind: 'binary', of: severeIcaht },
};

/** @throws {RangeError} the endpoint is not a time to event */
export function timeToEvent(id: string, patient: Patient, disease: string): EndpointValue {
  const definition = ENDPOINTS[id];
  if (definition?.kind !== 'time') throw new RangeError(`timeToEvent: ${id} is no time to event`);
  const meant = definition.by[disease];
  const criterion = meant && criterionById(meant.criterion);
  if (!meant || !criterion) return { missing: 'endpoint.notForDisease' };
  const answers = derive(criterion, patient).filter((derivation) => meant.is?.(derivation) ?? true);
  if (answers.length === 0) return { missing: 'endpoint.noStart' };
  const read = answers.map((derivation) => ({ derivation, value: readingOf(derivation) }));
  const best =
    read.find(({ value, derivation }) => !('missing' in value) && derivation.assuming.length === 0) ??
    read.find(({ value }) => !('missing' in value));
  return best?.value ?? { missing: 'endpoint.indeterminate' };
}

/** Answers are whole days, or an interval of days whose middle statistics take; `approximate` says so. */
function readingOf({ answer, assuming }: Derivation): EndpointValue {
  const { timeDays, minDays, maxDays, event } = answer as Readonly<Record<string, unknown>>;
  if (event !== 0 && event !== 1 && event !== 2) return { missing: 'endpoint.indeterminate' };
  const basis = assuming.length > 0 ? 'assuming' : 'derived';
  if (typeof timeDays === 'number') return { days: timeDays, event, basis, approximate: false };
  if (typeof minDays === 'number' && typeof maxDays === 'number')
    return { days: Math.round((Math.max(0, minDays) + maxDays) / 2), event, basis, approximate: true };
  return { missing: 'endpoint.indeterminate' };
}

/** @throws {RangeError} the endpoint is a time to event */
export function happened(id: string, patient: Patient): BinaryValue {
  const definition = ENDPOINTS[id];
  if (definition?.kind !== 'binary') throw new RangeError(`happened: ${id} is a time to event`);
  return definition.of(patient);
}

const COURSES = { crs: 'crs.astct2019.course', icans: 'icans.astct2019.course' } as const;

/** Grade 3 or more: from the observations where they settle it, else from the grade somebody wrote. */
function severe(patient: Patient, kind: 'crs' | 'icans'): BinaryValue {
  const criterion: Criterion | undefined = criterionById(COURSES[kind]);
  const answers = criterion ? derive(criterion, patient) : [];
  for (const { answer } of answers) {
    const { maxGrade } = answer as { maxGrade?: unknown };
    if (typeof maxGrade === 'number') return { value: maxGrade >= 3 ? 1 : 0, basis: 'derived' };
  }
  const grade = patient.byCode(`${kind}.maxGrade`).at(-1)?.value;
  if (grade?.kind === 'code') return { value: Number(grade.code) >= 3 ? 1 : 0, basis: 'stated' };
  const occurred = patient.byCode(`${kind}.occurred`).at(-1)?.value;
  if (occurred?.kind === 'boolean' && !occurred.boolean) return { value: 0, basis: 'stated' };
  return { missing: 'endpoint.noObservation' };
}

/** Early haematotoxicity (days 0 to 30) of grade 3 or more: from the counts where they settle it, else from the grade somebody wrote. */
function severeIcaht(patient: Patient): BinaryValue {
  const criterion = criterionById('icaht.early');
  for (const { answer } of criterion ? derive(criterion, patient) : []) {
    const { severe: isSevere } = answer as { severe?: unknown };
    if (typeof isSevere === 'boolean') return { value: isSevere ? 1 : 0, basis: 'derived' };
  }
  const grade = patient.byCode('icaht.earlyReported').at(-1)?.value;
  if (grade?.kind === 'code' && /^\d$/.test(grade.code))
    return { value: Number(grade.code) >= 3 ? 1 : 0, basis: 'stated' };
  return { missing: 'endpoint.noObservation' };
}

/**
 * Response as reported in a window after the first infusion: of several assessments the best. Without one, who progressed or died
 * before the window ends has not responded; of the others it is not known.
 */
function responseIn(patient: Patient, [from, to]: readonly [number, number], wanted: readonly string[]): BinaryValue {
  const infusions = patient.byCode('inf.date').map((fact) => patient.span(fact).start);
  if (infusions.length === 0) return { missing: 'endpoint.noStart' };
  const zero = Math.min(...infusions);
  const dated = patient.byCode('resp.lugano').flatMap((fact) => {
    const { value } = fact;
    const { start, end } = patient.span(fact);
    return value?.kind === 'code' && value.code !== 'NE'
      ? [{ answer: value.code, start: start - zero, end: end - zero }]
      : [];
  });
  const inWindow = dated.filter(({ start, end }) => start >= from && end <= to);
  if (inWindow.length > 0)
    return { value: inWindow.some(({ answer }) => wanted.includes(answer)) ? 1 : 0, basis: 'stated' };
  const died = patient.byCode('death.date').some((fact) => patient.span(fact).end - zero <= to);
  const progressed = dated.some(({ answer, start, end }) => answer === 'PD' && start > 0 && end <= to);
  return died || progressed ? { value: 0, basis: 'stated' } : { missing: 'endpoint.noObservation' };
}
