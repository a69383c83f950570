import type { Say } from '../words/words.ts';
import { limitsSentences } from './known/limits-tables.ts';
import type { CardInput } from './model-card.ts';
import { shareText, timeText } from './performance.ts';

const FEW_EVENTS = 10;
const MUCH_MISSING = 0.2;

/** What a reader must bear in mind, found in the model and its validation, then what its makers add. */
export function limitsOf({ model, validation, about }: CardInput, say: Say): string[] {
  const { trainedOn, encoding } = model;
  const { n, events, features, longestFollowUp, groups } = trainedOn;
  const ratio = events / Math.max(1, features.length);
  const gaps = features.filter(({ missing }) => missing > MUCH_MISSING * n).map(({ name, missing }) => `${name} (${shareText(missing, n, say)})`);
  const slope = validation?.pooled?.slope ?? validation?.corrected?.slope;
  const isElsewhere = validation?.design === 'leaveOut' || validation?.design === 'later';
  return [
    ...(validation || model.limits ? [] : [say('card.limit.notValidated')]),
    ...((validation || model.limits) && !isElsewhere ? [say('card.limit.internal')] : []),
    ...(ratio < FEW_EVENTS ? [say('card.limit.fewEvents', { events, features: features.length, ratio: ratio.toLocaleString(say.language, { maximumSignificantDigits: 2 }) })] : []),
    ...(slope && slope.upper < 1 ? [say('card.limit.extreme')] : []),
    ...(slope && slope.lower > 1 ? [say('card.limit.timid')] : []),
    say('card.limit.followUp', { time: timeText(longestFollowUp, about.timeUnit, say) }),
    ...(gaps.length > 0 ? [say('card.limit.missing', { features: gaps.join(', ') })] : []),
    ...(groups && groups.correlated.length > 0 ? [say('card.limit.correlated', { count: groups.correlated.length })] : []),
    ...(encoding.causes.length > 1 ? [say('card.limit.causes')] : []),
    ...(model.limits ? limitsSentences(model.limits, say) : []),
    say('card.limit.notCausal'),
    ...(about.limits ?? []),
  ];
} // biome-ignore format: a limit a line
