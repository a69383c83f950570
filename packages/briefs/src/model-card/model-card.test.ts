import { LEARNERS, type LearnerName, outcomesOf, trainModel } from '@linea/explain';
import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { sayFor } from '../testing/say.testing.ts';
import { cardHtml } from './card-html.ts';
import { cardMarkdown } from './card-markdown.ts';
import { composeCard } from './compose-card.ts';
import type { ValidationFile } from './model-card.ts';

const frame = frameOf({
  months: Array.from({ length: 40 }, (_, i) => 1 + ((i * 7) % 23)),
  died: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 0 : 1)),
  age: Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? null : 40 + ((i * 11) % 37))),
  sex: Array.from({ length: 40 }, (_, i) => 'FM'[i % 2] as string),
  centre: Array.from({ length: 40 }, (_, i) => `SYN-0${i % 3}`),
});
const model = trainModel(outcomesOf('Surv(months, died) ~ age + sex', frame), 'cox');
const say = sayFor('en');
const limits = { estimate: 0.7, lower: 0.6, upper: 0.8 };
const corrected: ValidationFile = { learner: 'cox', n: 40, events: 26, samples: 200, design: 'bootstrap', corrected: { harrell: limits, slope: { estimate: 0.7, lower: 0.5, upper: 0.9 } }, apparent: { harrell: 0.75 } }; // biome-ignore format: one object

describe('a model card', () => {
  it('of a model nobody described or validated says so, and never guesses', () => {
    const card = composeCard({ model, about: {} }, say);
    expect(card.performance).toEqual([]);
    expect(card.limits.join(' ')).toMatch(/Not validated[\s\S]*Often missing in training: age \(25 %\)/);
    expect(card.banners).toEqual(['For research use; does not replace clinical judgement.', 'Trained on synthetic data: not for real patients.']);
    expect(card.facts.filter(({ text }) => text === undefined).map(({ label }) => label)).toEqual(['Intended use', 'For whom', 'Population', 'Outcome', 'Judged on']);
  });
  it('has every item of TRIPOD+AI once, each answered or not reported', () => {
    const { checklist, answered } = composeCard({ model, about: { items: { '18a': 'No funding.' } } }, say);
    const mains = new Set(checklist.map(({ item }) => item.replace(/[a-z]$/, '')));
    expect([checklist.length, mains.size, new Set(checklist.map(({ item }) => item)).size]).toEqual([52, 27, 52]);
    expect(checklist.find(({ item }) => item === '18a')?.answer).toBe('No funding.');
    expect(checklist.find(({ item }) => item === '17')?.answer).toBeUndefined();
    expect(answered).toBe(checklist.filter(({ answer }) => answer !== undefined).length);
  });
  it('with a validation has numbers with intervals, and warns of another model and of extremes', () => {
    const card = composeCard({ model, validation: corrected, about: {} }, say);
    expect(card.performance[0]).toEqual({ label: 'Harrell’s C', text: '0.700 (0.600 to 0.800) (before correction 0.750)' });
    expect(card.limits).toContain('Predictions are too extreme: the calibration slope is below 1.');
    expect(card.facts.at(-1)?.text).toMatch(/corrected for optimism by 200 bootstrap samples/);
    const other = composeCard({ model, validation: { ...corrected, learner: 'forest' }, about: {} }, say);
    expect(other.banners.at(-1)).toMatch(/another model \(forest\)/);
  });
  it('units are those stated, of a feature or of its column', () => {
    const { features } = composeCard({ model, about: { units: { age: 'years', sex: 'at birth' }, timeUnit: 'months' } }, say);
    expect(features.map(({ name, unit, missing }) => [name, unit, missing])).toEqual([['age', 'years', '10 (25 %)'], ['sexM', 'at birth', '0 (0 %)']]);
  });
  it.each(['en', 'it'] as const)('is laid out as a page and as Markdown: %s', (language) => {
    const own = sayFor(language);
    const card = composeCard({ model, validation: corrected, about: { population: '<b>|x' } }, own);
    const html = cardHtml(card, own);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain('&lt;b&gt;|x');
    expect(html.match(/<th scope="row">/g)).toHaveLength(52 + 2);
    expect(cardMarkdown(card, own)).toContain('BMJ 2024;385:e078378');
    expect(cardMarkdown({ ...card, checklist: card.checklist.slice(0, 1).map((row) => ({ ...row, answer: 'a|b' })) }, own)).toContain('a\\|b');
  });
  it('knows every learner', () => {
    for (const learner of LEARNERS as readonly LearnerName[]) {
      const card = composeCard({ model: { ...model, learner }, about: {} }, say);
      expect(card.making[0]?.text, learner).not.toMatch(/^card\./);
    }
  });
}); // biome-ignore format: a case a line
