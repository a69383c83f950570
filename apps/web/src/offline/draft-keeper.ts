import { type Draft, isEmpty } from '../pages/bedside/model/draft.ts';
import type { Kept, Vault } from './vault.ts';

const DRAFT = 'draft';

/** Whose a draft is. */
interface Of {
  readonly patient: string;
  readonly admission: string;
}

interface Row extends Of {
  readonly draft: Draft;
}

/**
 * The draft of an admission that lies here and that no other tab has open: its row, or a new one. Two tabs never write the
 * same draft, because each holds a lock on its own.
 */
export async function takeDraft(
  rows: readonly Kept[],
  patient: string,
  admission: string,
): Promise<{ readonly row: string; readonly draft: Draft | null }> {
  for (const { id, kind, value } of rows) {
    if (kind !== DRAFT) continue;
    const row = value as Row;
    if (row.patient === patient && row.admission === admission && (await hold(id)))
      return { row: id, draft: row.draft };
  }
  const row = crypto.randomUUID();
  await hold(row);
  return { row, draft: null };
}

const released = new Map<string, () => void>();

/** Holds a row as long as this page is open; false where another tab has it. */
const hold = (row: string): Promise<boolean> =>
  new Promise((held) => {
    void navigator.locks.request(`linea-draft:${row}`, { ifAvailable: true }, (lock) => {
      held(lock !== null);
      return lock && new Promise<void>((release) => released.set(row, release));
    });
  });

/** Keeps a draft as it is typed: every change goes to the device at once, one after the other, the last one last. */
export class DraftKeeper {
  readonly #vault: Vault;
  readonly #row: string;
  readonly #of: Of;
  readonly #said: (keeping: 'kept' | 'keeping' | 'unkept') => void;
  #next: Draft | null = null;
  #writing: Promise<void> | null = null;

  constructor(vault: Vault, row: string, of: Of, said: (keeping: 'kept' | 'keeping' | 'unkept') => void) {
    this.#vault = vault;
    this.#row = row;
    this.#of = of;
    this.#said = said;
  }

  keep(draft: Draft): void {
    this.#next = draft;
    this.#said('keeping');
    this.#writing ??= this.#write();
  }

  /** The draft was sealed: nothing of it is a draft any more. */
  async begin(draft: Draft): Promise<void> {
    this.keep(draft);
    await this.#writing;
  }

  forget(): void {
    this.#next = null;
  }

  leave(): void {
    released.get(this.#row)?.();
    released.delete(this.#row);
  }

  async #write(): Promise<void> {
    try {
      while (this.#next) {
        const draft = this.#next;
        this.#next = null;
        if (isEmpty(draft)) await this.#vault.remove(this.#row);
        else await this.#vault.put({ id: this.#row, kind: DRAFT, value: { ...this.#of, draft } satisfies Row });
      }
      this.#said('kept');
    } catch {
      this.#said('unkept');
    } finally {
      this.#writing = null;
    }
  }
}
