import { numberText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import type { FigureWords } from './answers.ts';

/** `time (days)`. */
export const timeLabel = ({ time, unit }: FigureWords, say: Say): string =>
  unit === undefined ? time : say('figure.survival.timeUnit', { time, unit });

/** How many rows the figure rests on, and that it is for research. */
export function countsSentence(n: number, omitted: number, say: Say): string {
  const rows = say('figure.survival.rows', { n, omitted });
  return `${rows} ${say('figure.survival.research')}`;
}

/** `23 (16–not reached)`. */
export function limitsText(
  { time, lower, upper }: { time: number | null; lower: number | null; upper: number | null },
  say: Say,
): string {
  const bound = (x: number | null): string => (x === null ? say('figure.survival.notReached') : numberText(x, say));
  if (time === null && lower === null && upper === null) return bound(null);
  return `${bound(time)} (${bound(lower)}–${bound(upper)})`;
}

/** `sex=1` is `sex 1`; several are joined by commas as they are. */
export const groupLabel = (stratum: string, say: Say): string =>
  stratum === 'all' ? say('figure.survival.all') : stratum.replaceAll('=', ' ');

/** A table in words, for a description: `sex 1: n 138; events 112.` */
export const tableInWords = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows
    .map(([first, ...cells]) => `${first}: ${cells.map((cell, c) => `${heads[c + 1]} ${cell}`).join('; ')}.`)
    .join(' ');

/** The title of one's own, else that of the kind of figure, with what the groups are. */
export function titleOf(kind: string, { title, by }: FigureWords, say: Say): string {
  if (title !== undefined) return title;
  const own = say(`figure.survival.title.${kind}`);
  return by === undefined ? own : say('figure.survival.by', { title: own, by });
}
