import { type Frame, rowsOf } from '@linea/survival';
import type { ModelFile } from '../model/model-file.ts';
import { encode, outcomesOf } from '../table/encoding.ts';
import type { TrainingTable } from '../table/training-table.ts';

/**
 * A table with its outcome as the model saw its own: the same columns encoded in the same way, whatever else the file has.
 * Weights are not known of a model file; everyone counts once.
 *
 * @throws {InputError, RefusedInput} the outcome, or a column, is not there
 */
export function tableOfModel({ encoding }: ModelFile, frame: Frame): TrainingTable {
  const { rows, time, event, start, strata } = outcomesOf(encoding.formula, frame);
  return {
    features: encoding.features,
    origin: encoding.origin,
    rows: encode(encoding, rowsOf(frame, rows)),
    time,
    event,
    start,
    strata,
  };
}
