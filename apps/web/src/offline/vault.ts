import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A row as it lies in the browser: nothing of it can be read without the key. */
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

interface Tables extends DBSchema {
  key: { key: 'key'; value: CryptoKey };
  rows: { key: string; value: Sealed };
}

/** What is kept: of which kind, under which name, and when it was put there. */
export interface Kept<T = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly value: T;
}

/**
 * What waits on this device, encrypted (AES-GCM, 256 bits) with a key that no script can read out. Ids are random: not even
 * the name of a patient lies open. `docs/decisions/0041` says what this protects against and what not.
 */
export interface Vault {
  /** Every row that can be opened; what was sealed with a key that is gone is thrown away. */
  readonly all: () => Promise<readonly Kept[]>;
  readonly put: (row: Kept) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Everything, the key included: what may be left of the rows on the disk cannot be opened any more. */
  readonly wipe: () => Promise<void>;
}

const NAME = 'linea-bedside';

/** @throws {Error} the browser keeps nothing here (a private window, storage full or forbidden) */
export async function openVault(): Promise<Vault> {
  const db = await openDB<Tables>(NAME, 1, {
    upgrade: (made) => {
      made.createObjectStore('key');
      made.createObjectStore('rows');
    },
  });
  return {
    async all() {
      const key = await db.get('key', 'key');
      const ids = await db.getAllKeys('rows');
      const rows = await Promise.all(ids.map((id) => db.get('rows', id)));
      const opened = await Promise.all(ids.map((id, index) => open(key, id, rows[index])));
      await Promise.all(ids.filter((_, index) => opened[index] === null).map((id) => db.delete('rows', id)));
      return opened.flatMap((row) => row ?? []);
    },
    async put({ id, kind, value }) {
      const key = await keyOf(db);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify({ kind, value }));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: nameOf(id) }, key, text);
      await db.put('rows', { iv, data }, id);
    },
    remove: (id) => db.delete('rows', id),
    async wipe() {
      const both = db.transaction(['key', 'rows'], 'readwrite');
      await Promise.all([both.objectStore('key').clear(), both.objectStore('rows').clear(), both.done]);
    },
  };
}

/** The key of this device, made when it is first needed. Of two tabs that make one the first wins. */
async function keyOf(db: IDBPDatabase<Tables>): Promise<CryptoKey> {
  const known = await db.get('key', 'key');
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const keys = db.transaction('key', 'readwrite');
  const other = await keys.store.get('key');
  if (!other) await keys.store.put(made, 'key');
  await keys.done;
  return other ?? made;
}

/** A row is of its id: it cannot be put in the place of another one. */
const nameOf = (id: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(id);

async function open(key: CryptoKey | undefined, id: string, row: Sealed | undefined): Promise<Kept | null> {
  if (!key || !row) return null;
  try {
    const { iv, data } = row;
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: nameOf(id) }, key, data);
    return { id, ...(JSON.parse(new TextDecoder().decode(text)) as Omit<Kept, 'id'>) };
  } catch {
    return null;
  }
}
