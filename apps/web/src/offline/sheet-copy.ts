import type { BedsideDocument } from '@linea/registry/contract';
import type { Kept, Vault } from './vault.ts';

const SHEET = 'sheet';
const HOURS = 24;

/** The sheet as it was last seen, encrypted like the drafts: without it nothing could be graded while the network is away. */
export interface KeptSheet {
  readonly row: string;
  readonly at: string;
  readonly admission: string;
  readonly sheet: BedsideDocument;
}

const sheetsIn = (rows: readonly Kept[]): readonly KeptSheet[] =>
  rows.flatMap(({ kind, value }) => (kind === SHEET ? [value as KeptSheet] : []));

/** @param admission  `''` is the last one */
export const keptSheet = (rows: readonly Kept[], patient: string, admission: string): KeptSheet | null =>
  sheetsIn(rows).find((one) => one.sheet.patient === patient && one.admission === admission) ?? null;

export async function keepSheet(
  vault: Vault,
  before: KeptSheet | null,
  sheet: BedsideDocument,
  admission: string,
): Promise<KeptSheet> {
  const row = before?.row ?? crypto.randomUUID();
  const kept: KeptSheet = { row, at: new Date().toISOString(), admission, sheet };
  await vault.put({ id: row, kind: SHEET, value: kept });
  return kept;
}

/** Throws away copies of sheets that nobody has looked at for a day. */
export async function prune(vault: Vault, rows: readonly Kept[]): Promise<readonly Kept[]> {
  const limit = new Date(Date.now() - HOURS * 3_600_000).toISOString();
  const old = sheetsIn(rows).filter(({ at }) => at < limit);
  await Promise.all(old.map(({ row }) => vault.remove(row)));
  return rows.filter(({ id }) => !old.some(({ row }) => row === id));
}
