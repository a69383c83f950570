import type { Horizon, LearnerName, LearnerOptions, Outcomes, Split, SplitResult } from '@linea/explain';
import { threadsOf } from '../threads/threads.ts';

/** What is done on every split. */
export interface SplitJob {
  readonly learner: LearnerName;
  readonly options: LearnerOptions;
  readonly horizon: Horizon;
}

/**
 * Runs a learner on every split, by so many threads. Splits do not know of each other: the results are the same for any
 * number of threads.
 *
 * @param progress  told how far it is, 0 to 1
 */
export async function runSplits(
  outcomes: Outcomes,
  splits: readonly Split[],
  job: SplitJob,
  count: number,
  progress: (share: number) => void,
): Promise<SplitResult[]> {
  const threads = threadsOf(Math.min(count, splits.length));
  let done = 0;
  const one = async (split: Split): Promise<SplitResult> => {
    const result = await threads.run('split', { outcomes, split, ...job });
    progress(++done / splits.length);
    return result;
  };
  try {
    if (threads.count > 1) return await Promise.all(splits.map(one));
    const results: SplitResult[] = [];
    for (const split of splits) results.push(await one(split));
    return results;
  } finally {
    await threads.close();
  }
}
