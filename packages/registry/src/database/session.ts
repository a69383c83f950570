import { Kysely, PostgresDialect } from 'kysely';
import type { FactRow } from '../facts/row.ts';
import type { Client, Pool } from './pool.ts';

/** Whose eyes a transaction has. */
export interface Access {
  /** Written as `by` of what is recorded. */
  readonly user: string;
  readonly centres: readonly string[] | 'all';
}

interface Tables {
  readonly 'linea.fact': FactRow;
  readonly 'linea.patient': {
    readonly patient: string;
    readonly centre: string;
    readonly synthetic: boolean;
    readonly facts: number;
  };
}

/** One transaction as the role `app`, limited to the centres of its access by the policies of the database. */
export interface Session {
  readonly client: Client;
  readonly db: Kysely<Tables>;
}

const quoted = (centre: string): string => `"${centre.replace(/[\\"]/g, (one) => `\\${one}`)}"`;

/** `*`, or an array literal of PostgreSQL. */
const centresSetting = (centres: Access['centres']): string =>
  centres === 'all' ? '*' : `{${centres.map(quoted).join(',')}}`;

/** `set local` of role, centres and user in one round trip. */
const ENTER =
  "select set_config('role', 'app', true), set_config('app.centres', $1, true), set_config('app.user', $2, true)";

/**
 * Runs `work` in one transaction; whatever it throws undoes all of it. Role and centres are set for this transaction only
 * (`set local`): the next holder of the connection starts without any.
 */
export async function inSession<T>(pool: Pool, access: Access, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin', []);
    try {
      await client.query(ENTER, [centresSetting(access.centres), access.user]);
      const result = await work({ client, db: kyselyOn(client) });
      await client.query('commit', []);
      return result;
    } catch (error) {
      // A connection that broke has nothing left to undo: what broke it is what is told.
      await client.query('rollback', []).catch(() => {});
      throw error;
    }
  } finally {
    client.release();
  }
}

/** Kysely on a connection that is already held. */
function kyselyOn(client: Client): Kysely<Tables> {
  const held = { query: client.query.bind(client), release: () => {} };
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => held as never, end: async () => {} } }),
  });
}
