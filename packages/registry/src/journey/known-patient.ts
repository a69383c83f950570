import { type Fact, publishedCases } from '@linea/facts';

/** A patient with every version of every fact: what a journey is made of, wherever the facts come from. */
export interface KnownPatient {
  readonly id: string;
  readonly centre: string;
  readonly disease: string | null;
  readonly synthetic: boolean;
  readonly facts: readonly Fact[];
  readonly titleEn?: string;
  readonly titleIt?: string;
}

/** A patient in the list: `linea patient list --json`, `GET /api/patients`. */
export interface PatientSummary {
  readonly patient: string;
  readonly centre: string;
  readonly disease: string | null;
  /** How many versions of facts there are. */
  readonly facts: number;
  readonly synthetic: boolean;
}

export const summaryOf = ({ id, centre, disease, facts, synthetic }: KnownPatient): PatientSummary => ({
  patient: id,
  centre,
  disease,
  facts: facts.length,
  synthetic,
});

/** A patient of the list with every version of every fact; a published case has its title. */
export function knownPatientOf(
  { patient, centre, disease, synthetic }: PatientSummary,
  facts: readonly Fact[],
): KnownPatient {
  const published = centre === 'published' ? publishedCases().find(({ id }) => id === patient) : undefined;
  const titles = published && { titleEn: published.titleEn, titleIt: published.titleIt };
  return { id: patient, centre, disease, synthetic, facts, ...titles };
}

/** The published patients that Linea learns with. */
export const publishedPatients = (): readonly KnownPatient[] =>
  publishedCases().map((one) => ({ ...one, centre: one.facts[0]?.centre ?? '', synthetic: false }));

/** Ids of synthetic patients start with `SYN`, and so do their centres (calibration of the synthetic cohort). */
export const isSynthetic = (patient: string, centre: string): boolean =>
  patient.startsWith('SYN') || centre.startsWith('SYN');

/** Facts of any number of patients, one patient each, in the order of their first fact. */
export const patientsOf = (facts: readonly Fact[]): readonly KnownPatient[] =>
  groupBy(facts, ({ patient }) => patient).map(([id, own]) => ({
    id,
    centre: own[0]?.centre ?? '',
    disease: diseaseOf(own),
    synthetic: isSynthetic(id, own[0]?.centre ?? ''),
    facts: own,
  }));

/** Members by key, keys in the order of their first member. */
export function groupBy<T>(
  members: readonly T[],
  key: (member: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(key(member));
    if (group) group.push(member);
    else groups.set(key(member), [member]);
  }
  return [...groups];
}

const diseaseOf = (facts: readonly Fact[]): string | null => {
  const indication = facts.findLast(({ code }) => code === 'reg.indication')?.value;
  return indication?.kind === 'code' ? indication.code : null;
};
