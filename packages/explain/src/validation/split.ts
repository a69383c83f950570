import { type Frame, rowsOf } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';
import { fitLearner, type LearnerName, type LearnerOptions } from '../learner/fit-learner.ts';
import { predictIncidence, predictRisk } from '../model/survival-model.ts';
import { encode, learnEncoding, type Outcomes } from '../table/encoding.ts';
import { COLUMNS, gridOf, type Horizon, type Predictions } from './scoring.ts';

/** One split of the patients: positions into the outcomes, ascending. */
export interface Split {
  /** Repetition, from 0, and what the part is called: its number, or the centre or period left out. */
  readonly repetition: number;
  readonly part: string;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** What one split gave: predictions for its test part, and what was odd. */
export interface SplitResult extends Predictions {
  /** Levels of factors that the training part had never seen; they counted as missing. */
  readonly unseen: readonly string[];
}

/**
 * Fits a learner on the training part and predicts the test part. Everything learnt from data - levels, knots, imputation,
 * scaling, tuning, choice of learner - is learnt here, from the training rows; the outcomes of the test part are not looked at.
 */
export function runSplit(
  outcomes: Outcomes,
  { train, test }: Pick<Split, 'train' | 'test'>,
  learner: LearnerName,
  options: LearnerOptions,
  horizon: Horizon,
): SplitResult {
  const { encoding, table } = learnEncoding(outcomes, train);
  const model = fitLearner(learner, table, options);
  const unseen = new Set<string>();
  const rows = encode(
    encoding,
    rowsOf(
      outcomes.frame,
      Int32Array.from(test, (i) => outcomes.rows[i]!),
    ) as Frame,
    unseen,
  );
  const cause = options.cause ?? 1;
  const times = [...gridOf(horizon), horizon.at];
  const strata = outcomes.strata && Int32Array.from(test, (i) => outcomes.strata![i]!);
  const survival = predictIncidence(model, rows, times, cause, strata).map((risk) => 1 - risk);
  return { risk: predictRisk(model, rows), survival, unseen: [...unseen] };
}

/** The null model: everyone has the training part's Kaplan-Meier curve (with several causes, its cumulative incidence). */
export function nullPredictions(
  { time, event }: Outcomes,
  { train, test }: Pick<Split, 'train' | 'test'>,
  horizon: Horizon,
  cause = 1,
): Predictions {
  const order = Int32Array.from(train).sort((a, b) => time[a]! - time[b]!);
  const times = [...gridOf(horizon), horizon.at];
  const curve = times.map((t) => {
    let [alive, incidence] = [1, 0];
    for (let r = 0; r < order.length && time[order[r]!]! <= t; ) {
      const atRisk = order.length - r;
      const now = time[order[r]!]!;
      let [own, any] = [0, 0];
      for (; r < order.length && time[order[r]!] === now; r++) {
        if (event[order[r]!]! > 0) any++;
        if (event[order[r]!] === cause) own++;
      }
      incidence += (alive * own) / atRisk;
      alive *= 1 - any / atRisk;
    }
    return 1 - incidence;
  });
  return {
    risk: new Float64Array(test.length),
    survival: Float64Array.from({ length: test.length * COLUMNS }, (_, k) => curve[k % COLUMNS]!),
  };
}

/** Splits whose parts are given, or left out in turn. */
export function splitsOf(parts: readonly Int32Array[], names?: readonly string[]): Split[] {
  return parts.flatMap((part, repetition) => {
    const count = part.reduce((most, own) => Math.max(most, own), -1) + 1;
    const all = Int32Array.from(part.keys());
    return Array.from(
      { length: count },
      (_, own): Split => ({
        repetition,
        part: names?.[own] ?? `${own}`,
        train: all.filter((i) => part[i] !== own),
        test: all.filter((i) => part[i] === own),
      }),
    );
  });
}

/**
 * Holds that every split can be judged.
 *
 * @param cause  that is judged, from 1
 * @throws {RefusedInput} `part.noEvents`, `part.empty`, all of them
 */
export function checkSplits({ event }: Pick<Outcomes, 'event'>, splits: readonly Split[], cause = 1): void {
  const issues = splits.flatMap(({ repetition, part, train, test }) => {
    const at = `repetition ${repetition + 1}, part ${part}`;
    if (test.length === 0 || train.length === 0) return [{ code: 'part.empty', at }];
    const none = [train, test].some((rows) => rows.every((i) => event[i] !== cause));
    return none ? [{ code: 'part.noEvents', at }] : [];
  });
  if (issues.length > 0) throw new RefusedInput(issues);
}
