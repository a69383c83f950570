/**
 * Places in `found`: gain (what must be beaten, then what was reached), place of the column in the list (-1 = none), bin,
 * whether the missing go left (1), gradient and curvature of the left side.
 */
export const FOUND = { gain: 0, column: 1, bin: 2, missingLeft: 3, gradient: 4, curvature: 5, length: 6 } as const;
