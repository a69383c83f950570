/** A month, in days, as endpoints count it. */
export const DAYS_A_MONTH = 30.4375;
