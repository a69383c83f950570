import { makeSnapshot } from '@linea/registry';

/** Stores in tests are copies of a migrated database, which the first run makes. */
export async function setup(): Promise<void> {
  await makeSnapshot();
}
