/** Rows taken at a time, so that they stay in the nearest cache. */
export const BLOCK = 128;
