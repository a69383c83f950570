import { SHADED, type SurvivalDrawing } from '@linea/charts';
import { numberText, percentText, pText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import type { CurvesAnswer, FigureWords } from './answers.ts';
import { countsSentence, groupLabel, limitsText, tableInWords, timeLabel, titleOf } from './captions.ts';

/** The test beside the curves: its p, and whether it is stratified. */
export interface CurveTest {
  readonly p: number | null;
  readonly stratified: boolean;
}

/**
 * Kaplan-Meier or Nelson-Aalen curves with numbers at risk, medians and the test of the groups.
 *
 * @param kind  `km` survival by the product limit, `na` survival as exp(-H)
 * @param test  of the log-rank family, where there are groups to compare
 */
export function curveFigure(
  kind: 'km' | 'na',
  answer: CurvesAnswer,
  test: CurveTest | undefined,
  words: FigureWords,
  say: Say,
): SurvivalDrawing {
  const level = percentText(answer.conf_level, say);
  const medianOf = (stratum: CurvesAnswer['strata'][number]) => stratum.quantiles.find(({ p }) => p === 0.5);
  const heads = [
    say('figure.survival.group'),
    say('figure.survival.n'),
    say('figure.survival.events'),
    say('figure.survival.median', { level }),
  ];
  const rows = answer.strata.map((stratum) => {
    const median = medianOf(stratum);
    return [
      groupLabel(stratum.stratum, say),
      numberText(stratum.n, say),
      say('figure.survival.share', { count: numberText(stratum.events, say), percent: percentText(stratum.events / stratum.n, say) }),
      median ? limitsText(median, say) : '–',
    ];
  });
  const note =
    test === undefined ? undefined : say('figure.survival.logrank', { p: pText(test.p, say), stratified: String(test.stratified) });
  const title = titleOf(kind, words, say);
  const follow = answer.strata.flatMap(({ stratum, follow_up: f }) =>
    f ? [`${groupLabel(stratum, say)}: ${limitsText({ ...f, time: f.median }, say)}`] : [],
  );
  const shaded = String(answer.strata.length <= SHADED);
  const caption = [
    say(`figure.survival.caption.${kind}`, { level, scale: answer.conf_type, shaded }),
    say('figure.survival.marks', { shaded }),
    ...(follow.length > 0 ? [say('figure.survival.followUp', { level, text: follow.join('; ') })] : []),
    countsSentence(answer.n, answer.n_omitted, say),
  ].join(' ');
  return {
    kind: 'curves',
    figure: {
      title,
      description: [tableInWords(heads, rows), ...(note ? [`${note}.`] : [])].join(' '),
      first: 1,
      highest: 1,
      panels: [
        {
          lines: answer.strata.map((stratum) => {
            const { time, surv, lower, upper, n_risk, n_censor } = stratum.curve;
            return {
              label: groupLabel(stratum.stratum, say),
              time,
              value: surv,
              lower,
              upper,
              risk: n_risk,
              censored: time.filter((_, k) => (n_censor[k] ?? 0) > 0),
              median: medianOf(stratum)?.time ?? null,
            };
          }),
          ...(note ? { note } : {}),
        },
      ],
      x: { label: timeLabel(words, say), format: (value) => numberText(value, say) },
      y: { label: say('figure.survival.survival'), format: (value) => percentText(value, say) },
      atRisk: say('figure.survival.atRisk'),
      summary: { heads, rows },
      caption,
    },
  };
} // biome-ignore format: messages on a line
