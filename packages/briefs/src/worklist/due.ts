/** What may be due. */
export const DUE_KINDS = ['consent', 'milestone', 'form', 'assessment', 'sample', 'query'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** `overdue` its window has closed; `due` it is open; `soon` it opens within the days looked ahead. */
export type DueStatus = 'overdue' | 'due' | 'soon';

/** One thing that is due of a patient, in codes. */
export interface Due {
  readonly kind: DueKind;
  /** The sheet, the visit or stage, the timepoint, the consent, the severity of questions. */
  readonly what: string;
  /** Year of a sheet, month of a milestone, how many questions. */
  readonly number: number | null;
  readonly status: DueStatus;
  /** First and last day of its window; null where it has none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Codes that it still lacks. */
  readonly needs: readonly string[];
}

export const NO_NEEDS: readonly string[] = [];

/** How a window stands on a day; null: not yet, or passed so long ago that nobody can make up for it. */
export function standing(
  { first, last }: { readonly first: number; readonly last: number },
  today: number,
  { ahead, giveUp = Infinity }: { readonly ahead: number; readonly giveUp?: number },
): DueStatus | null {
  if (today > last + giveUp) return null;
  if (today > last) return 'overdue';
  if (today >= first) return 'due';
  return today >= first - ahead ? 'soon' : null;
}
