import type { Fact } from '@linea/facts';
import type { Client, Pool } from '../database/pool.ts';
import { COPY_FORMAT, copyLines, FACT_COLUMNS } from '../facts/row.ts';
import { type Counts, countedParts } from './write.ts';

const COLUMNS = FACT_COLUMNS.join(', ');
let last = 0;

/**
 * Facts put aside in a table that nobody else looks at and that ends with the session: for a database of one session, in which
 * others have their turn between two parts.
 */
export class Aside {
  readonly #pool: Pool;
  readonly #table = `facts_aside_${++last}`;
  #isMade = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Puts a part aside as it comes. @returns how many of each patient there are */
  async put(parts: AsyncIterable<readonly Fact[]>): Promise<Counts> {
    const counts = new Map();
    for await (const part of countedParts(parts, counts))
      await this.#holding(async (client) => {
        if (!this.#isMade) await client.script(`create temporary table ${this.#table} (like linea.fact)`);
        this.#isMade = true;
        await client.copy(`${this.#table} (${COLUMNS})`, COPY_FORMAT, linesOf(part));
      });
    return counts;
  }

  /** Stores all of them in a transaction of the role `app`. The owner stores; the trigger of the table checks every row. */
  async store(client: Client): Promise<void> {
    if (!this.#isMade) return;
    await client.query('set local role none', []);
    await client.query(`insert into linea.fact (${COLUMNS}) select ${COLUMNS} from ${this.#table}`, []);
    await client.query('set local role app', []);
  }

  async drop(): Promise<void> {
    if (this.#isMade) await this.#holding((client) => client.script(`drop table ${this.#table}`));
    this.#isMade = false;
  }

  async #holding(work: (client: Client) => Promise<void>): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await work(client);
    } finally {
      client.release();
    }
  }
}

async function* linesOf(part: readonly Fact[]): AsyncGenerator<string> {
  yield* copyLines(part);
}
