import type { BaselineRow, CentreCompleteness } from '@linea/prediction';
import type { Numbers } from './html.ts';

/** Baseline by setting: median and quartiles of numbers, counts of yes and no, each with its own denominator, and how far the lines differ. */
export function baselineRows(
  baseline: readonly BaselineRow[],
  { fixed, percent }: Numbers,
  named: (column: string) => string,
): readonly (readonly string[])[] {
  return baseline.map(({ column, settings, standardised }) => {
    const cells = settings.map((of) => {
      switch (of.kind) {
        case 'nothing':
          return '–';
        case 'yesNo':
          return `${of.yes}/${of.n} (${percent(of.yes / of.n)})`;
        case 'levels':
          return `${Object.entries(of.counts).map(([level, n]) => `${level}: ${n}`).join(', ')}; n ${of.n}`; // biome-ignore format: a line
        default: {
          const [low, high] = of.quartiles.map((value) => short(value, fixed));
          return `${short(of.median, fixed)} (${low} – ${high}), n ${of.n}`;
        }
      }
    });
    return [named(column), ...cells, standardised === null ? '–' : fixed(standardised, 2)];
  });
}

const short = (value: number, fixed: Numbers['fixed']): string =>
  fixed(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** Share of values that each centre has filled. */
export const completenessRows = (
  centres: readonly CentreCompleteness[],
  { percent }: Numbers,
): readonly (readonly string[])[] =>
  centres.map(({ centre, n, blocks }) => [centre, String(n), ...blocks.map(({ filled, of }) => percent(filled / of))]);
