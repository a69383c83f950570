import type { Fact, Issue, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access } from '../database/session.ts';
import { inSession, type Session } from '../database/session.ts';
import { COPY_FORMAT, copyLines, FACT_COLUMNS, factRow } from '../facts/row.ts';

/** Patients that were there before, locked until the end of the transaction: whoever writes to one of them waits. */
export async function lockPatients({ client }: Session, patients: readonly PatientId[]): Promise<readonly PatientId[]> {
  const { rows } = await client.query<{ patient: PatientId }>(
    'select patient from linea.patient where patient = any ($1) order by patient for update',
    [patients],
  );
  return rows.map(({ patient }) => patient);
}

/** Ids of synthetic patients start with `SYN`, and so do their centres (calibration of the synthetic cohort). */
const isSynthetic = ({ patient, centre }: Fact): boolean => patient.startsWith('SYN') || centre.startsWith('SYN');

/** Facts of a patient whose record belongs to another centre: two hospitals may have given out the same name. */
export async function otherCentres({ client }: Session, facts: readonly Fact[]): Promise<readonly Issue[]> {
  const wanted = new Map<PatientId, Set<string>>();
  for (const { patient, centre } of facts) {
    const centres = wanted.get(patient) ?? new Set();
    wanted.set(patient, centres.add(centre));
  }
  const { rows } = await client.query<{ patient: PatientId; centre: string }>(
    'select patient, centre from linea.patient where patient = any ($1)',
    [[...wanted.keys()]],
  );
  const owners = new Map(rows.map(({ patient, centre }) => [patient, centre]));
  return [...wanted].flatMap(([patient, centres]) => {
    const owner = owners.get(patient) ?? [...centres][0];
    return [...centres]
      .filter((centre) => centre !== owner)
      .map((centre): Issue => ({ code: 'patient.otherCentre', at: patient, got: centre, allowed: owner ?? '' }));
  });
}

/** Fewer facts than this go in one statement; more by COPY. */
const FEW = 50;

/** Stores facts that are new and have been checked, and counts them with their patients. */
export async function store(session: Session, facts: readonly Fact[], kind: Pool['kind']): Promise<void> {
  if (facts.length === 0) return;
  await countWithPatients(session, facts);
  if (facts.length <= FEW) {
    await session.db.insertInto('linea.fact').values(facts.map(factRow)).execute();
    return;
  }
  const { client } = session;
  const columns = FACT_COLUMNS.join(', ');
  if (kind === 'pglite') {
    // COPY does not go through row-level security: the table's trigger checks every row of it, whoever runs it.
    await client.query('set local role none', []);
    await client.copy(`linea.fact (${columns})`, COPY_FORMAT, copyLines(facts));
    await client.query('set local role app', []);
    return;
  }
  await client.query('create temporary table added_facts (like linea.fact) on commit drop', []);
  await client.copy(`added_facts (${columns})`, COPY_FORMAT, copyLines(facts));
  await client.query(`insert into linea.fact (${columns}) select ${columns} from added_facts`, []);
}

async function countWithPatients({ client }: Session, facts: readonly Fact[]): Promise<void> {
  const patients = new Map<PatientId, { centre: string; synthetic: boolean; count: number }>();
  for (const fact of facts) {
    const known = patients.get(fact.patient);
    if (known) known.count++;
    else patients.set(fact.patient, { centre: fact.centre, synthetic: isSynthetic(fact), count: 1 });
  }
  // In one order, so that two writers wait for each other instead of blocking each other.
  const sorted = [...patients].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = <T>(of: (patient: { centre: string; synthetic: boolean; count: number }) => T) =>
    sorted.map(([, patient]) => of(patient));
  await client.query(
    `insert into linea.patient as p (patient, centre, synthetic, facts)
     select * from unnest($1::text[], $2::text[], $3::boolean[], $4::integer[])
     on conflict (patient) do update set facts = p.facts + excluded.facts`,
    [
      sorted.map(([patient]) => patient),
      column(({ centre }) => centre),
      column(({ synthetic }) => synthetic),
      column(({ count }) => count),
    ],
  );
}

const RETRIED: ReadonlySet<unknown> = new Set(['23505', '40001', '40P01']);

/** As `inSession`, once more when another writer was faster with the same facts or the two stood in each other's way. */
export async function writing<T>(pool: Pool, access: Access, work: (session: Session) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inSession(pool, access, work);
    } catch (error) {
      if (attempt === 5 || !RETRIED.has((error as { code?: unknown }).code)) throw error;
    }
  }
}
