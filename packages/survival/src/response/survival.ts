/** Follow-up with one kind of event. `start` is given for rows that enter late: a row is at risk on (start, time]. */
export interface Survival {
  readonly start: Float64Array | undefined;
  readonly time: Float64Array;
  /** 1 = event, 0 = censored. */
  readonly status: Float64Array;
  /** Rows in ascending order of `time`, stable, where that is known already: the one sort the methods share. */
  readonly order?: Int32Array | undefined;
  /** `time` in that order. */
  readonly sortedTime?: Float64Array | undefined;
}
