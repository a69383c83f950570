/** Whole days since 1970-01-01, or since another day zero that the chart names. */
export type Day = number;

/** The days on which something may have been: first and last, both included. Exact when they are the same. */
export interface DaySpan {
  readonly first: Day;
  readonly last: Day;
}

const MS = 86_400_000;

/** Year, month (1 to 12) and day of month of a day since 1970-01-01. */
export function civil(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** The day since 1970-01-01 of a date of the calendar; months beyond 12 run into the next years. */
export const dayOf = (year: number, month: number, dayOfMonth = 1): Day => Date.UTC(year, month - 1, dayOfMonth) / MS;
