import { numberText, percentText } from '../words/numbers.ts';
import type { Say } from '../words/words.ts';
import type { CardFact, ValidationFile } from './model-card.ts';

const SHOWN = ['harrell', 'uno', 'auc', 'ibs', 'slope', 'intercept', 'ici', 'e90'] as const;

const three = (x: number, say: Say): string =>
  x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const limits = (one: { readonly estimate: number; readonly lower: number; readonly upper: number }, say: Say): string =>
  say('card.limits', {
    estimate: three(one.estimate, say),
    lower: three(one.lower, say),
    upper: three(one.upper, say),
  });

/** Measures with their intervals, out of fold or corrected for optimism; nothing where nobody validated. */
export function performanceOf(validation: ValidationFile | undefined, say: Say): CardFact[] {
  if (!validation) return [];
  const { pooled, corrected, apparent, kaplan_meier: km } = validation;
  if (corrected) {
    return SHOWN.flatMap((metric) => {
      const found = corrected[metric];
      if (!found) return [];
      const before = apparent?.[metric];
      const note = before === undefined ? '' : ` ${say('card.apparent', { value: three(before, say) })}`;
      return [{ label: say(`card.metric.${metric}`), text: `${limits(found, say)}${note}` }];
    });
  }
  if (!pooled) return [];
  return SHOWN.map((metric) => {
    const text = limits(pooled[metric], say);
    const beside = metric === 'ibs' && km ? ` ${say('card.kaplanMeier', { value: three(km.ibs, say) })}` : '';
    return { label: say(`card.metric.${metric}`), text: `${text}${beside}` };
  });
}

/** On whom, and how, the model was judged. */
export function designText(validation: ValidationFile | undefined, say: Say): string | undefined {
  if (!validation) return undefined;
  const { n, events, splits, samples, design = 'folds' } = validation;
  if (validation.corrected) return say('card.design.bootstrap', { n, events, samples: samples ?? 0 });
  return say(`card.design.${design}`, { n, events, splits: splits ?? 0 });
}

/** `24 months`, or the bare number. */
export const timeText = (time: number, unit: string | undefined, say: Say): string =>
  unit === undefined ? numberText(time, say) : `${numberText(time, say)} ${unit}`;

export const shareText = (count: number, of: number, say: Say): string => percentText(of === 0 ? 0 : count / of, say);
