import type { CentreId, Fact, Issue, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access } from '../database/session.ts';
import { inSession, type Session } from '../database/session.ts';
import { COPY_FORMAT, copyLines, FACT_COLUMNS, factRow } from '../facts/row.ts';
import { isSynthetic } from '../journey/known-patient.ts';

/** How many facts of each patient are new. */
export type Counts = ReadonlyMap<PatientId, number>;

/** Patients that were there before. */
export interface Locked {
  readonly owners: ReadonlyMap<PatientId, CentreId>;
  /** How many versions of facts each has: facts are only ever added, so the number says whether any was. */
  readonly facts: Counts;
}

/** Patients that were there before, locked until the end of the transaction: whoever writes to one of them waits. */
export async function lockPatients({ client }: Session, patients: readonly PatientId[]): Promise<Locked> {
  const { rows } = await client.query<{ patient: PatientId; centre: CentreId; facts: number }>(
    'select patient, centre, facts from linea.patient where patient = any ($1) order by patient for update',
    [patients],
  );
  return {
    owners: new Map(rows.map(({ patient, centre }) => [patient, centre])),
    facts: new Map(rows.map(({ patient, facts }) => [patient, facts])),
  };
}

/**
 * Adds the patients that are new, without facts. Those that this user still cannot see then are another centre's.
 * In one order, so that two writers wait for each other instead of blocking each other.
 */
export async function addPatients(
  { client }: Session,
  patients: ReadonlyMap<PatientId, CentreId>,
  owners: ReadonlyMap<PatientId, CentreId>,
): Promise<readonly Issue[]> {
  const added = [...patients].filter(([patient, centre]) => centre !== '' && !owners.has(patient));
  if (added.length === 0) return [];
  const sorted = added.sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([patient]) => patient);
  await client.query(
    `insert into linea.patient (patient, centre, synthetic)
     select * from unnest($1::text[], $2::text[], $3::boolean[]) on conflict do nothing`,
    [names, sorted.map(([, centre]) => centre), sorted.map(([patient, centre]) => isSynthetic(patient, centre))],
  );
  const { rows } = await client.query<{ patient: PatientId }>(
    'select patient from linea.patient where patient = any ($1)',
    [names],
  );
  const seen = new Set(rows.map(({ patient }) => patient));
  return sorted
    .filter(([patient]) => !seen.has(patient))
    .map(([patient, centre]) => ({ code: 'patient.otherCentre', at: patient, got: centre }));
}

/** Fewer facts than this go in one statement; more by COPY. */
const FEW = 50;

/** Stores facts that are new and have been checked; asks for a part when it can take it. */
export async function insertFacts(
  session: Session,
  kind: Pool['kind'],
  parts: AsyncIterable<readonly Fact[]>,
): Promise<Counts> {
  const counts = new Map<PatientId, number>();
  const counted = countedParts(parts, counts);
  const [first, second] = [await counted.next(), await counted.next()];
  if (first.done) return counts;
  if (second.done && first.value.length <= FEW) {
    await session.db.insertInto('linea.fact').values(first.value.map(factRow)).execute();
    return counts;
  }
  await copyFacts(session, kind, linesOf([first.value, ...(second.done ? [] : [second.value])], counted));
  return counts;
}

/** The same parts, counted as they pass. */
export async function* countedParts(
  parts: AsyncIterable<readonly Fact[]>,
  counts: Map<PatientId, number>,
): AsyncGenerator<readonly Fact[]> {
  for await (const part of parts) {
    for (const { patient } of part) counts.set(patient, (counts.get(patient) ?? 0) + 1);
    yield part;
  }
}

async function* linesOf(
  read: readonly (readonly Fact[])[],
  rest: AsyncIterable<readonly Fact[]>,
): AsyncGenerator<string> {
  for (const part of read) yield* copyLines(part);
  for await (const part of rest) yield* copyLines(part);
}

const COLUMNS = FACT_COLUMNS.join(', ');

/**
 * COPY does not go through row-level security: whom the policies bind (a server's user that does not own the tables) loads into
 * a table of the transaction first. Otherwise the owner loads; the trigger of the table checks every row, whoever loads it.
 */
async function copyFacts({ client }: Session, kind: Pool['kind'], lines: AsyncIterable<string>): Promise<void> {
  await client.query('set local role none', []);
  if (kind === 'pglite' || !(await isBound(client))) {
    await client.copy(`linea.fact (${COLUMNS})`, COPY_FORMAT, lines);
    await client.query('set local role app', []);
    return;
  }
  await client.query('set local role app', []);
  await client.query('create temporary table added_facts (like linea.fact) on commit drop', []);
  await client.copy(`added_facts (${COLUMNS})`, COPY_FORMAT, lines);
  await client.query(`insert into linea.fact (${COLUMNS}) select ${COLUMNS} from added_facts`, []);
}

async function isBound(client: Session['client']): Promise<boolean> {
  const asked = "select row_security_active('linea.fact') or not has_table_privilege('linea.fact', 'insert') as bound";
  return (await client.query<{ bound: boolean }>(asked, [])).rows[0]?.bound !== false;
}

/** Counts new facts with their patients, in one order. */
export async function countFacts({ client }: Session, counts: Counts): Promise<void> {
  if (counts.size === 0) return;
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await client.query(
    `update linea.patient p set facts = p.facts + added.facts
     from unnest($1::text[], $2::integer[]) as added (patient, facts) where p.patient = added.patient`,
    [sorted.map(([patient]) => patient), sorted.map(([, count]) => count)],
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
