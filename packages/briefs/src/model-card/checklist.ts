import type { Say } from '../words/words.ts';
import type { AboutModel, CardInput, ChecklistRow } from './model-card.ts';
import { designText, timeText } from './performance.ts';

type Answer = (input: CardInput, say: Say) => string | undefined;

const about =
  (key: 'intendedUse' | 'population' | 'outcome' | 'setting' | 'dates' | 'users'): Answer =>
  (input) =>
    input.about[key];
const inCard =
  (part: 'features' | 'performance' | 'making' | 'limits'): Answer =>
  (_, say) =>
    say(`card.in.${part}`);
const validated =
  (answer: Answer): Answer =>
  (input, say) =>
    input.validation ? answer(input, say) : undefined;

/**
 * The items of TRIPOD+AI in their order, and what the model and its validation answer by themselves. What is null must be
 * said by people. Questions are worded by us: `card.tripod.ITEM`.
 *
 * @source Collins GS et al. BMJ 2024;385:e078378 (TRIPOD+AI; numbers of items)
 */
const ITEMS: readonly (readonly [section: string, item: string, answer: Answer | null])[] = [
  ['title', '1', (input, say) => say('card.answer.title', { learner: input.model.learner })],
  ['abstract', '2', null],
  ['introduction', '3a', null],
  ['introduction', '3b', about('intendedUse')],
  ['introduction', '3c', null],
  ['introduction', '4', ({ validation }, say) => say(validation ? 'card.answer.both' : 'card.answer.development')],
  ['methods', '5a', null],
  ['methods', '5b', about('dates')],
  ['methods', '6a', about('setting')],
  ['methods', '6b', about('population')],
  ['methods', '6c', null],
  ['methods', '7', null],
  ['methods', '8a', ({ about: { outcome }, model }, say) => outcome ?? say('card.answer.outcome', { formula: model.encoding.formula.split('~')[0]?.trim() ?? '' })],
  ['methods', '8b', null],
  ['methods', '8c', null],
  ['methods', '9a', null],
  ['methods', '9b', inCard('features')],
  ['methods', '9c', null],
  ['methods', '10', null],
  ['methods', '11', ({ model }, say) => say('card.answer.missing', { omitted: model.trainedOn.omitted, how: say(`card.missing.${model.learner}`) })],
  ['methods', '12a', ({ validation }, say) => designText(validation, say)],
  ['methods', '12b', ({ model }, say) => say(`card.form.${model.learner}`)],
  ['methods', '12c', ({ model }, say) => say('card.answer.building', { learner: say(`card.learner.${model.learner}`), seed: model.seed })],
  ['methods', '12d', ({ validation }, say) => (validation?.design === 'leaveOut' ? say('card.answer.clusters') : undefined)],
  ['methods', '12e', validated((_, say) => say('card.answer.measures'))],
  ['methods', '12f', null],
  ['methods', '12g', (_, say) => say('card.answer.predictions')],
  ['methods', '13', (_, say) => say('card.answer.imbalance')],
  ['methods', '14', null],
  ['methods', '15', (_, say) => say('card.answer.output')],
  ['methods', '16', null],
  ['methods', '17', null],
  ['open', '18a', null],
  ['open', '18b', null],
  ['open', '18c', null],
  ['open', '18d', null],
  ['open', '18e', null],
  ['open', '18f', null],
  ['involvement', '19', null],
  ['results', '20a', ({ model: { trainedOn: t }, about: { timeUnit } }, say) => say('card.answer.flow', { n: t.n, events: t.events, omitted: t.omitted, median: timeText(t.medianFollowUp ?? Number.NaN, timeUnit, say) })],
  ['results', '20b', inCard('features')],
  ['results', '20c', null],
  ['results', '21', ({ model: { trainedOn: t } }, say) => say('card.answer.development.n', { n: t.n, events: t.events })],
  ['results', '22', ({ model }, say) => say('card.answer.object', { hash: model.hash.slice(0, 12) })],
  ['results', '23a', validated(inCard('performance'))],
  ['results', '23b', ({ validation }, say) => (validation?.design === 'leaveOut' ? say('card.in.performance') : undefined)],
  ['results', '24', null],
  ['discussion', '25', null],
  ['discussion', '26', inCard('limits')],
  ['discussion', '27a', (_, say) => say('card.answer.inputs')],
  ['discussion', '27b', about('users')],
  ['discussion', '27c', null],
]; // biome-ignore format: a table

/** Every item with its answer; what people say of an item comes before what the model says of itself. */
export const checklistOf = (input: CardInput, say: Say): ChecklistRow[] => {
  const answers = Object.fromEntries(ITEMS.map(([, item, answer]) => [item, answer?.(input, say)]));
  return checklistWith(answers, input.about, say);
};

/** Every item in its order. @param answers  what the model says of an item by itself; none = people must */
export const checklistWith = (
  answers: Readonly<Record<string, string | undefined>>,
  about: AboutModel,
  say: Say,
): ChecklistRow[] =>
  ITEMS.map(([section, item]) => ({
    item,
    section: say(`card.section.${section}`),
    question: say(`card.tripod.${item}`),
    answer: about.items?.[item] ?? answers[item],
  }));
