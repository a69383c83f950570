import type { Fact } from '@linea/facts';
import { dateSpan, type Patient, plainDate } from '../patient/patient.ts';

/** When something was, as written: `2025-03-02T08:00`, or the days it may have been; null where nothing is known of it. */
export function momentOf(of: Patient, fact: Fact): string | null {
  const { value } = fact;
  if (value?.kind === 'date' && value.time !== undefined && value.date.start === value.date.end)
    return `${value.date.start}T${value.time}`;
  const days = dateSpan(of, fact);
  return Number.isFinite(days.start) || Number.isFinite(days.end) ? plainDate(days) : null;
}
