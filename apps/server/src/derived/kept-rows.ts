import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DerivedRow, Registry } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';

/** Rows that are read, and rows that are written, at a time: what else is asked of the database is answered in between. */
const [READ, WRITTEN] = [250, 100];

type Of = Pick<PatientSummary, 'patient' | 'centre' | 'facts'>;

export interface KeptRowsOptions {
  readonly registry: Pick<Registry, 'derived' | 'keepDerived'>;
  /** The hash of the program; null: what runs cannot be told, and nothing is read or kept. */
  readonly program: string | null;
  /** Told of a database that cannot read or write them, once: rows are then worked out as if there were none. */
  readonly failed: (error: unknown) => void;
}

/**
 * Rows of one kind, one a patient, that outlive the program. Whoever asks gets only those that were worked out of the same facts,
 * by the same program, of the same `on`; what is added is written in batches.
 */
export class KeptRows<T> {
  readonly #kind: string;
  readonly #options: KeptRowsOptions;
  readonly #waiting: DerivedRow[] = [];
  #isUsed: boolean;

  constructor(kind: string, options: KeptRowsOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#isUsed = options.program !== null;
  }

  /**
   * @param on    what else the row of a patient hangs on: the day, the forms of the centre
   * @param each  told of every row there is; `false` ends it
   */
  async each<P extends Of>(
    wanted: readonly P[],
    on: (of: P) => string,
    each: (of: P, row: T) => boolean,
  ): Promise<void> {
    for (let at = 0; at < wanted.length && this.#isUsed; at += READ) {
      const batch = wanted.slice(at, at + READ);
      const asked = batch.map((one) => ({ ...ofOnly(one), state: this.#state(on(one)) }));
      const found = await this.#trying(() => this.#options.registry.derived(this.#kind, asked));
      for (const one of batch) if (found?.has(one.patient) && !each(one, found.get(one.patient) as T)) return;
      await setImmediate();
    }
  }

  async add(of: Of, on: string, row: T): Promise<void> {
    if (!this.#isUsed) return;
    this.#waiting.push({ ...ofOnly(of), state: this.#state(on), content: row });
    if (this.#waiting.length >= WRITTEN) await this.flush();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const rows = this.#waiting.splice(0);
    if (rows.length > 0 && this.#isUsed) await this.#trying(() => this.#options.registry.keepDerived(this.#kind, rows));
  }

  async #trying<R>(work: () => Promise<R>): Promise<R | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#isUsed = false;
      this.#options.failed(error);
      return undefined;
    }
  }

  readonly #states = new Map<string, string>();

  #state(on: string): string {
    const known = this.#states.get(on);
    if (known !== undefined) return known;
    const state = createHash('sha256')
      .update(JSON.stringify([this.#options.program, on]))
      .digest('hex');
    this.#states.set(on, state);
    return state;
  }
}

const ofOnly = ({ patient, centre, facts }: Of): Of => ({ patient, centre, facts });
