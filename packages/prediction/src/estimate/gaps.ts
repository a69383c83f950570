import { missingInputs } from '@linea/explain';
import { chanceOf } from './bars.ts';
import { modelRow } from './inputs.ts';
import type { Question } from './study-model.ts';

/** An input that is not known, and how far knowing it could move the estimate. */
export interface Gap {
  readonly key: string;
  /** Chance of the event by the headline day over the middle 90 % of what the term may be, given what is known. */
  readonly from: number;
  readonly to: number;
}

/** More of the model's weight unknown than this, and it abstains. */
export const MOST_UNKNOWN = 0.5;

/** What is missing, the most telling first. */
export function gapsOf(question: Question, terms: readonly number[]): readonly Gap[] {
  const p = terms.length;
  const chance = (row: Float64Array): number => chanceOf(question, modelRow(question, [...row]));
  const chances = (rows: Float64Array, n: number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => chance(rows.subarray(i * p, (i + 1) * p)));
  return missingInputs(question.domain, Float64Array.from(terms), chances).map(({ column, low, high }) => ({
    key: column,
    from: low,
    to: high,
  }));
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
