import { type Category, higher, lower, reaches } from './categories.ts';
import type { Unconfirmed } from './course.ts';

/** First later assessment that could be evaluated. */
const nextEvaluable = (found: readonly Unconfirmed[], index: number): Unconfirmed | undefined =>
  found.slice(index + 1).find(({ category }) => category !== 'NE');

export interface Confirmed {
  readonly statuses: readonly (Category | 'NE')[];
  /** Index of the first assessment of a confirmed progression; -1 without. */
  readonly progression: number;
}

/**
 * Status after each assessment: a response or a laboratory progression needs the next evaluable assessment to agree,
 * imaging and SD need none (myeloma.md 4.3, steps 3 and 4).
 */
export function confirm(found: readonly Unconfirmed[], deathConfirms: boolean): Confirmed {
  const statuses: (Category | 'NE')[] = [];
  let progression = -1;
  for (const [index, { category, reason }] of found.entries()) {
    const previous = statuses.at(-1) ?? 'NE';
    const next = nextEvaluable(found, index);
    if (
      progression < 0 &&
      category === 'PD' &&
      (reason === 'img' || next?.category === 'PD' || (deathConfirms && !next))
    )
      progression = index;
    if (progression >= 0) statuses.push('PD');
    else if (category === 'NE' || category === 'PD') statuses.push(previous);
    else {
      const later = next && next.category !== 'PD' && next.category !== 'NE' ? next.category : 'SD';
      const candidate = category === 'SD' ? 'SD' : lower(category, later);
      statuses.push(previous === 'NE' ? candidate : higher(previous, candidate));
    }
  }
  return { statuses, progression };
}

const isResponse = (category: Category | 'NE'): category is Category => category !== 'NE' && category !== 'PD';
export const best = (of: readonly (Category | 'NE')[]): Category | null =>
  of
    .filter(isResponse)
    .reduce<Category | null>((highest, category) => (highest ? higher(highest, category) : category), null);

/** Date of the first assessment that, with the next evaluable one, reaches the category. */
export function firstConfirmed(
  found: readonly Unconfirmed[],
  dates: readonly (string | null)[],
  limit: Category,
): string | null {
  const at = found.findIndex(({ category }, index) => {
    const next = nextEvaluable(found, index)?.category;
    return (
      isResponse(category) && reaches(category, limit) && next !== undefined && isResponse(next) && reaches(next, limit)
    );
  });
  return at < 0 ? null : (dates[at] ?? null);
}
