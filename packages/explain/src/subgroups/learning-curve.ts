import { concordance, rowsOf } from '@linea/survival';
import { randomStream, shuffled } from '../chance/random-stream.ts';
import { fitLearner } from '../learner/fit-learner.ts';
import type { Refit } from '../limits/refit.ts';
import { predictRisk } from '../model/survival-model.ts';
import { encode, learnEncoding, type Outcomes } from '../table/encoding.ts';

/** How a learner does that has seen so many patients. */
export interface LearningPoint {
  /** Patients it learnt from. */
  readonly n: number;
  /** Harrell's C on patients it has not seen: mean, and the lowest and highest of the repetitions. */
  readonly harrell: number;
  readonly lowest: number;
  readonly highest: number;
}

const SHARES = [0.2, 0.4, 0.6, 0.8, 1];

/**
 * Discrimination against the number of patients learnt from: would more patients help?
 *
 * In each repetition a fifth of the patients is held out, and the learner sees more and more of the others.
 *
 * @source Viering T, Loog M. IEEE Trans Pattern Anal Mach Intell 2023;45:7799-7819
 */
export function learningCurve({ learner, options, seed }: Refit, outcomes: Outcomes, repetitions = 4): LearningPoint[] {
  const n = outcomes.time.length;
  const found = SHARES.map((): number[] => []);
  const sizes = SHARES.map((share) => Math.round(share * (n - Math.round(n / 5))));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const order = shuffled(n, randomStream(seed, 7001, repetition));
    const test = order.slice(0, Math.round(n / 5)).sort();
    const rest = order.slice(test.length);
    sizes.forEach((size, s) => {
      const c = scoreOf(learner, { ...options, seed }, outcomes, rest.slice(0, size).sort(), test);
      if (c !== null) found[s]!.push(c);
    });
  }
  return sizes.flatMap((size, s): LearningPoint[] => {
    const own = found[s]!;
    if (own.length === 0) return [];
    return [
      {
        n: size,
        harrell: own.reduce((sum, v) => sum + v, 0) / own.length,
        lowest: Math.min(...own),
        highest: Math.max(...own),
      },
    ];
  });
}

/** Too few to learn from. */
const LEAST_EVENTS = 10;

function scoreOf(
  learner: Refit['learner'],
  options: NonNullable<Refit['options']> & { readonly seed: number },
  outcomes: Outcomes,
  train: Int32Array,
  test: Int32Array,
): number | null {
  if (train.reduce((sum, i) => sum + Number(outcomes.event[i]! > 0), 0) < LEAST_EVENTS) return null;
  const { encoding, table } = learnEncoding(outcomes, train);
  const model = fitLearner(learner, table, options);
  const frame = rowsOf(
    outcomes.frame,
    Int32Array.from(test, (i) => outcomes.rows[i]!),
  );
  const risk = predictRisk(model, encode(encoding, frame, new Set()));
  const c = concordance(
    Float64Array.from(test, (i) => outcomes.time[i]!),
    Float64Array.from(test, (i) => Number(outcomes.event[i]! > 0)),
    risk,
    { reverse: true },
  ).concordance;
  return Number.isNaN(c) ? null : c;
}
