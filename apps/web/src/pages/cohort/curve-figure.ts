import type { CurveFigure, GridTable } from '@linea/charts';
import type { CohortCurvesDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import { captionOf, titleOf } from './figure-words.ts';
import { dimensionWord, groupWord } from './level-words.ts';
import { inDays, inMonths, percentIn, pText } from './number-words.ts';

type Curve = CohortCurvesDocument['curves'][number];

/** Curves with what is told about them, whatever divides them. */
export interface Drawable
  extends Pick<CohortCurvesDocument, 'endpoint' | 'method' | 'curves' | 'test' | 'limit' | 'records'> {
  /** What divides them, in words. */
  readonly by: string;
  readonly label: (levels: readonly string[]) => string;
  readonly caption: string;
}

/** The curves of a cohort by a dimension. */
export const byDimension = (of: CohortCurvesDocument, words: PageWords): Drawable => ({
  ...of,
  by: dimensionWord(words, of.group),
  label: (levels) => groupWord(words, of.group, levels),
  caption: captionOf(of, words),
});

function medianText({ median }: Curve, { say }: PageWords): string {
  if (!median) return '–';
  if (median.every((days) => typeof days !== 'number')) return say('web.cohort.notReached');
  const format = new Intl.NumberFormat(say.language, { maximumFractionDigits: 1 });
  const text = (days: number | null | undefined): string =>
    typeof days === 'number' ? format.format(inMonths(days)) : say('web.cohort.notReached');
  return `${text(median[0])} (${text(median[1])}–${text(median[2])})`;
}

/** What is drawn of the curves of a cohort; null where none may be drawn. */
export function curveFigure(of: Drawable, words: PageWords): CurveFigure | null {
  const { say } = words;
  if (of.curves.length === 0) return null;
  const percent = percentIn(say.language);
  const label = (curve: Curve): string => of.label(curve.levels);
  const isSurvival = of.method === 'kaplanMeier';
  const title = say('web.cohort.curvesTitle', {
    endpoint: say(`web.cohort.endpoint.${of.endpoint}`),
    group: of.by,
  });
  return {
    title: titleOf(of, title, words),
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
    x: { label: say('web.cohort.months'), format: String, months: true },
    y: { label: say(isSurvival ? 'web.cohort.without' : 'web.cohort.with'), format: percent },
    atRisk: say('web.cohort.atRisk'),
    summary: {
      heads: [
        of.by,
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
    caption: of.caption,
  };
}

const READ_AT = [6, 12, 18, 24, 36, 48, 60];

/** The curves as numbers: at some months those at risk and the share with its interval. */
export function numbersOver(of: Drawable, words: PageWords): GridTable {
  const { say } = words;
  const percent = percentIn(say.language);
  const longest = Math.max(0, ...of.curves.map(({ days }) => days.at(-1) ?? 0));
  const months = READ_AT.filter((month) => inDays(month) <= longest);
  return {
    heads: [of.by, ...months.map((month) => say('web.cohort.atMonth', { month }))],
    rows: of.curves.map((curve) => [
      of.label(curve.levels),
      ...months.map((month) => {
        const at = Math.floor(inDays(month) / 7);
        const value = curve.value[at];
        if (value === undefined) return say('web.cohort.cut');
        const limits = `${percent(curve.lower[at] as number)}–${percent(curve.upper[at] as number)}`;
        return say('web.cohort.shareAt', { share: percent(value), limits, risk: curve.risk[at] as number });
      }),
    ]),
  };
}
