import type { Say } from '@linea/registry/words';

/** An estimate with limits; what cannot be known is a dash. */
interface Limits {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** `0.71 (0.66 to 0.75)`; a dash for what is not known. */
export function intervalText(own: Limits | null | undefined, say: Say, digits = 2): string {
  if (!own || !Number.isFinite(own.estimate)) return '–';
  const fixed = (x: number): string =>
    x.toLocaleString(say.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return say('limits.interval', { estimate: fixed(own.estimate), lower: fixed(own.lower), upper: fixed(own.upper) });
}

export const percentText = (x: number | null, say: Say): string =>
  x === null || Number.isNaN(x) ? '–' : x.toLocaleString(say.language, { style: 'percent', maximumFractionDigits: 0 });

/** Heads of columns in the reader's words; those that are the same everywhere stay. */
export const headsOf = (names: readonly string[], say: Say): string[] =>
  names.map((name) => say.or(`limits.column.${name}`, name));

/** A title and the lines below. */
export const section = (title: string, ...lines: readonly string[]): string => [title, ...lines].join('\n');
