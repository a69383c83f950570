import { turnaroundDays } from '../dictionary/dictionary.ts';
import type { DayNumber } from '../when/day.ts';
import { compareInstants, endOfDay, type Instant } from '../when/instant.ts';
import type { Span } from '../when/span.ts';

/** End of the day on which a fact was known: end of its days plus the usual turnaround of its kind (architecture.md). */
export const assumedKnown = (code: string, lastDay: DayNumber): Instant => endOfDay(lastDay + turnaroundDays(code));

/**
 * When a fact was known, where its source does not say: as `assumedKnown`, but not after Linea had been told it. An open
 * end has no last day: then the instant at which Linea learnt it is all there is. A fact recorded before its own days
 * (a plan) is not known before they are over.
 *
 * @param days  the days on which it was true of the patient, anchors resolved
 */
export function knownUnlessSaid(code: string, days: Span, recorded: Instant): Instant {
  if (!Number.isFinite(days.end)) return recorded;
  const usual = assumedKnown(code, days.end);
  const planned = Number.isFinite(days.start) && compareInstants(endOfDay(days.start), recorded) > 0;
  return planned || compareInstants(usual, recorded) <= 0 ? usual : recorded;
}
