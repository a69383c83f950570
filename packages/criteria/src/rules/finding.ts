import type { FactId } from '@linea/facts';

/** What fills a placeholder of a message: a number, a text, or the answer of an item in the reader's words. */
export type Filling = number | string | { readonly code: string; readonly answer: string } | { readonly item: string };

/**
 * What a rule found at one place: surely violated, or undecided because the dates or an unknown leave it open. A rule
 * that holds finds nothing.
 */
export interface Finding {
  readonly status: 'violated' | 'undecided';
  /** The facts that it is about, the first one the place to look at. */
  readonly facts: readonly FactId[];
  readonly values: Readonly<Record<string, Filling>>;
}

export const violated = (facts: Finding['facts'], values: Finding['values'] = {}): Finding => ({
  status: 'violated',
  facts,
  values,
});
export const undecided = (facts: Finding['facts'], values: Finding['values'] = {}): Finding => ({
  status: 'undecided',
  facts,
  values,
});

/** Days as they are known: 12, or 10-14. */
export const daysText = (low: number, high: number): number | string => (low === high ? low : `${low}–${high}`);
