import { type Decision, type FeatureValue, featureOf } from '@linea/cohort';
import type { View } from '@linea/facts';
import { LATER, numberOf } from './question-table.ts';
import type { PointModel, Question } from './study-model.ts';

/** What a term was for one patient: its value on the scale of the term (NaN: not known), and the feature it comes from. */
export interface TermInput {
  readonly key: string;
  readonly number: number;
  /** Null for a term of the setting. */
  readonly feature: FeatureValue | null;
}

/** The terms of a question for one patient: from what was known at the decision and nothing else. */
export function termInputs(
  point: PointModel,
  question: Question,
  known: View,
  decision: Decision,
  isLater: boolean,
): readonly TermInput[] {
  return question.keys.map((key) => {
    if (key === LATER) return { key, number: isLater ? 1 : 0, feature: null };
    const term = point.terms[key];
    const spec = point.features.find(({ name }) => name === term?.column);
    if (!term || !spec) throw new RangeError(`termInputs: the model has no term ${key}`);
    const feature = featureOf(spec, known, decision);
    return { key, number: numberOf(term, feature.value), feature };
  });
}

/** Features in the order of the model: the terms, then their products. */
export function modelRow(question: Question, terms: readonly number[]): readonly number[] {
  const of = (key: string): number => terms[question.keys.indexOf(key)] as number;
  return [...terms, ...question.pairs.map(([a, b]) => of(a) * of(b))];
}
