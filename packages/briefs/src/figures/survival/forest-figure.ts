import type { ForestRow, SurvivalDrawing } from '@linea/charts';
import { numberText, pText, ratioText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import type { FigureWords, RatiosAnswer } from './answers.ts';
import { countsSentence } from './captions.ts';

const Z95 = 1.959963984540054;

/** The ratios of a model, a row per term. */
export function forestFigure(
  answer: RatiosAnswer,
  kind: 'cox' | 'finegray' | 'aft',
  words: Pick<FigureWords, 'title'>,
  say: Say,
): SurvivalDrawing {
  const errors = answer.robust_se ?? answer.se;
  const limit = (j: number, z: number): number | null => {
    const [b, s] = [answer.coef[j] ?? null, errors?.[j] ?? null];
    return b === null || s === null ? null : Math.exp(b + z * s);
  };
  const rows = answer.terms.map((label, j): ForestRow => {
    const b = answer.coef[j] ?? null;
    const estimate = b === null ? null : Math.exp(b);
    const lower = answer.hr_lower ? (answer.hr_lower[j] ?? null) : limit(j, -Z95);
    const upper = answer.hr_upper ? (answer.hr_upper[j] ?? null) : limit(j, Z95);
    const text = estimate === null ? '–' : `${ratioText(estimate, say)} (${ratioText(lower, say)}–${ratioText(upper, say)})`;
    return { label, estimate, lower, upper, text, p: pText(answer.p?.[j] ?? null, say).replace(/^p (= )?/, '') };
  });
  const ratio = say(`figure.survival.ratio.${kind}`);
  const n = Array.isArray(answer.n) ? (answer.n as readonly number[]).reduce((a, b) => a + b, 0) : (answer.n as number);
  const c = answer.concordance;
  return {
    kind: 'forest',
    figure: {
      title: words.title ?? say(`figure.survival.title.${kind}`),
      description: rows.map(({ label, text, p }) => `${label}: ${ratio} ${text}, p ${p}.`).join(' '),
      rows,
      heads: { label: say('figure.survival.term'), text: say('figure.survival.ratioHead', { ratio }), p: 'p' },
      axis: say('figure.survival.ratioAxis', { ratio }),
      sides: kind === 'aft' ? [say('figure.survival.sooner'), say('figure.survival.later')] : [say('figure.survival.fewer'), say('figure.survival.more')],
      format: (value) => numberText(value, say),
      caption: [
        ...(typeof answer.nevent === 'number' ? [say('figure.survival.nevent', { events: answer.nevent })] : []),
        ...(typeof c === 'number' ? [say('figure.survival.concordance', { value: numberText(Math.round(c * 1000) / 1000, say) })] : []),
        countsSentence(n, answer.n_omitted, say),
      ].join(' '),
    },
  };
} // biome-ignore format: messages on a line
