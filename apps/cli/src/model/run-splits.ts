import {
  type Horizon,
  type LearnerName,
  type LearnerOptions,
  type Outcomes,
  runSplit,
  type Split,
  type SplitResult,
} from '@linea/explain';

/** What is done on every split. */
export interface SplitJob {
  readonly learner: LearnerName;
  readonly options: LearnerOptions;
  readonly horizon: Horizon;
}

/**
 * Runs a learner on every split, one after the other. Splits do not know of each other.
 *
 * @param progress  told how far it is, 0 to 1
 */
export function runSplits(
  outcomes: Outcomes,
  splits: readonly Split[],
  { learner, options, horizon }: SplitJob,
  progress: (share: number) => void,
): SplitResult[] {
  return splits.map((split, k) => {
    const result = runSplit(outcomes, split, learner, options, horizon);
    progress((k + 1) / splits.length);
    return result;
  });
}
