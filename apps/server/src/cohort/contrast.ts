import { type Contrast, type DisclosureLimit, NOT_APPLICABLE, UNKNOWN } from '@linea/cohort/explore';
import { type Issue, shown } from '@linea/facts';
import { Refusal } from '../http/refusal.ts';
import type { Asked } from './cohort-question.ts';

interface Wanted {
  readonly dimension: string;
  readonly reference?: string | undefined;
  readonly other?: string | undefined;
}

/**
 * Which two levels are compared: those asked for, else the two of most patients, the larger as the reference.
 *
 * @returns the levels that could be, and the two; null where there are not two of enough patients
 * @throws {Refusal} a level that there is not
 */
export function contrastOf(
  { table, selected }: Asked,
  { dimension, reference, other }: Wanted,
  { leastShown }: DisclosureLimit,
) {
  const column = table.dimensions.get(dimension);
  const levels = column?.levels ?? [];
  const issues = [reference, other].flatMap((level): Issue[] =>
    level === undefined || levels.includes(level)
      ? []
      : [{ code: 'cohort.noLevel', at: dimension, got: shown(level), allowed: levels.join(', ') }],
  );
  if (issues.length > 0) throw new Refusal('refused', issues);
  const counts = levels.map(() => 0);
  if (column)
    for (const row of selected.rows)
      counts[column.codes[row] as number] = (counts[column.codes[row] as number] as number) + 1;
  const large = levels
    .map((level, code) => ({ level, n: counts[code] as number }))
    .filter(({ level, n }) => level !== UNKNOWN && level !== NOT_APPLICABLE && n >= leastShown);
  const bySize = [...large].sort((a, b) => b.n - a.n).map(({ level }) => level);
  const first = reference ?? bySize.find((level) => level !== other);
  const second = other ?? bySize.find((level) => level !== first);
  const contrast: Contrast | null =
    first !== undefined && second !== undefined && first !== second
      ? { dimension, reference: first, other: second }
      : null;
  return { contrast, choices: large.map(({ level }) => level) };
}
