import type { CurveFigure, GridTable } from '@linea/charts';
import type { CohortCurvesDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import { cohortWord, dimensionWord, groupWord } from './level-words.ts';

const MONTH = 365.25 / 12;
const inMonths = (days: number): number => days / MONTH;

/** p as it is printed: with two digits that say something, and never as 0. */
const pText = (p: number, language: string): string => {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  return p < 0.001 ? `p < ${format.format(0.001)}` : `p = ${format.format(p)}`;
};

const percentIn = (language: string) => {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return (share: number): string => format.format(share);
};

type Curve = CohortCurvesDocument['curves'][number];

function medianText({ median }: Curve, { say }: PageWords): string {
  if (!median) return '–';
  const format = new Intl.NumberFormat(say.language, { maximumFractionDigits: 1 });
  const text = (days: number | null | undefined): string =>
    typeof days === 'number' ? format.format(inMonths(days)) : say('web.cohort.notReached');
  return `${text(median[0])} (${text(median[1])}–${text(median[2])})`;
}

/** What is drawn of the curves of a cohort; null where none may be drawn. */
export function curveFigure(of: CohortCurvesDocument, words: PageWords): CurveFigure | null {
  const { say } = words;
  if (of.curves.length === 0) return null;
  const percent = percentIn(say.language);
  const label = (curve: Curve): string => groupWord(words, of.group, curve.levels);
  const isSurvival = of.method === 'kaplanMeier';
  const title = say('web.cohort.curvesTitle', {
    endpoint: say(`web.cohort.endpoint.${of.endpoint}`),
    group: dimensionWord(words, of.group),
  });
  const synthetic = of.records === 'synthetic' ? `${say('web.synthetic')} · ` : '';
  return {
    title: `${synthetic}${title}`,
    description: of.curves
      .map((curve) =>
        say('web.cohort.curveSaid', {
          group: label(curve),
          n: curve.n,
          events: curve.events,
          median: medianText(curve, words),
        }),
      )
      .join(' '),
    panels: [
      {
        lines: of.curves.map((curve) => ({
          label: label(curve),
          time: curve.days.map(inMonths),
          value: curve.value,
          lower: curve.lower,
          upper: curve.upper,
          risk: curve.risk,
          ...(curve.cut ? { few: `< ${of.limit.leastAtRisk}` } : {}),
          median: typeof curve.median?.[0] === 'number' ? inMonths(curve.median[0]) : null,
        })),
        ...(of.test ? { note: `${say(`web.cohort.test.${of.test.name}`)}: ${pText(of.test.p, say.language)}` } : {}),
      },
    ],
    first: isSurvival ? 1 : 0,
    highest: isSurvival ? 1 : undefined,
    x: { label: say('web.cohort.months'), format: String },
    y: { label: say(isSurvival ? 'web.cohort.without' : 'web.cohort.with'), format: percent },
    atRisk: say('web.cohort.atRisk'),
    summary: {
      heads: [
        dimensionWord(words, of.group),
        say('web.cohort.column.n'),
        say('web.cohort.column.events'),
        ...(isSurvival ? [say('web.cohort.column.median')] : [say('web.cohort.column.competing')]),
      ],
      rows: of.curves.map((curve) => [
        label(curve),
        String(curve.n),
        String(curve.events),
        isSurvival ? medianText(curve, words) : String(curve.competing),
      ]),
    },
    caption: say('web.cohort.caption', {
      records: say(`web.cohort.records.${of.records}`),
      cohort: cohortWord(words, of.filters),
      day: of.asOf ?? '',
    }),
  };
}

const READ_AT = [6, 12, 18, 24, 36, 48, 60];

/** The curves as numbers: at some months those at risk and the share with its interval. */
export function numbersOver(of: CohortCurvesDocument, words: PageWords): GridTable {
  const { say } = words;
  const percent = percentIn(say.language);
  const longest = Math.max(0, ...of.curves.map(({ days }) => days.at(-1) ?? 0));
  const months = READ_AT.filter((month) => month * MONTH <= longest);
  return {
    heads: [dimensionWord(words, of.group), ...months.map((month) => say('web.cohort.atMonth', { month }))],
    rows: of.curves.map((curve) => [
      groupWord(words, of.group, curve.levels),
      ...months.map((month) => {
        const at = Math.floor((month * MONTH) / 7);
        const value = curve.value[at];
        if (value === undefined) return say('web.cohort.cut');
        const limits = `${percent(curve.lower[at] as number)}–${percent(curve.upper[at] as number)}`;
        return say('web.cohort.shareAt', { share: percent(value), limits, risk: curve.risk[at] as number });
      }),
    ]),
  };
}
