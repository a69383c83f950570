import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { StoreRefused } from '../store-refused.ts';
import type { Answer, Client, Pool, Row } from './pool.ts';
import { parsers } from './types.ts';

/** A PostgreSQL server through `pg`. */
export class PostgresPool implements Pool {
  readonly kind = 'postgres';
  readonly at: string;
  readonly #pool: import('pg').Pool;

  private constructor(pool: import('pg').Pool, at: string) {
    this.#pool = pool;
    this.at = at;
  }

  requireRoom(): void {}

  /**
   * @param url  `postgresql://user@host/database`, or `?host=/socket/directory`
   * @throws {StoreRefused} no such address
   */
  static async open(url: string, { connections = 10 } = {}): Promise<PostgresPool> {
    const at = addressIn(url);
    const { default: pg } = await import('pg');
    const types = {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        format !== 'binary' && parsers[oid] ? parsers[oid] : pg.types.getTypeParser(oid, format as 'text'),
    } as typeof pg.types;
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
      options: '-c TimeZone=UTC -c DateStyle=ISO',
      application_name: 'linea',
      types,
    });
    // A connection that breaks while idle leaves the pool by itself; without a listener it would end the process.
    pool.on('error', () => {});
    return new PostgresPool(pool, at);
  }

  async connect(): Promise<Client> {
    const client = await this.#pool.connect();
    let failed: Error | undefined;
    const fail = (error: Error): void => {
      failed = error;
    };
    client.on('error', fail);
    return {
      async query<R = Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<R>> {
        const { rows, rowCount, command } = await client.query(
          sql,
          parameters.length > 0 ? [...parameters] : undefined,
        );
        return { rows: rows as R[], rowCount: rowCount ?? 0, command: command as Answer['command'] };
      },
      async script(sql) {
        await client.query(sql);
      },
      copy: (into, options, parts) => copyInto(client, `copy ${into} from stdin with ${options}`, parts),
      release() {
        client.off('error', fail);
        client.release(failed);
      },
    };
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

/** Server and database of an address, without user and password. @throws {StoreRefused} */
function addressIn(url: string): string {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(url))
    throw new StoreRefused({
      code: 'database.address',
      at: 'DATABASE_URL',
      allowed: 'postgresql://user@host/database',
    });
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? host}${pathname}`;
}

async function copyInto(client: PoolClient, statement: string, parts: AsyncIterable<string>): Promise<void> {
  const { from } = await import('pg-copy-streams');
  await pipeline(Readable.from(parts, { objectMode: true, highWaterMark: 1 }), client.query(from(statement)));
}
