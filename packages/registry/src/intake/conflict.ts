import { type FactJson, factJson } from '@linea/facts';
import type { Conflict } from '../registry/registry.ts';

/** The public JSON of a lost race: the version read, the one that stands there now, and what was wanted. */
export const conflictJson = ({ read, current, wanted }: Conflict) => ({
  read: read && factJson(read),
  current: factJson(current),
  wanted: wanted as FactJson,
});
