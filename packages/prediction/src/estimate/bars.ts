import { attribute, predictRisk } from '@linea/explain';
import { hazardOf, monthsWithout, oneRow } from './curve.ts';
import type { Question } from './study-model.ts';

/** What one feature adds to an estimate. */
export interface Bar {
  /** Terms of the study that the feature is made of: one, or two for a product. */
  readonly keys: readonly string[];
  /** Log hazard ratio to the average patient; above 0 the event comes sooner. */
  readonly logHazardRatio: number;
  /** Added to the chance of the event by the headline day, in percentage points. */
  readonly percentPoints: number;
  /** Added to the mean months without the event; null for toxicity, which has one day. */
  readonly months: number | null;
}

export interface Bars {
  /** Chance of the event, and months without it, of the average patient: where the bars start. */
  readonly start: { readonly chance: number; readonly months: number | null };
  readonly bars: readonly Bar[];
}

/**
 * Why the estimate of a patient is what it is. The log hazard ratio is a sum over features, exactly; a chance is a function of
 * that sum alone, and the one way to share it out that treats the path from the average to the patient evenly
 * (Aumann-Shapley) gives each feature its share in proportion. The bars add up to the estimate.
 *
 * @source Aumann RJ, Shapley LS. Values of Non-Atomic Games. 1974; Sundararajan M et al. ICML 2017 (integrated gradients)
 */
export function barsOf(question: Question, values: readonly number[]): Bars {
  const { contributions } = attribute(question.model, oneRow(values));
  const parts = values.map((_, j) => contributions[j] as number);
  const base = contributions[values.length] as number;
  const sum = parts.reduce((total, part) => total + part, 0);
  const [from, to] = [outlook(question, base), outlook(question, base + sum)];
  // Of a sum that is nothing, shares are those of the slope there.
  const near = outlook(question, base + 1e-6);
  const rate = (a: number, b: number, c: number): number => (Math.abs(sum) > 1e-9 ? (b - a) / sum : (c - a) / 1e-6);
  const points = rate(from.chance, to.chance, near.chance);
  const months = from.months === null ? null : rate(from.months, to.months as number, near.months as number);
  const keysOf = (j: number): readonly string[] =>
    j < question.keys.length ? [question.keys[j] as string] : (question.pairs[j - question.keys.length] ?? []);
  return {
    start: from,
    bars: parts.map((part, j) => ({
      keys: keysOf(j),
      logHazardRatio: part,
      percentPoints: 100 * points * part,
      months: months === null ? null : months * part,
    })),
  };
}

/** Chance of the event by the headline day, and mean months without it, at a log hazard ratio. */
function outlook(question: Question, margin: number): { readonly chance: number; readonly months: number | null } {
  const alive = hazardOf(question).map((hazard) => Math.exp(-hazard * Math.exp(margin)));
  const at = question.days.indexOf(question.headline);
  return {
    chance: 1 - (alive[at] as number),
    months: question.kind === 'benefit' ? monthsWithout(question.days, alive, question.headline) : null,
  };
}

/** Chance of the event by the headline day. */
export const chanceOf = (question: Question, values: readonly number[]): number =>
  outlook(question, predictRisk(question.model, oneRow(values))[0] as number).chance;
