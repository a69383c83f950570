import type { GridTable } from '@linea/charts';
import type { CohortComparisonDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import type { Drawable } from './curve-figure.ts';
import { asOfText } from './figure-words.ts';
import { dimensionWord, levelWord } from './level-words.ts';
import { inMonths, intervalText, numberIn, percentIn, pNumber } from './number-words.ts';

/** The curves of two cohorts, called A and B. */
export const comparedCurves = (of: CohortComparisonDocument, { say }: PageWords): Drawable => ({
  ...of,
  by: say('web.cohort.comparison.cohort'),
  label: (levels) => (levels[0] ?? '').toUpperCase(),
  caption: say('web.cohort.comparison.caption', {
    records: say(`web.cohort.records.${of.records}`),
    day: asOfText(of.asOf, say),
  }),
});

/** How far the two lie apart, a row a measure. */
export function differenceTable(of: CohortComparisonDocument, { say }: PageWords): GridTable {
  const points = percentIn(say.language, 1);
  const one = numberIn(say.language, 1);
  const two = numberIn(say.language, 2);
  const { hazardRatio, restrictedMean } = of;
  return {
    heads: ['measure', 'estimate', 'p'].map((name) => say(`web.cohort.comparison.column.${name}`)),
    rows: [
      ...of.differences.map((difference) => [
        say(`web.cohort.comparison.share.${of.method}`, { month: Math.round(inMonths(difference.days)) }),
        intervalText(difference, points),
        '–',
      ]),
      ...(restrictedMean
        ? [
            [
              say('web.cohort.comparison.mean', { months: one(inMonths(restrictedMean.days)) }),
              intervalText(
                {
                  estimate: inMonths(restrictedMean.estimate),
                  lower: inMonths(restrictedMean.lower),
                  upper: inMonths(restrictedMean.upper),
                },
                one,
              ),
              pNumber(restrictedMean.p, say.language),
            ],
          ]
        : []),
      ...(hazardRatio
        ? [[say('web.cohort.comparison.ratio'), intervalText(hazardRatio, two), pNumber(hazardRatio.p, say.language)]]
        : []),
    ],
  };
}

/** Who the two are: counts and shares by level, and the standardised difference of each characteristic. */
export function tableOne(of: CohortComparisonDocument, words: PageWords): GridTable {
  const { say } = words;
  const percent = percentIn(say.language);
  const two = numberIn(say.language, 2);
  const cell = (n: number | null, all: number | null): string =>
    n === null || all === null ? say('web.cohort.hidden') : all === 0 ? '–' : `${n} (${percent(n / all)})`;
  return {
    heads: [
      say('web.cohort.comparison.characteristic'),
      `A (${of.n ?? '–'})`,
      `B (${of.second.n ?? '–'})`,
      say('web.cohort.comparison.smdHead'),
    ],
    rows: of.dimensions
      .filter(({ levels }) => levels.some(({ level }) => level !== 'unknown' && level !== 'notApplicable'))
      .flatMap(({ id, levels, difference }) =>
        levels.map(({ level, n }, k) => [
          `${dimensionWord(words, id)}: ${levelWord(words, id, level)}`,
          cell(n[0], of.n),
          cell(n[1], of.second.n),
          k === 0 && difference !== null ? two(difference) : '',
        ]),
      ),
  };
}
