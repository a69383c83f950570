/** A test as it is printed: what does not exist is null. */
export interface TestResult {
  readonly statistic: number | null;
  /** Degrees of freedom; the number of trials for the exact test of a proportion. */
  readonly df: readonly number[] | null;
  readonly p: number;
  readonly estimate: readonly number[] | null;
  readonly confInt: readonly [number, number] | null;
}
