import type { Item, MeasuredItem } from '@linea/facts';

/** What the sheet has to know of an item of the dictionary. */
export interface BedsideItem extends MeasuredItem {
  readonly type: Item['type'];
  readonly answers: readonly string[] | null;
}

export type Items = Readonly<Record<string, BedsideItem>>;
