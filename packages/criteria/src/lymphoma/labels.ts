import type { Span } from '@linea/facts';
import { inWindow } from './days.ts';

/** A labelled time after infusion (day 0): the day it aims at and the days that count as it, ends included. */
export interface Label {
  readonly name: 'M1' | 'M3' | 'M6' | 'M12' | 'M24';
  readonly target: Span;
  readonly window: readonly [first: number, last: number];
}

export const days = (start: number, end = start): Span => ({ start, end });

export const LABELS: readonly Label[] = [
  { name: 'M1', target: days(28, 30), window: [21, 45] },
  { name: 'M3', target: days(90), window: [70, 120] },
  { name: 'M6', target: days(180), window: [150, 210] },
  { name: 'M12', target: days(365), window: [330, 400] },
  { name: 'M24', target: days(730), window: [690, 790] },
];

/** The label of a day after infusion: null outside every window, undefined where the edge of one lies inside the interval. */
export function labelOf(day: Span): Label['name'] | null | undefined {
  const answers = LABELS.map(({ window }) => inWindow(day, window));
  const index = answers.indexOf(true);
  if (index >= 0) return LABELS[index]?.name;
  return answers.includes(null) ? undefined : null;
}
