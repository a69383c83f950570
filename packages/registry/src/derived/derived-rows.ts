import { createHash } from 'node:crypto';
import type { CentreId, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access, Session } from '../database/session.ts';
import { isNobody } from '../registry/read.ts';
import { writing } from '../registry/write.ts';

/** Of what a row is worked out: of a patient's facts, and of everything else that it hangs on. */
export interface DerivedOf {
  readonly patient: PatientId;
  readonly centre: CentreId;
  /** How many versions of facts the patient has: they are only ever added, so the number names a state of the record. */
  readonly facts: number;
  /** Names the day, the program and whatever else the row hangs on; another one is another row. */
  readonly state: string;
}

/** A row: what was worked out, as JSON gives it back. */
export interface DerivedRow extends DerivedOf {
  readonly content: unknown;
}

/** What would betray a row that is not as it was put in, or stands under another name. */
const checksum = (kind: string, { patient, centre, facts, state }: DerivedOf, content: string): string =>
  createHash('sha256')
    .update(`${JSON.stringify([kind, patient, centre, facts, state])}\n${content}`)
    .digest('hex');

/** Rows that were worked out of just this; a damaged one is not there. */
export async function derivedRows(
  { client }: Session,
  kind: string,
  wanted: readonly DerivedOf[],
): Promise<ReadonlyMap<PatientId, unknown>> {
  const asked = new Map(wanted.filter(({ patient }) => !isNobody(patient)).map((one) => [one.patient, one]));
  const { rows } = await client.query<{ patient: PatientId; content: string; sha256: string }>(
    'select patient, content, sha256 from linea.derived where kind = $1 and patient = any ($2) and state = any ($3)',
    [kind, [...asked.keys()], [...new Set(wanted.map(({ state }) => state))]],
  );
  const found = new Map<PatientId, unknown>();
  for (const { patient, content, sha256 } of rows) {
    const of = asked.get(patient);
    if (of && checksum(kind, of, content) === sha256) found.set(patient, JSON.parse(content));
  }
  return found;
}

/** Puts rows in the place of those that there are of the same kind, in one order: two writers wait for each other. */
export async function keepDerived(
  pool: Pool,
  access: Access,
  kind: string,
  rows: readonly DerivedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort((a, b) => (a.patient < b.patient ? -1 : 1));
  const contents = sorted.map(({ content }) => JSON.stringify(content));
  const columns = [
    sorted.map(({ patient }) => patient),
    sorted.map(({ centre }) => centre),
    sorted.map(({ facts }) => facts),
    sorted.map(({ state }) => state),
    contents,
    sorted.map((row, index) => checksum(kind, row, contents[index] as string)),
  ];
  await writing(pool, access, ({ client }) => client.query(PUT, [kind, ...columns]));
}

const PUT = `
insert into linea.derived (kind, patient, centre, facts, state, content, sha256)
select $1, * from unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[])
on conflict (patient, kind) do update set (centre, facts, state, content, sha256) =
  (excluded.centre, excluded.facts, excluded.state, excluded.content, excluded.sha256)`;
