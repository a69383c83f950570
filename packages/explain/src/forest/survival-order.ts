import { byStratumAndTime, type TrainingTable, takePatients } from '../table/training-table.ts';
import { filledIn, type StandIns, standInsOf } from '../unknown/unknown-values.ts';
import { type RankedColumns, rankedColumns } from './ranked-columns.ts';

/** A training table as trees grow on it: patients by time, times as numbers of deaths. */
export interface SurvivalOrder {
  readonly n: number;
  readonly columns: RankedColumns;
  /** What trees go by where a value is not known. */
  readonly unknown: StandIns;
  /** 1 where the event of interest happens. */
  readonly died: Uint8Array;
  /** Cause of the event, 0 = censored. */
  readonly cause: Uint8Array;
  /** How many distinct times of any event are at or before the row's time; it is at risk at events 1..last. */
  readonly last: Int32Array;
  /** Likewise at or before its late entry; all 0 without. */
  readonly first: Int32Array;
  readonly lateEntry: boolean;
  /** Distinct times of events, ascending; event k is at `eventTime[k - 1]`. */
  readonly eventTime: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Row of the table given, by position in time. */
  readonly rowOf: Int32Array;
}

/** @param interest  the cause that splits are made for */
export function survivalOrder(table: TrainingTable, interest: number): SurvivalOrder {
  const rowOf = byStratumAndTime({ time: table.time, strata: undefined });
  const unknown = standInsOf(table, interest);
  const sorted = takePatients(filledIn(table, unknown), rowOf);
  const { time, event, start } = sorted;
  const n = time.length;
  const eventTime = Float64Array.from(new Set(time.filter((_, i) => event[i]! > 0)));
  const countUpTo = (t: number): number => {
    let [low, high] = [0, eventTime.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (eventTime[middle]! <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    n,
    columns: rankedColumns(sorted.rows),
    unknown,
    died: Uint8Array.from(event, (cause) => (cause === interest ? 1 : 0)),
    cause: event,
    last: Int32Array.from(time, countUpTo),
    first: start ? Int32Array.from(start, countUpTo) : new Int32Array(n),
    lateEntry: start?.some((s) => s > 0) ?? false,
    eventTime,
    weights: sorted.weights,
    rowOf,
  };
}
