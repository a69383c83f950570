import type { Person } from './people.ts';
import { dayOf } from './record.ts';

/** The last day of the synthetic study: nothing in it is later. */
export const LAST_DAY = dayOf('2026-10-31');

/**
 * The day of registration inside the period of the setting, so that the follow-up ends by the last day of the study; where
 * not even the first day of the period leaves room, follow-up is cut short.
 */
export function registrationDay(person: Person, period: readonly [string, string], daysToLastContact: number): number {
  const [start, end] = [dayOf(period[0]), dayOf(period[1])];
  const latest = Math.max(start, Math.min(end, LAST_DAY - daysToLastContact));
  return start + Math.floor(person.draws('registration').uniform() * (latest - start + 1));
}
