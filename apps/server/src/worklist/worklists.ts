import { setImmediate } from 'node:timers/promises';
import { type FormsInForce, formsInForce } from '@linea/briefs/forms';
import {
  type DuePatient,
  lackingOnly,
  type Questions,
  questionsAbout,
  worklistCodes,
  worklistOf,
} from '@linea/briefs/worklist';
import { patient } from '@linea/criteria';
import { asOfDay, type Fact, view } from '@linea/facts';
import { type Access, confirmationsIn, type Registry, type Store } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';
import type { FormsFile } from '../centre/forms-file.ts';
import { accepted } from '../http/refusal.ts';
import { readMany } from '../store/read-many.ts';

interface KeptPatient {
  readonly facts: number;
  readonly row: DuePatient;
}

interface Found {
  readonly summary: PatientSummary;
  readonly dues: DuePatient['dues'];
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

/** Patients read at once: one question for all of a registry of this size, which is scanned once; more take several. */
const BATCH = 2000;
/** Patients worked out before others get their turn. */
const SLICE = 50;
/** Days and askers kept at a time. */
const KEPT = 4;
/** Days ahead that are worked out; a question may ask for fewer. */
export const AHEAD = 90;

/**
 * What is due of all patients, kept beside the requests. Facts are only ever added, so their number says whether a patient has
 * changed: only he is looked at again. Of the many facts only those that a list looks at are read; the questions of the
 * consistency rules, which read all of them, follow patient by patient between requests.
 */
export class Worklists {
  readonly #store: Pick<Store, 'as'>;
  readonly #file: FormsFile;
  readonly #failed: (error: unknown) => void;
  readonly #kept = new Map<string, Kept>();
  #stopped = false;

  /** @param failed  told of what went wrong beside a request */
  constructor(store: Pick<Store, 'as'>, file: FormsFile, failed: (error: unknown) => void) {
    this.#store = store;
    this.#file = file;
    this.#failed = failed;
  }

  /** Every patient whom the asker may see, with what is due. @throws {Refusal} the file of the centres is not as it should be */
  async of(access: Access, asOf: string): Promise<readonly DuePatient[]> {
    const registry = this.#store.as(access);
    const kept = this.#keptFor(access, asOf);
    while (kept.running) await kept.running;
    kept.running = this.#bringUp(kept, registry, asOf);
    try {
      await kept.running;
    } finally {
      kept.running = null;
    }
    if (!kept.asking) {
      kept.asking = true;
      this.#askQuestions(kept, registry, asOf)
        .catch(this.#failed)
        .finally(() => {
          kept.asking = false;
        });
    }
    return [...kept.patients.values()].map(({ row }) => row);
  }

  stop(): void {
    this.#stopped = true;
  }

  #keptFor(access: Access, asOf: string): Kept {
    const key = JSON.stringify([access.centres, asOf]);
    const kept = this.#kept.get(key) ?? { patients: new Map(), forms: '', running: null, asking: false };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return kept;
  }

  async #bringUp(kept: Kept, registry: Registry, asOf: string): Promise<void> {
    const [own, records, patients] = [
      accepted(await this.#file.read()),
      await registry.protocols(),
      await registry.patients(),
    ];
    const state = JSON.stringify([own, records.length]);
    if (kept.forms !== state) kept.patients.clear();
    kept.forms = state;
    const byCentre = new Map<string, FormsInForce>();
    for (const { centre } of patients)
      if (!byCentre.has(centre)) {
        const mine = confirmationsIn(records.filter((one) => one.centre === centre));
        byCentre.set(centre, formsInForce(centre, own, mine));
      }
    const wanted = worklistCodes([...byCentre.values()]);
    const there = new Set(patients.map(({ patient: id }) => id));
    for (const id of kept.patients.keys()) if (!there.has(id)) kept.patients.delete(id);
    const stale = patients.filter(({ patient: id, facts }) => kept.patients.get(id)?.facts !== facts);
    for (let at = 0; at < stale.length && !this.#stopped; at += BATCH) {
      const batch = stale.slice(at, at + BATCH);
      const parts = await registry.parts(
        batch.map(({ patient: id }) => id),
        wanted.codes,
      );
      const found: Found[] = [];
      for (const [index, summary] of batch.entries()) {
        const forms = byCentre.get(summary.centre) as FormsInForce;
        const of = seen(parts.get(summary.patient) ?? [], asOf);
        found.push({ summary, dues: worklistOf(of, { asOf, disease: summary.disease, forms, ahead: AHEAD }) });
        if (index % SLICE === 0) await setImmediate();
      }
      // Only of those who lack something it matters what else there is: laboratory and daily records are many.
      const lacking = found.filter(({ dues }) => dues.some(({ needs }) => needs.length > 0));
      const present = await registry.present(
        lacking.map(({ summary }) => summary.patient),
        wanted.present,
      );
      for (const { summary, dues } of found) {
        const row = rowOf(summary, lackingOnly(dues, present.get(summary.patient) ?? NOTHING), undefined);
        kept.patients.set(summary.patient, { facts: summary.facts, row });
      }
      await setImmediate();
    }
  }

  /** The consistency rules, one patient after the other: nobody waits for them. */
  async #askQuestions(kept: Kept, registry: Registry, asOf: string): Promise<void> {
    const asked = new Map([...kept.patients].filter(([, { row }]) => !row.questions));
    const ids = [...asked.values()].map(({ row }) => row.patient);
    await readMany(registry, ids, kept.patients.size, async (id, own) => {
      if (this.#stopped) return false;
      const one = asked.get(id) as KeptPatient;
      const questions = questionsAbout(seen(own, asOf));
      // A row that was made anew meanwhile is asked about at the next look.
      if (kept.patients.get(id) === one) kept.patients.set(id, { ...one, row: { ...one.row, questions } });
      await setImmediate();
      return true;
    });
  }
}

const NOTHING: ReadonlySet<string> = new Set();
const seen = (facts: readonly Fact[], asOf: string) => patient(view(facts, asOfDay(asOf)));

const rowOf = (
  { patient: id, centre, disease, synthetic }: PatientSummary,
  dues: DuePatient['dues'],
  questions: Questions | undefined,
): DuePatient => ({ patient: id, centre, disease, synthetic, dues, questions });
