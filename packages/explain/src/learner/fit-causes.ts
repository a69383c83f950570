import type { SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { CausesModel } from './causes.ts';

/** Fits a model to each of several causes. */
export function fitCauses(
  table: TrainingTable,
  causes: number,
  interest: number,
  fitOwn: (table: TrainingTable) => SurvivalModel,
): CausesModel {
  const times = Float64Array.from(new Set(table.time.filter((_, i) => table.event[i]! > 0))).sort();
  return {
    kind: 'causes',
    features: table.features,
    interest,
    times: Array.from(times),
    models: Array.from({ length: causes }, (_, c) =>
      fitOwn({ ...table, event: Uint8Array.from(table.event, (own) => (own === c + 1 ? 1 : 0)) }),
    ),
  };
}
