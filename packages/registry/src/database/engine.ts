import type { PGliteInterface } from '@electric-sql/pglite';
import type { Row } from './pool.ts';
import { parsers } from './types.ts';

/** PGlite, in this thread or in one of its own. One thing at a time: the pool's mutex sees to it. */
export interface Engine {
  query<R = Row>(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<{ readonly rows: R[]; readonly affectedRows: number }>;
  script(sql: string): Promise<void>;
  /** @param sql  `copy ... from '/dev/blob'` */
  copy(sql: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

/** PGlite in this thread: it starts faster and stops everything else while a query runs. */
export async function engineHere(dataDir?: string): Promise<Engine> {
  const { PGlite } = await import('@electric-sql/pglite');
  const engine: PGliteInterface = await PGlite.create({ ...(dataDir === undefined ? {} : { dataDir }), parsers });
  return {
    async query<R = Row>(sql: string, parameters: readonly unknown[]) {
      const { rows, affectedRows = 0 } = await engine.query<R>(sql, [...parameters]);
      return { rows, affectedRows };
    },
    async script(sql) {
      await engine.exec(sql);
    },
    async copy(sql, bytes) {
      await engine.query(sql, [], { blob: new Blob([bytes]) });
    },
    close: () => engine.close(),
  };
}
