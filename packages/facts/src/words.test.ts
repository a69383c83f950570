import { expect, it } from 'vitest';
import { ABSENT_REASONS, CORRECTION_KINDS } from './fact/fact.ts';
import { messages } from './messages.generated.ts';
import { PRECISIONS } from './when/partial-date.ts';

it('absences, precisions and corrections have words in both languages', () => {
  const keys = [
    ...ABSENT_REASONS.map((reason) => `absent.${reason}`),
    ...PRECISIONS.map((precision) => `precision.${precision}`),
    ...CORRECTION_KINDS.map((kind) => `corrected.${kind}`),
  ];
  for (const language of [messages.en, messages.it])
    expect(language).toEqual(expect.objectContaining(Object.fromEntries(keys.map((key) => [key, expect.any(String)]))));
});
