import type { Code, Fact, FactId } from '@linea/facts';

export type Answer = 'met' | 'not-met' | 'unknown';

/** One condition of a printed text against the facts: with those that meet or fail it, or what to ask for. */
export interface Judged {
  readonly answer: Answer;
  readonly facts: readonly FactId[];
  readonly ask: readonly Code[];
}

const ids = (facts: readonly (Fact | FactId)[]): readonly FactId[] => [
  ...new Set(facts.map((fact) => (typeof fact === 'string' ? fact : fact.id))),
];

export const met = (facts: readonly (Fact | FactId)[]): Judged => ({ answer: 'met', facts: ids(facts), ask: [] });
export const notMet = (facts: readonly (Fact | FactId)[]): Judged => ({
  answer: 'not-met',
  facts: ids(facts),
  ask: [],
});
export const unknown = (...ask: readonly Code[]): Judged => ({ answer: 'unknown', facts: [], ask });

/** The answer to a yes or no that the facts give, or do not settle. */
export const judged = (
  truth: boolean | null,
  facts: readonly (Fact | FactId)[],
  ...ask: readonly [Code, ...Code[]]
): Judged => (truth === null ? unknown(...ask) : truth ? met(facts) : notMet(facts));

/** All of several: not met as soon as one is not. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('not-met')) return 'not-met';
  return answers.includes('unknown') ? 'unknown' : 'met';
}
