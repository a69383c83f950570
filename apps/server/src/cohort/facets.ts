import { AFTER_INFUSION, quietLevels, type ShownCount, shownCounts, shownCountsOfFilter } from '@linea/cohort/explore';
import type { Asked } from './cohort-question.ts';

/** Every dimension with its levels and their counts given all other filters, the small ones hidden. */
export function facetsOf({ table, selection, selected, undisclosed }: Asked, leastShown: number) {
  return [...table.dimensions.values()].map(({ id, levels }) => {
    const counts = selected.facets.get(id) as Int32Array;
    const chosen = selection.get(id);
    const shown = undisclosed === null ? shownOf(counts, levels, chosen, leastShown) : levels.map(() => null);
    return {
      id,
      after: AFTER_INFUSION.has(id),
      levels: levels.map((level, index) => ({
        level,
        n: shown[index] as ShownCount,
        chosen: chosen?.has(level) ?? false,
      })),
    };
  });
}

function shownOf(
  counts: Int32Array,
  levels: readonly string[],
  chosen: ReadonlySet<string> | undefined,
  leastShown: number,
): readonly ShownCount[] {
  const quiet = quietLevels(levels);
  if (!chosen) return shownCounts(counts, leastShown, quiet);
  const taken = new Set(levels.flatMap((level, index) => (chosen.has(level) ? [index] : [])));
  return shownCountsOfFilter(counts, taken, leastShown, quiet);
}
