import type { TrainingTable } from '../table/training-table.ts';

/** Follow-up cut into intervals: a row for each patient and interval under observation. */
export interface PersonPeriods {
  /** Upper ends of the intervals, ascending; interval k is (end[k - 1], end[k]]. */
  readonly end: Float64Array;
  readonly patient: Int32Array;
  readonly interval: Uint8Array;
  /** 1 where the event of interest falls into the interval. */
  readonly event: Uint8Array;
  /** Weight of the patient, times the share of the interval seen where no event ends it. */
  readonly weight: Float64Array;
}

/** Interval ends at quantiles of the event times, the last at the last event; fewer when times are few. */
function intervalEnds(times: Float64Array, most: number): Float64Array {
  const sorted = Float64Array.from(times).sort();
  const ends = new Set<number>();
  for (let k = 1; k <= most; k++) ends.add(sorted[Math.ceil((k * sorted.length) / most) - 1]!);
  return Float64Array.from(ends).sort();
}

/**
 * @param most   intervals at most, up to 255
 * @param cause  the event that counts; others end the follow-up. Default: any
 */
export function personPeriods(table: TrainingTable, most: number, cause?: number): PersonPeriods {
  const { time, event, start, weights } = table;
  const counts = (i: number): boolean => (cause === undefined ? event[i]! > 0 : event[i] === cause);
  const end = intervalEnds(
    time.filter((_, i) => counts(i)),
    most,
  );
  const patient: number[] = [];
  const interval: number[] = [];
  const happened: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < time.length; i++) {
    const entry = start ? start[i]! : 0;
    const own = weights ? weights[i]! : 1;
    for (let k = 0; k < end.length; k++) {
      const from = k === 0 ? 0 : end[k - 1]!;
      const to = end[k]!;
      if (time[i]! <= from && !(k === 0 && counts(i))) break;
      if (entry >= to) continue;
      const died = counts(i) && time[i]! <= to;
      const seen = (Math.min(to, time[i]!) - Math.max(from, entry)) / (to - from);
      if (!died && !(seen > 0)) continue;
      patient.push(i);
      interval.push(k);
      happened.push(died ? 1 : 0);
      weight.push(own * (died ? 1 : seen));
    }
  }
  return {
    end,
    patient: Int32Array.from(patient),
    interval: Uint8Array.from(interval),
    event: Uint8Array.from(happened),
    weight: Float64Array.from(weight),
  };
}
