import type { BaselineRow, CentreCompleteness } from '@linea/prediction';
import type { Numbers } from './html.ts';

/**
 * Baseline by setting: median and quartiles of numbers, counts of yes and of every answer, each with its own denominator, and how
 * far the lines differ.
 */
export function baselineRows(
  baseline: readonly BaselineRow[],
  { fixed, percent }: Numbers,
  named: (column: string) => string,
  level: (column: string, answer: string) => string,
): readonly (readonly string[])[] {
  return baseline.flatMap(({ column, settings, standardised }) => {
    const share = (n: number, all: number): string => (all === 0 ? '–' : `${n}/${all} (${percent(n / all)})`);
    const differing = standardised === null ? '–' : fixed(standardised, 2);
    const answers = [...new Set(settings.flatMap((of) => (of.kind === 'levels' ? Object.keys(of.counts) : [])))].sort();
    if (answers.length > 0)
      return answers.map((answer, k) => [
        `${named(column)}: ${level(column, answer)}`,
        ...settings.map((of) => share(of.kind === 'levels' ? (of.counts[answer] ?? 0) : 0, of.n)),
        k === 0 ? differing : '',
      ]);
    const cells = settings.map((of) => {
      if (of.kind === 'yesNo') return share(of.yes, of.n);
      if (of.kind !== 'number') return '–';
      const [low, middle, high] = [of.quartiles[0], of.median, of.quartiles[1]].map((value) => short(value, fixed));
      return `${middle} (${low} – ${high}), n ${of.n}`;
    });
    return [[named(column), ...cells, differing]];
  });
}

const short = (value: number, fixed: Numbers['fixed']): string =>
  fixed(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** Share of values that each centre has filled. */
export const completenessRows = (
  centres: readonly CentreCompleteness[],
  { percent }: Numbers,
): readonly (readonly string[])[] =>
  centres.map(({ centre, n, blocks }) => [centre, String(n), ...blocks.map(({ filled, of }) => percent(filled / of))]);
