import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { messages } from '../messages.generated.ts';
import { criteria } from '../registry.ts';

const LANGUAGES = ['en', 'it'] as const;

/** Codes this short (I, IIIA, CR, CRi, MLFS) are what the clinic calls them and say it themselves. */
const SELF_EXPLAINING_LENGTH = 4;

const codedAnswers = ({ id, answers }: Criterion): readonly string[] =>
  (answers ?? []).flatMap((answer) =>
    typeof answer === 'string' && answer.length > SELF_EXPLAINING_LENGTH ? [`answer.${id}.${answer}`] : [],
  );

describe.each(LANGUAGES)('what is said of a criterion in %s', (language) => {
  const texts = messages[language];
  const unsaid = (keys: readonly string[]): readonly string[] => keys.filter((key) => !texts[key]?.trim());

  it('names every criterion', () => expect(unsaid(criteria.map(({ id }) => `criterion.${id}`))).toEqual([]));
  it('tells the rule of every criterion', () => expect(unsaid(criteria.map(({ id }) => `rule.${id}`))).toEqual([]));
  it('puts every coded answer in words', () => expect(unsaid(criteria.flatMap(codedAnswers))).toEqual([]));

  it('tells no rule without a criterion', () => {
    const known = new Set(criteria.map(({ id }) => `rule.${id}`));
    expect(Object.keys(texts).filter((key) => key.startsWith('rule.') && !known.has(key))).toEqual([]);
  });

  it('needs no placeholder in a rule', () => {
    const rules = Object.entries(texts).filter(([key]) => key.startsWith('rule.'));
    expect(rules.filter(([, text]) => /[{}']/.test(text))).toEqual([]);
  });
});
