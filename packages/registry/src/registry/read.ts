import { type Code, type Fact, type FactId, type Instant, nameIssue, type PatientId } from '@linea/facts';
import type { Session } from '../database/session.ts';
import { FACTS_JSON, type FactRow, factsIn } from '../facts/row.ts';
import type { PatientSummary } from '../journey/known-patient.ts';

/** A name that no patient and no centre has, because no store could keep it: the database refuses to be asked for it. */
export const isNobody = (name: string): boolean => nameIssue(name, '') !== null;

/** Patients whose facts an import asks for at a time: what else is asked is answered in between. */
export const AT_A_TIME = 50;

/** Every version of every fact of these patients, in the order of patient and id. */
export async function factsOf(
  { client }: Session,
  asked: readonly PatientId[],
  recordedBy?: Instant,
): Promise<readonly Fact[]> {
  const patients = asked.filter((patient) => !isNobody(patient));
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

/** Every version of the facts of some codes, by patient. */
export async function partsOf(
  { client }: Session,
  asked: readonly PatientId[],
  codes: readonly Code[],
): Promise<ReadonlyMap<PatientId, readonly Fact[]>> {
  const patients = asked.filter((patient) => !isNobody(patient));
  const { rows } = await client.query<{ patient: PatientId; facts: string }>(
    `select patient, ${FACTS_JSON} as facts from linea.fact where patient = any ($1) and code = any ($2) group by patient`,
    [patients, codes],
  );
  return new Map(rows.map(({ patient, facts }) => [patient, factsIn(facts)]));
}

/** Of which of some codes there is any fact, by patient. */
export async function presentIn(
  { client }: Session,
  asked: readonly PatientId[],
  codes: readonly Code[],
): Promise<ReadonlyMap<PatientId, ReadonlySet<Code>>> {
  const patients = asked.filter((patient) => !isNobody(patient));
  const { rows } = await client.query<{ patient: PatientId; codes: readonly Code[] }>(
    'select patient, array_agg(distinct code) as codes from linea.fact where patient = any ($1) and code = any ($2) group by patient',
    [patients, codes],
  );
  return new Map(rows.map((row) => [row.patient, new Set(row.codes)]));
}

/** All patients with the indication that stands. */
export async function summaries({ db }: Session): Promise<readonly PatientSummary[]> {
  const indications = db
    .selectFrom('linea.fact')
    .select(['patient', 'id', 'supersedes', 'coded'])
    .where('code', '=', 'reg.indication')
    .orderBy('patient')
    .orderBy('recorded')
    .orderBy('id');
  const diseases = diseasesOf(await indications.execute());
  const listed = db.selectFrom('linea.patient').select(['patient', 'centre', 'facts', 'synthetic']).orderBy('patient');
  return (await listed.execute()).map((row) => ({
    patient: row.patient,
    centre: row.centre,
    disease: diseases.get(row.patient) ?? null,
    facts: row.facts,
    synthetic: row.synthetic,
  }));
}

const ONE_SUMMARY = `
select patient, centre, facts, synthetic, (
  select json_agg(json_build_object('patient', patient, 'id', id, 'supersedes', supersedes, 'coded', coded) order by recorded, id)::text
  from linea.fact f where f.patient = p.patient and code = 'reg.indication'
) as indications
from linea.patient p where patient = $1`;

/** One patient with the indication that stands, in one question. */
export async function summary({ client }: Session, patient: PatientId): Promise<PatientSummary | undefined> {
  if (isNobody(patient)) return undefined;
  const { rows } = await client.query<Omit<PatientSummary, 'disease'> & { readonly indications: string | null }>(
    ONE_SUMMARY,
    [patient],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { centre, facts, synthetic, indications } = row;
  const disease = diseasesOf(JSON.parse(indications ?? '[]')).get(patient) ?? null;
  return { patient, centre, disease, facts, synthetic };
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
