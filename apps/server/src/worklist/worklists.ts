import { setImmediate } from 'node:timers/promises';
import { type FormsInForce, formsInForce } from '@linea/briefs/forms';
import { type DuePatient, type Questions, questionsAbout } from '@linea/briefs/worklist';
import { type Access, confirmationsIn, type Registry, type Store } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';
import type { FormsFile } from '../centre/forms-file.ts';
import { KeptRows } from '../derived/kept-rows.ts';
import { accepted } from '../http/refusal.ts';
import { readMany } from '../store/read-many.ts';
import { AHEAD, type Dues, seenOn, workOutDues } from './due-rows.ts';

interface KeptPatient {
  readonly facts: number;
  readonly row: DuePatient;
}

/** The list of one asker's patients as of a day. */
interface Kept {
  readonly patients: Map<string, KeptPatient>;
  /** What the months and sheets were: another answer makes every row anew. */
  forms: string;
  /** Whoever asks meanwhile waits for the same work. */
  running: Promise<void> | null;
  asking: boolean;
}

/** Days and askers kept at a time. */
const KEPT = 4;

export interface WorklistsOptions {
  readonly now: () => Date;
  /** The hash of what runs: rows of today are kept over a restart by the same; null keeps nothing. */
  readonly program: Promise<string | null>;
  /** Told of what went wrong beside a request. */
  readonly failed: (error: unknown) => void;
}

/**
 * What is due of all patients, kept beside the requests. Facts are only ever added, so their number says whether a patient has
 * changed: only he is looked at again. The questions of the consistency rules, which read all facts, follow patient by patient
 * between requests.
 */
export class Worklists {
  readonly #store: Pick<Store, 'as'>;
  readonly #file: Pick<FormsFile, 'read'>;
  readonly #options: WorklistsOptions;
  readonly #kept = new Map<string, Kept>();
  #stopped = false;

  constructor(store: Pick<Store, 'as'>, file: Pick<FormsFile, 'read'>, options: WorklistsOptions) {
    this.#store = store;
    this.#file = file;
    this.#options = options;
  }

  /** Every patient whom the asker may see, with what is due. @throws {Refusal} the file of the centres is not as it should be */
  async of(access: Access, asOf: string): Promise<readonly DuePatient[]> {
    const { kept, registry } = await this.#brought(access, asOf);
    if (!kept.asking) {
      kept.asking = true;
      this.#askQuestions(kept, registry, asOf)
        .catch(this.#options.failed)
        .finally(() => {
          kept.asking = false;
        });
    }
    return rowsOf(kept);
  }

  /**
   * The same with the questions of every patient, however long that takes.
   *
   * @param progress  told how many of the patients are looked at, 0 to 1
   */
  async whole(access: Access, asOf: string, progress: (share: number) => void): Promise<readonly DuePatient[]> {
    const { kept, registry } = await this.#brought(access, asOf);
    await this.#askQuestions(kept, registry, asOf, progress);
    return rowsOf(kept);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #brought(access: Access, asOf: string): Promise<{ readonly kept: Kept; readonly registry: Registry }> {
    const registry = this.#store.as(access);
    const kept = this.#keptFor(access, asOf);
    while (kept.running) await kept.running;
    kept.running = this.#bringUp(kept, registry, asOf);
    try {
      await kept.running;
    } finally {
      kept.running = null;
    }
    return { kept, registry };
  }

  #keptFor(access: Access, asOf: string): Kept {
    const key = JSON.stringify([access.centres, asOf]);
    const kept = this.#kept.get(key) ?? { patients: new Map(), forms: '', running: null, asking: false };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return kept;
  }

  /** Rows that outlive the program; those of another day than today are asked for now and then, and do not. */
  async #stored<T>(kind: string, registry: Registry, asOf: string): Promise<KeptRows<T>> {
    const { now, program, failed } = this.#options;
    const isToday = asOf === now().toISOString().slice(0, 10);
    return new KeptRows<T>(kind, { registry, program: isToday ? await program : null, failed });
  }

  async #bringUp(kept: Kept, registry: Registry, asOf: string): Promise<void> {
    const own = accepted(await this.#file.read());
    const [records, patients] = [await registry.protocols(), await registry.patients()];
    const state = JSON.stringify([own, records.length]);
    if (kept.forms !== state) kept.patients.clear();
    kept.forms = state;
    const forms = new Map<string, FormsInForce>();
    for (const { centre } of patients)
      if (!forms.has(centre)) {
        const mine = confirmationsIn(records.filter((one) => one.centre === centre));
        forms.set(centre, formsInForce(centre, own, mine));
      }
    const there = new Set(patients.map(({ patient: id }) => id));
    for (const id of kept.patients.keys()) if (!there.has(id)) kept.patients.delete(id);
    const stale = patients.filter(({ patient: id, facts }) => kept.patients.get(id)?.facts !== facts);
    if (stale.length === 0) return;
    const asked = new Map<string, Questions>();
    const questions = await this.#stored<Questions>('questions', registry, asOf);
    await questions.each(
      stale,
      () => asOf,
      ({ patient: id }, found) => asked.set(id, found) && !this.#stopped,
    );
    const put = (of: PatientSummary, dues: Dues): void => {
      kept.patients.set(of.patient, { facts: of.facts, row: rowOf(of, dues, asked.get(of.patient)) });
    };
    const ons = new Map([...forms].map(([centre, one]) => [centre, JSON.stringify([asOf, AHEAD, one])]));
    const onOf = ({ centre }: PatientSummary): string => ons.get(centre) as string;
    const left = new Set(stale);
    const stored = await this.#stored<Dues>('dues', registry, asOf);
    await stored.each(stale, onOf, (of, dues) => {
      put(of, dues);
      return left.delete(of) && !this.#stopped;
    });
    const question = { asOf, forms, isStopped: () => this.#stopped };
    await workOutDues(registry, [...left], question, async (of, dues) => {
      put(of, dues);
      await stored.add(of, onOf(of), dues);
    });
    if (!this.#stopped) await stored.flush();
  }

  /** The consistency rules, one patient after the other: nobody waits for them. */
  async #askQuestions(
    kept: Kept,
    registry: Registry,
    asOf: string,
    progress: (share: number) => void = () => {},
  ): Promise<void> {
    const open = new Map([...kept.patients].filter(([, { row }]) => !row.questions));
    const ids = [...open.values()].map(({ row }) => row.patient);
    if (ids.length === 0) return;
    const stored = await this.#stored<Questions>('questions', registry, asOf);
    let looked = kept.patients.size - ids.length;
    await readMany(registry, ids, kept.patients.size, async (id, own) => {
      if (this.#stopped) return false;
      const one = open.get(id) as KeptPatient;
      const questions = questionsAbout(seenOn(own, asOf));
      // A row that was made anew meanwhile is asked about at the next look.
      if (kept.patients.get(id) === one) kept.patients.set(id, { ...one, row: { ...one.row, questions } });
      if (own.length === one.facts) await stored.add({ ...one.row, facts: one.facts }, asOf, questions);
      progress(++looked / kept.patients.size);
      await setImmediate();
      return true;
    });
    if (!this.#stopped) await stored.flush();
  }
}

const rowsOf = ({ patients }: Kept): readonly DuePatient[] => [...patients.values()].map(({ row }) => row);

const rowOf = (
  { patient: id, centre, disease, synthetic }: PatientSummary,
  dues: Dues,
  questions: Questions | undefined,
): DuePatient => ({ patient: id, centre, disease, synthetic, dues, questions });
