import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { Mutex } from './mutex.ts';
import type { Answer, Client, Pool, Row } from './pool.ts';
import { parsers } from './types.ts';

/**
 * Embedded PostgreSQL as a pool of one connection. PGlite has one session for everybody: whoever connects holds a mutex until
 * the release, so that a transaction's `set local` never reaches another request (`leak.int.test.ts`).
 */
export class PGlitePool implements Pool {
  readonly kind = 'pglite';
  readonly #engine: PGlite;
  readonly #mutex = new Mutex();

  private constructor(engine: PGlite) {
    this.#engine = engine;
  }

  /** @param options  `dataDir` a directory of PGlite's own; without one everything is in memory and gone with the process */
  static async open(options: PGliteOptions = {}): Promise<PGlitePool> {
    const { PGlite } = await import('@electric-sql/pglite');
    return new PGlitePool(await PGlite.create({ ...options, parsers }));
  }

  async connect(): Promise<Client> {
    const release = await this.#mutex.acquire();
    const engine = this.#engine;
    return {
      async query<R = Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<R>> {
        const { rows, affectedRows = 0 } = await engine.query<R>(sql, [...parameters]);
        return { rows, rowCount: affectedRows || rows.length, command: 'SELECT' };
      },
      async script(sql) {
        await engine.exec(sql);
      },
      async copy(statement, text) {
        await engine.query(`${statement} from '/dev/blob'`, [], { blob: new Blob([text]) });
      },
      release,
    };
  }

  /** Waits for what runs, then closes the files. */
  async end(): Promise<void> {
    const release = await this.#mutex.acquire();
    try {
      await this.#engine.close();
    } finally {
      release();
    }
  }
}
