import type { Fact, FactId, Instant, PatientId } from '@linea/facts';
import type { Session } from '../database/session.ts';
import { FACT_COLUMNS, type FactRow, factOf } from '../facts/row.ts';
import type { PatientSummary } from '../journey/known-patient.ts';

/** Every version of every fact of these patients, in the order of patient and id. */
export async function factsOf(
  { db }: Session,
  patients: readonly PatientId[],
  recordedBy?: Instant,
): Promise<readonly Fact[]> {
  let query = db.selectFrom('linea.fact').select(FACT_COLUMNS).orderBy('patient').orderBy('id');
  query =
    patients.length === 1
      ? query.where('patient', '=', patients[0] as string)
      : query.where('patient', 'in', [...patients]);
  if (recordedBy !== undefined) query = query.where('recorded', '<=', recordedBy);
  const rows: readonly FactRow[] = patients.length === 0 ? [] : await query.execute();
  return rows.map(factOf);
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
