import type { CentreId, Fact, FactId, Issue, PatientId } from '@linea/facts';
import type { Access } from '../database/session.ts';

/** What only the store can refuse: centres that are not the user's, patients of another centre, versions that have a successor. */
export class Checks {
  readonly issues: Issue[] = [];
  readonly #patients: ReadonlyMap<PatientId, CentreId>;
  readonly #owners: ReadonlyMap<PatientId, CentreId>;
  /** By patient and version the version that stands in its place. */
  readonly #successors = new Map<string, FactId>();
  readonly #said = new Set<string>();

  constructor(
    access: Access,
    patients: ReadonlyMap<PatientId, CentreId>,
    owners: ReadonlyMap<PatientId, CentreId>,
    existing: readonly Fact[],
  ) {
    this.#patients = patients;
    this.#owners = owners;
    for (const { patient, supersedes, id } of existing)
      if (supersedes !== undefined) this.#successors.set(key(patient, supersedes), id);
    if (access.centres === 'all') return;
    const allowed = access.centres.join(', ');
    for (const centre of new Set(patients.values()))
      if (centre !== '' && !access.centres.includes(centre))
        this.issues.push({ code: 'centre.denied', at: 'centre', got: centre, allowed });
  }

  look(facts: readonly Fact[]): void {
    for (const { id, patient, centre, supersedes } of facts) {
      const owner = this.#owners.get(patient) ?? this.#patients.get(patient);
      if (centre !== owner) this.#otherCentre(patient, centre, owner ?? '');
      if (supersedes === undefined) continue;
      const other = this.#successors.get(key(patient, supersedes));
      if (other === undefined) this.#successors.set(key(patient, supersedes), id);
      else this.issues.push({ code: 'version.superseded', at: `${patient} ${id}`, got: supersedes, allowed: other });
    }
  }

  /** Two hospitals may have given out the same name, and two people must not become one: said once for each of them. */
  #otherCentre(patient: PatientId, centre: CentreId, owner: CentreId): void {
    const said = key(patient, centre);
    if (this.#said.has(said)) return;
    this.#said.add(said);
    this.issues.push({ code: 'patient.otherCentre', at: patient, got: centre, allowed: owner });
  }
}

const key = (patient: PatientId, id: FactId): string => JSON.stringify([patient, id]);
