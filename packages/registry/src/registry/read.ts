import type { Fact, FactId, Instant, PatientId } from '@linea/facts';
import type { Session } from '../database/session.ts';
import { FACTS_JSON, type FactRow, factsIn } from '../facts/row.ts';
import type { PatientSummary } from '../journey/known-patient.ts';

/** Every version of every fact of these patients, in the order of patient and id. */
export async function factsOf(
  { client }: Session,
  patients: readonly PatientId[],
  recordedBy?: Instant,
): Promise<readonly Fact[]> {
  if (patients.length === 0) return [];
  const cut = recordedBy === undefined ? '' : 'and recorded <= $2';
  const { rows } = await client.query<{ facts: string }>(
    `select ${FACTS_JSON} as facts from linea.fact where patient = any ($1) ${cut} group by patient order by patient`,
    [patients, ...(recordedBy === undefined ? [] : [recordedBy])],
  );
  return rows.length === 1
    ? factsIn((rows[0] as { facts: string }).facts)
    : rows.flatMap(({ facts }) => factsIn(facts));
}

/** All patients, or one of them, with the indication that stands. */
export async function summaries({ db }: Session, patient?: PatientId): Promise<readonly PatientSummary[]> {
  let listed = db.selectFrom('linea.patient').select(['patient', 'centre', 'facts', 'synthetic']).orderBy('patient');
  let indications = db
    .selectFrom('linea.fact')
    .select(['patient', 'id', 'supersedes', 'coded'])
    .where('code', '=', 'reg.indication')
    .orderBy('patient')
    .orderBy('recorded')
    .orderBy('id');
  if (patient !== undefined) {
    listed = listed.where('patient', '=', patient);
    indications = indications.where('patient', '=', patient);
  }
  const diseases = diseasesOf(await indications.execute());
  const rows = await listed.execute();
  return rows.map((row) => ({
    patient: row.patient,
    centre: row.centre,
    disease: diseases.get(row.patient) ?? null,
    facts: row.facts,
    synthetic: row.synthetic,
  }));
}

/** The indication of each patient that no later version replaces; of two, the last recorded. */
function diseasesOf(
  indications: readonly Pick<FactRow, 'patient' | 'id' | 'supersedes' | 'coded'>[],
): ReadonlyMap<PatientId, string> {
  const replaced = new Map<PatientId, Set<FactId>>();
  for (const { patient, supersedes } of indications) {
    if (supersedes === null) continue;
    const ids = replaced.get(patient) ?? new Set();
    replaced.set(patient, ids.add(supersedes));
  }
  const diseases = new Map<PatientId, string>();
  for (const { patient, id, coded } of indications)
    if (coded !== null && !replaced.get(patient)?.has(id)) diseases.set(patient, coded);
  return diseases;
}
