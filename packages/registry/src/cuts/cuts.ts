import { type Instant, type Issue, ok, type Result, refused, shown } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import { type Access, inSession, type Session } from '../database/session.ts';
import { factsOf, summaries } from '../registry/read.ts';
import { CutHash } from './cut-hash.ts';

/** A named data cut: what was recorded by an instant, with the hash of its facts. */
export interface Cut {
  readonly name: string;
  readonly recorded: Instant;
  readonly by: string;
  readonly patients: number;
  readonly facts: number;
  /** Any of its patients is synthetic. */
  readonly synthetic: boolean;
  readonly sha256: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const AT_A_TIME = 50;

const COLUMNS = 'name, recorded, made_by as by, patients, facts, synthetic, sha256';

/** The cuts of these eyes, oldest first. */
export async function cutsOf({ client }: Session): Promise<readonly Cut[]> {
  const { rows } = await client.query<Cut>(`select ${COLUMNS} from linea.cut order by recorded, name`, []);
  return rows;
}

/**
 * Freezes what is recorded by now, under a name that is new. It is read patient by patient, a few at a time: what is recorded
 * meanwhile is later than the cut.
 *
 * @returns the cut; `cut.name` (not a name), `cut.exists`
 */
export async function createCut(pool: Pool, access: Access, now: Instant, name: string): Promise<Result<Cut>> {
  const at = 'NAME';
  if (!NAME.test(name)) return refused({ code: 'cut.name', at, got: shown(name), allowed: 'A-Z, a-z, 0-9, ., _, -' });
  const exists: Issue = { code: 'cut.exists', at, got: name };
  const before = await inSession(pool, access, async (session) => ({
    cuts: await cutsOf(session),
    patients: await summaries(session),
  }));
  if (before.cuts.some((cut) => cut.name === name)) return refused(exists);
  const hash = new CutHash();
  let synthetic = false;
  for (let from = 0; from < before.patients.length; from += AT_A_TIME) {
    const some = before.patients.slice(from, from + AT_A_TIME);
    const facts = await inSession(
      pool,
      access,
      (session) =>
      factsOf(session, some.map(({ patient }) => patient), now), // biome-ignore format: one thought
    );
    for (const { patient, synthetic: isSynthetic } of some) {
      const own = facts.filter((fact) => fact.patient === patient);
      synthetic ||= isSynthetic && own.length > 0;
      hash.add(own);
    }
  }
  const cut: Cut = { name, recorded: now, by: access.user, synthetic, ...hash.end() };
  const { rows } = await inSession(pool, access, ({ client }) =>
    client.query<{ name: string }>(
      `insert into linea.cut (name, centres, recorded, made_by, patients, facts, synthetic, sha256)
       values ($1, current_setting('app.centres'), $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning name`,
      [cut.name, cut.recorded, cut.by, cut.patients, cut.facts, cut.synthetic, cut.sha256],
    ),
  );
  return rows.length === 1 ? ok(cut) : refused(exists);
}
