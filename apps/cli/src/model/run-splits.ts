import {
  type Horizon,
  type LearnerName,
  type LearnerOptions,
  type Outcomes,
  runSplit,
  type Split,
  type SplitResult,
} from '@linea/explain';
import type { Frame } from '@linea/survival';

/** What is done on every split. */
export interface SplitJob {
  readonly learner: LearnerName;
  readonly options: LearnerOptions;
  readonly horizon: Horizon;
}

/**
 * Runs a learner on every split. Splits do not know of each other, so that any number of workers gives the same answer.
 *
 * @param progress  told how far it is, 0 to 1
 */
export async function runSplits(
  outcomes: Outcomes,
  _frame: Frame,
  splits: readonly Split[],
  { learner, options, horizon }: SplitJob,
  _workers: number | undefined,
  progress: (share: number) => void,
): Promise<SplitResult[]> {
  return splits.map((split, k) => {
    const result = runSplit(outcomes, split, learner, options, horizon);
    progress((k + 1) / splits.length);
    return result;
  });
}
