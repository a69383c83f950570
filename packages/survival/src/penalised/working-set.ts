import type { Penalty } from './quadratic.ts';

/** The columns in play and the likelihood along them; numbers are per observation (divided by n, or the sum of weights). */
export interface WorkingSet {
  /** Columns in play, by slot. */
  readonly columns: readonly number[];
  /** Gradient of the log-likelihood by slot, at the coefficients of the last `move`. */
  readonly gradient: Float64Array;
  /** Lets columns in, whose coefficients are zero. */
  readonly admit: (columns: readonly number[]) => void;
  /** Goes to these coefficients, by slot. @returns the log-likelihood per observation */
  readonly move: (beta: Float64Array) => number;
  /** Takes the curvature anew at the coefficients of the last `move`. */
  readonly renew: () => void;
  /**
   * From the coefficients of the last `move`, by slot, to those that minimise the quadratic there, with the curvature as last
   * renewed: changed in place.
   *
   * @param enough  violation of the optimality conditions of the quadratic at which to stop
   */
  readonly minimise: (beta: Float64Array, penalty: Penalty, enough: number) => void;
  /** What a move showed of the curvature: the step made, and how much it took off the gradient; both by slot. */
  readonly learn?: (step: Float64Array, fall: Float64Array) => void;
  /** Gradient of every column at the coefficients of the last `move`. */
  readonly fullGradient: (gradient: Float64Array) => void;
  readonly release: () => void;
}
