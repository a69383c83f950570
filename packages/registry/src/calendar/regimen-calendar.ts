import ical, { ICalCalendarMethod } from 'ical-generator';
import type { RegimensDocument } from '../contract/index.ts';
import type { Say } from '../words/index.ts';

/** Cycles of a line that its calendar file holds: the one of the day asked about, and those after it. */
const isShown = (expected: string, cycleDays: number, asOf: string): boolean => {
  const from = Date.parse(asOf) - cycleDays * 86_400_000;
  return /^\d{4}-\d{2}-\d{2}$/.test(expected) && Date.parse(expected) > from;
};

/** Days after an infusion for which its course still stands in the file. */
const COURSE_DAYS = 7;

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
  for (const { line, cycles, cycleDays, fromInfusion } of ongoing) {
    for (const { number, expected, actual, doses } of cycles) {
      const length = cycleDays ?? (fromInfusion ? COURSE_DAYS : null);
      if (length === null || !isShown(actual ?? expected, length, asOf)) continue;
      const planned = doses.filter(({ unplanned }) => !unplanned);
      for (const day of [...new Set(planned.map((dose) => dose.day))]) {
        const these = planned.filter((dose) => dose.day === day);
        const on = these[0]?.on ?? '';
        const words = these.map(({ name, planned: dose, unit }) => (dose === null ? name : `${name} ${dose} ${unit}`));
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
