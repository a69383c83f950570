import { randomStream } from '../chance/random-stream.ts';
import type { TrainingTable } from '../table/training-table.ts';

/** A population of invented patients whose truth is known. */
export interface Truth {
  readonly n: number;
  /** Log hazard ratio of each feature, per standard deviation. */
  readonly effects: readonly number[];
  /** What the baseline hazard is multiplied with; 1 per 100 units of time. */
  readonly hazard?: number;
  /** Mean of the features, in standard deviations. */
  readonly shifted?: readonly number[];
  readonly seed: number;
}

/** When the event happens of each patient, seen or not. */
interface WithTruth {
  readonly happens: Float64Array;
}

/** Standard normal features, exponential times, a third censored. */
export function population({ n, effects, hazard = 1, shifted = [], seed }: Truth): TrainingTable & WithTruth {
  const random = randomStream(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const p = effects.length;
  const x = new Float64Array(n * p);
  const time = new Float64Array(n);
  const event = new Uint8Array(n);
  const truth = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let line = 0;
    for (let j = 0; j < p; j++) {
      x[i * p + j] = normal() + (shifted[j] ?? 0);
      line += effects[j]! * x[i * p + j]!;
    }
    const happens = (-100 * Math.log(1 - random.uniform())) / (hazard * Math.exp(line));
    const censored = 40 + 260 * random.uniform();
    truth[i] = happens;
    time[i] = Math.min(happens, censored);
    event[i] = happens <= censored ? 1 : 0;
  }
  return { features: effects.map((_, j) => `x${j + 1}`), rows: { n, p, x }, time, event, happens: truth };
}
