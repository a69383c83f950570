import { outcomesOf, trainModel, withLimits } from '@linea/explain';
import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { sayFor } from '../../testing/say.testing.ts';
import { cardHtml } from '../card-html.ts';
import { cardMarkdown } from '../card-markdown.ts';
import { composeCard } from '../compose-card.ts';
import { limitsSentences, limitsTables } from './limits-tables.ts';

const n = 120;
const frame = frameOf({
  months: Array.from({ length: n }, (_, i) => 1 + ((i * 37) % 61)),
  died: Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 0 : 1)),
  age: Array.from({ length: n }, (_, i) => 40 + ((i * 11) % 37)),
  sex: Array.from({ length: n }, (_, i) => 'FM'[i % 2] as string),
  centre: Array.from({ length: n }, (_, i) => (i < 6 ? 'small' : 'large')),
  year: Array.from({ length: n }, (_, i) => 2019 + (i % 4)),
});
const outcomes = outcomesOf('Surv(months, died) ~ age + sex', frame);
const bare = trainModel(outcomes, 'cox');
const model = withLimits(bare, outcomes, { at: 24, by: ['sex', 'centre'], period: 'year', resamples: 3, curve: 1 });
const limits = model.limits ?? expect.fail('no limits');

describe.each(['en', 'it'] as const)('limits on the card: %s', (language) => {
  const say = sayFor(language);
  const card = composeCard({ model, about: {} }, say);

  it('stand in short on the first page, with the others found', () => {
    const sentences = limitsSentences(limits, say);
    expect(card.limits).toEqual(expect.arrayContaining(sentences));
    expect(sentences.length).toBeGreaterThan(5);
    expect(composeCard({ model: bare, about: {} }, say).limits).not.toContain(sentences[0]);
  });
  it('count as a validation out of fold where there is no other', () => {
    expect(card.performance).toHaveLength(3);
    expect(card.limits).not.toContain(say('card.limit.notValidated'));
    expect(composeCard({ model: bare, about: {} }, say).limits).toContain(say('card.limit.notValidated'));
  });
  it('stand behind it, a table for each kind, on the page and in Markdown', () => {
    expect(card.known).toEqual(limitsTables(limits, say));
    expect(card.known).toHaveLength(7);
    const [html, markdown] = [cardHtml(card, say), cardMarkdown(card, say)];
    for (const { title, rows, heads } of card.known) {
      expect(markdown).toContain(title);
      expect(html).toContain(title);
      for (const row of rows) expect(row).toHaveLength(heads.length);
    }
  });
  it('a group of six people is named and not shown', () => {
    const row = card.known.flatMap(({ rows }) => rows).find(([name]) => name === 'centre: small');
    expect(row?.slice(1)).toEqual(['–', '–', say('limits.hidden.fewPatients'), '', '']);
  });
});
