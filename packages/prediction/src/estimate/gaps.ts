import { chanceOf } from './bars.ts';
import { modelRow } from './inputs.ts';
import type { Question } from './study-model.ts';

/** An input that is not known, and how far knowing it could move the estimate. */
export interface Gap {
  readonly key: string;
  /** Chance of the event by the headline day over the middle 80 % of what training patients had. */
  readonly from: number;
  readonly to: number;
}

/** More of the model's weight unknown than this, and it abstains. */
export const MOST_UNKNOWN = 0.5;

/** What is missing, the most telling first. */
export function gapsOf(question: Question, terms: readonly number[]): readonly Gap[] {
  return terms
    .flatMap((value, j) => {
      if (!Number.isNaN(value)) return [];
      const key = question.keys[j] as string;
      const range = question.ranges.find((one) => one.key === key);
      if (!range) return [];
      const at = (known: number): number =>
        chanceOf(question, modelRow(question, terms.map((own, k) => (k === j ? known : own)))); // biome-ignore format: one thought
      const ends = [range.low, range.middle, range.high].map(at);
      return [{ key, from: Math.min(...ends), to: Math.max(...ends) }];
    })
    .sort((a, b) => b.to - b.from - (a.to - a.from));
}

/** The share of the model's weight that rests on what is not known: by coefficient times spread of the columns. */
export function unknownShare(question: Question, row: readonly number[]): number {
  const { model, spread } = question;
  let [unknown, all] = [0, 0];
  for (const [c, { feature, part }] of model.columns.entries()) {
    if (part === 'missing') continue;
    const weight = Math.abs(model.coefficients[c] as number) * (spread[c] as number);
    all += weight;
    if (Number.isNaN(row[feature])) unknown += weight;
  }
  return all > 0 ? unknown / all : 0;
}
