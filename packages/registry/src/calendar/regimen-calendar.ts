import ical, { ICalCalendarMethod } from 'ical-generator';
import type { RegimensDocument } from '../contract/index.ts';
import type { Say } from '../words/index.ts';

/** Cycles of a line that its calendar file holds: the one of the day asked about, and those after it. */
const isShown = (expected: string, cycleDays: number, asOf: string): boolean => {
  const from = Date.parse(asOf) - cycleDays * 86_400_000;
  return /^\d{4}-\d{2}-\d{2}$/.test(expected) && Date.parse(expected) > from;
};

/**
 * The planned doses of the ongoing lines as a calendar file (RFC 5545), an all-day event for each day on which something is
 * planned. A line whose first day is not known to the day has none.
 *
 * @param stamp  when the file is made
 */
export function regimenCalendar({ patient, asOf, regimens }: RegimensDocument, stamp: Date, say: Say): string {
  const ongoing = regimens.filter((one) => one.ongoing);
  const calendar = ical({
    name: say('regimen.calendarName', { patient, regimen: ongoing.map(({ regimen }) => regimen ?? '').join(', ') }),
    prodId: { company: 'Linea', product: 'regimen', language: say.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { line, cycles, cycleDays } of ongoing) {
    for (const { number, expected, actual, doses } of cycles) {
      if (cycleDays === null || !isShown(actual ?? expected, cycleDays, asOf)) continue;
      for (const day of [...new Set(doses.map((dose) => dose.day))]) {
        const these = doses.filter((dose) => dose.day === day);
        const on = these[0]?.on ?? '';
        const words = these.map(({ name, planned, unit }) => (planned === null ? name : `${name} ${planned} ${unit}`));
        calendar.createEvent({
          id: `${patient}-line${line}-c${number}d${day}@linea`,
          start: new Date(`${on}T00:00:00Z`),
          allDay: true,
          timezone: null,
          stamp,
          summary: say('regimen.calendarTitle', { patient, cycle: number, day, doses: words.join(', ') }),
          description: say('regimen.calendarNote'),
        });
      }
    }
  }
  return calendar.toString();
}
