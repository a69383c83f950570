import { type Forest, forestHazard, type Rows } from '@linea/explain';

/** The expected number of events of each row: the sum of its cumulative hazard over all event times. */
export function mortality(forest: Forest, rows: Rows, only?: readonly Uint8Array[]): Float64Array {
  const hazard = forestHazard(forest, rows, only);
  const K = forest.eventTime.length;
  return Float64Array.from({ length: rows.n }, (_, i) =>
    hazard.subarray(i * K, (i + 1) * K).reduce((sum, own) => sum + own, 0),
  );
}

/** Survival of each row at one time. */
export function survivalAt(forest: Forest, rows: Rows, at: number): Float64Array {
  const hazard = forestHazard(forest, rows);
  const K = forest.eventTime.length;
  const k = forest.eventTime.filter((t) => t <= at).length;
  return Float64Array.from({ length: rows.n }, (_, i) => (k === 0 ? 1 : Math.exp(-(hazard[i * K + k - 1] as number))));
}
