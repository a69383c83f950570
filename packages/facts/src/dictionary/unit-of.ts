import { itemUnits } from './item-units.generated.ts';

/** The unit (UCUM) in which Linea computes an item, null where it has none; without the rest of the dictionary, which a page need not load. */
export const unitOf = (code: string): string | null => itemUnits[code] ?? null;
