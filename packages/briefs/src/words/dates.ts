import type { DaySpan } from '@linea/charts';
import { dayOf } from '@linea/charts';
import { daysText } from '@linea/criteria/words';
import type { FactJson } from '../patient/patient-json.ts';
import { spanOfEdtf, spanOfEffective } from '../patient/spans.ts';
import type { Say } from './words.ts';

export { dayText } from '@linea/criteria/words';

/** When a fact was true, with the source's own words before the days: `start of cycle 3 (14–21 Jun 2024)`. */
export function whenText({ effective }: Pick<FactJson, 'effective'>, say: Say): string {
  const days = datesText(spanOfEffective(effective), say);
  return effective.text ? `${effective.text} (${days})` : days;
}

/** Days as a person writes them, those of a figure that nobody knows left open. */
export const datesText = ({ first, last }: DaySpan, say: Say): string =>
  daysText({ start: first <= dayOf(1900, 1) ? -Infinity : first, end: last >= dayOf(2200, 1) ? Infinity : last }, say);

/** `24 Nov 2026, 21:00`, or the days alone where no clock time is known. @param at  as Linea writes it: `2026-11-24T21:00`, or days in EDTF */
export function momentText(at: string, say: Say): string {
  const [days = '', clock] = at.split('T');
  const span = spanOfEdtf(days);
  const text = span ? datesText(span, say) : days;
  return clock === undefined ? text : say('figure.moment', { days: text, clock: clock.slice(0, 5) });
}
