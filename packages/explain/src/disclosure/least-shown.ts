/** A group of fewer patients is not shown: its people could be recognised. The project's own convention. */
export const LEAST_SHOWN = 10;

/** Fewer than this at risk, and a curve stops: its next step would show one person. */
export const LEAST_AT_RISK = 5;
