import { type Frame, rowsOf } from '@linea/survival';
import { refuse } from '../errors/refused-input.ts';
import type { ModelFile } from '../model/model-file.ts';
import { encode, type Outcomes } from '../table/encoding.ts';
import { type Band, resampledModels, type StableBar, stableBars, survivalBands } from './resampled.ts';

/** How far the answers of a model would move with other patients to learn from. By row. */
export interface Stability {
  readonly resamples: number;
  readonly times: readonly number[];
  /** Probability of no event by each time. */
  readonly survival: readonly (readonly Band[])[];
  readonly contributions: readonly (readonly StableBar[])[];
}

export interface StabilityOptions {
  readonly resamples?: number | undefined;
  /** Default: quarters of the longest follow-up. */
  readonly times?: readonly number[] | undefined;
  readonly progress?: (share: number) => void;
}

/**
 * Bands on the curves and intervals on the bars of some patients: the learner is fitted anew on bootstrap samples of the
 * patients it learnt from.
 *
 * @param outcomes  the training rows, read with the model's formula
 * @throws {RefusedInput} `limits.otherPatients`
 */
export function stabilityOf(
  file: ModelFile,
  outcomes: Outcomes,
  frame: Frame,
  options: StabilityOptions = {},
): Stability {
  const { n, longestFollowUp } = file.trainedOn;
  if (outcomes.time.length !== n) refuse('limits.otherPatients', 'rows', `${outcomes.time.length}`, `${n}`);
  const { resamples = 50, progress } = options;
  const times = options.times ?? [0.25, 0.5, 0.75].map((share) => Number((share * longestFollowUp).toPrecision(3)));
  const { encoding, model } = file;
  const rows = encode(encoding, frame);
  const { time, event, start, weights, strata } = outcomes;
  const table = {
    features: encoding.features,
    rows: trainingRows(file, outcomes),
    time,
    event,
    start,
    weights,
    strata,
  };
  const drawn = resampledModels(file, table, resamples, progress);
  return {
    resamples,
    times,
    survival: survivalBands(model, drawn, rows, times),
    contributions: stableBars(model, drawn, rows, encoding.features),
  };
}

const trainingRows = ({ encoding }: ModelFile, { frame, rows }: Outcomes) => encode(encoding, rowsOf(frame, rows));
