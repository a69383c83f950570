import { existsSync } from 'node:fs';
import { requireRoom } from '../directory/space.ts';
import { type Engine, engineHere } from './engine.ts';
import { Mutex } from './mutex.ts';
import type { Answer, Client, Pool, Row } from './pool.ts';
import { engineInThread } from './thread.ts';

export interface PGliteOptions {
  /** A directory of PGlite's own; without one everything is in memory and gone with the process. */
  readonly dataDir?: string;
  /** In a thread of its own, so that a long query stops nobody else. Default false. */
  readonly thread?: boolean;
}

/**
 * Embedded PostgreSQL as a pool of one connection. PGlite has one session for everybody: whoever connects holds a mutex until
 * the release, so that a transaction's `set local` never reaches another request (`leak.int.test.ts`).
 */
export class PGlitePool implements Pool {
  readonly kind = 'pglite';
  readonly at: string;
  readonly #engine: Engine;
  readonly #dataDir: string | undefined;
  readonly #mutex = new Mutex();

  private constructor(engine: Engine, dataDir: string | undefined) {
    this.#engine = engine;
    this.#dataDir = dataDir;
    this.at = dataDir ?? 'memory';
  }

  /** @throws {StoreRefused} no room on the disk: PGlite writes even when it is only opened */
  static async open({ dataDir, thread = false }: PGliteOptions = {}): Promise<PGlitePool> {
    if (dataDir !== undefined && existsSync(dataDir)) requireRoom(dataDir);
    return new PGlitePool(await (thread ? engineInThread(dataDir) : engineHere(dataDir)), dataDir);
  }

  requireRoom(bytes = 0): void {
    if (this.#dataDir !== undefined) requireRoom(this.#dataDir, bytes);
  }

  async connect(): Promise<Client> {
    const release = await this.#mutex.acquire();
    const engine = this.#engine;
    const room = (bytes: number): void => this.requireRoom(bytes);
    return {
      async query<R = Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<R>> {
        const { rows, affectedRows } = await engine.query<R>(sql, parameters);
        return { rows, rowCount: affectedRows || rows.length, command: 'SELECT' };
      },
      script: (sql) => engine.script(sql),
      async copy(into, options, parts) {
        const encoder = new TextEncoder();
        let loading: Promise<void> | undefined;
        // A part is written while the one before is loaded. A load that failed is told where it is waited for.
        try {
          for await (const part of parts) {
            const bytes = encoder.encode(part);
            await loading;
            room(bytes.length);
            loading = engine.copy(`copy ${into} from '/dev/blob' with ${options}`, bytes);
            loading.catch(() => {});
          }
        } finally {
          await loading;
        }
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
