import { randomStream } from '../chance/random-stream.ts';
import type { TrainingTable } from '../table/training-table.ts';

export interface CohortOptions {
  readonly n?: number;
  readonly p?: number;
  /** Log hazard ratio of each feature; those beyond are 0. */
  readonly effects?: readonly number[];
  /** Share of values missing. */
  readonly missing?: number;
  /** Number of causes, default 1. */
  readonly causes?: number;
  readonly lateEntry?: boolean;
  readonly strata?: number;
  readonly seed?: number;
}

/** Patients who do not exist: features even on (-1, 1), hazards proportional, a third censored. */
export function cohort(options: CohortOptions = {}): TrainingTable {
  const { n = 200, p = 3, effects = [1], missing = 0, causes = 1, lateEntry = false, strata = 0, seed = 1 } = options;
  const random = randomStream(seed);
  const x = new Float64Array(n * p);
  const [time, start] = [new Float64Array(n), new Float64Array(n)];
  const event = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    let margin = 0;
    for (let j = 0; j < p; j++) {
      const value = 2 * random.uniform() - 1;
      margin += (effects[j] ?? 0) * value;
      x[i * p + j] = random.uniform() < missing ? Number.NaN : value;
    }
    const happens = -Math.log(1 - random.uniform()) / Math.exp(margin);
    const censored = -2 * Math.log(1 - random.uniform());
    time[i] = Math.max(1, Math.round(100 * Math.min(happens, censored)));
    event[i] = happens <= censored ? 1 + random.below(causes) : 0;
    start[i] = lateEntry ? Math.floor(random.uniform() * time[i]!) : 0;
  }
  return {
    features: Array.from({ length: p }, (_, j) => `x${j + 1}`),
    rows: { n, p, x },
    time,
    event,
    ...(lateEntry && { start }),
    ...(strata > 0 && { strata: Int32Array.from({ length: n }, (_, i) => i % strata) }),
  };
}
