import { setImmediate } from 'node:timers/promises';
import { type CohortRow, type CohortTable, cohortRow, cohortTable } from '@linea/cohort/explore';
import { asOfDay, view } from '@linea/facts';
import type { Access, Registry, Store } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';
import { KeptRows } from '../derived/kept-rows.ts';
import { readMany } from '../store/read-many.ts';

/** How far the table of a registry is. */
export interface CohortState {
  readonly table: CohortTable | null;
  /** The day as of which its patients are seen; null before there is one. */
  readonly asOf: string | null;
  readonly building: boolean;
  /** How many of the patients are worked out, 0 to 1. */
  readonly share: number;
}

interface Kept {
  /** By patient; null: nothing was known of him by then. */
  readonly rows: Map<string, { readonly facts: number; readonly row: CohortRow | null }>;
  table: CohortTable | null;
  asOf: string | null;
  checkedAt: number;
  running: boolean;
  share: number;
}

/** How often it is asked whether something was recorded since. */
const CHECK_MS = 2000;
/** Tables that are kept: of askers who see other patients, and of other days. */
const MOST_TABLES = 4;

/**
 * The cohort of a registry in columns, kept beside the requests: a question is answered from the table there is, and what was
 * recorded since is worked out patient by patient in between. Facts are only ever added, so their number says whether a patient
 * has changed. Each asker has the table of the patients that the database lets him see.
 */
export class CohortTables {
  readonly #store: Pick<Store, 'as'>;
  readonly #now: () => Date;
  readonly #kept = new Map<string, Kept>();
  readonly #program: Promise<string | null>;
  readonly #failed: (error: unknown) => void;
  #stopped = false;

  /**
   * @param program  the hash of what runs: rows of today are kept over a restart by the same; null keeps nothing
   * @param failed   told of what went wrong beside a request
   */
  constructor(
    store: Pick<Store, 'as'>,
    now: () => Date,
    program: Promise<string | null>,
    failed: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#now = now;
    this.#program = program;
    this.#failed = failed;
  }

  /**
   * What there is now; asks for what is missing and does not wait for it.
   *
   * @param day  as of this one; undefined is today, whichever it is by then
   */
  of(access: Access, day?: string): CohortState {
    const key = JSON.stringify([access.centres, day ?? null]);
    const kept = this.#kept.get(key) ?? empty();
    this.#keep(key, kept);
    const now = this.#now();
    if (!kept.running && (kept.table === null || now.getTime() - kept.checkedAt >= CHECK_MS)) {
      kept.running = true;
      const today = now.toISOString().slice(0, 10);
      this.#bringUp(kept, this.#store.as(access), day ?? today, (day ?? today) === today)
        .catch(this.#failed)
        .finally(() => {
          kept.running = false;
        });
    }
    const { table, asOf, running, share } = kept;
    return { table, asOf, building: table === null || (running && share < 1), share };
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The last asked for is kept the longest; tables of other days are dropped when there are many. */
  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const [oldest, { running }] of this.#kept) {
      if (this.#kept.size <= MOST_TABLES) return;
      if (oldest !== key && !running) this.#kept.delete(oldest);
    }
  }

  async #bringUp(kept: Kept, registry: Registry, asOf: string, isToday: boolean): Promise<void> {
    const patients = await registry.patients();
    const stale = patients.filter(
      ({ patient, facts }) => kept.asOf !== asOf || kept.rows.get(patient)?.facts !== facts,
    );
    const there = new Set(patients.map(({ patient }) => patient));
    const gone = [...kept.rows.keys()].filter((patient) => !there.has(patient));
    kept.share = patients.length === 0 ? 1 : 1 - stale.length / patients.length;
    const put = (patient: string, facts: number, row: CohortRow | null): boolean => {
      kept.rows.set(patient, { facts, row });
      kept.share = Math.min(1, kept.share + 1 / patients.length);
      return !this.#stopped;
    };
    const waiting = new Map(stale.map((one) => [one.patient, one]));
    // Other days are asked for now and then; only the rows of today are there after a restart.
    const program = isToday && stale.length > 0 ? await this.#program : null;
    const stored = new KeptRows<CohortRow | null>('cohort', { registry, program, failed: this.#failed });
    await stored.each(
      stale,
      () => asOf,
      ({ patient, facts }, row) => waiting.delete(patient) && put(patient, facts, row),
    );
    await readMany(registry, [...waiting.keys()], patients.length, async (patient, own) => {
      if (this.#stopped) return false;
      const one = waiting.get(patient) as PatientSummary;
      const seen = view(own, asOfDay(asOf));
      const row = seen.facts.length === 0 ? null : cohortRow(one, seen);
      // What came in between is seen at the next look.
      const isWhole = own.length === one.facts;
      put(patient, isWhole ? one.facts : -1, row);
      if (isWhole) await stored.add(one, asOf, row);
      await setImmediate();
      return true;
    });
    if (this.#stopped) return;
    await stored.flush();
    for (const patient of gone) kept.rows.delete(patient);
    if (kept.table === null || stale.length > 0 || gone.length > 0)
      kept.table = cohortTable([...kept.rows.values()].flatMap(({ row }) => row ?? []));
    kept.asOf = asOf;
    kept.share = 1;
    kept.checkedAt = this.#now().getTime();
  }
}

const empty = (): Kept => ({ rows: new Map(), table: null, asOf: null, checkedAt: 0, running: false, share: 0 });
