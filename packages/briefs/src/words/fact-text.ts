import { printedUnit } from '@linea/facts/printed-unit';
import type { FactJson } from '../patient/patient-json.ts';
import { spanOfEdtf, spanOfEffective } from '../patient/spans.ts';
import { datesText } from './dates.ts';
import type { Words } from './words.ts';

/** `g/dL` after a space; nothing where the unit is a count or a pure number. `10*9/L` reads 10⁹/L. */
export function unitText(unit: string | null): string {
  const printed = printedUnit(unit);
  return printed === '' ? '' : ` ${printed}`;
}

/** A formatter is dear to make, and a journey writes thousands of numbers. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number of a fact as the reader's language writes it. */
export function numberText(value: number, language: string): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumSignificantDigits: 6, useGrouping: false });
    formats.set(language, format);
  }
  return format.format(value);
}

/** Units of time are words: `73 years`, `35 days`; every other unit as it is printed. */
const timeText = (unit: string | null, n: number, { say }: Words): string =>
  unit !== null && say.has(`figure.unit.${unit}`) ? ` ${say(`figure.unit.${unit}`, { n })}` : unitText(unit);

/** What a fact says: its value with unit, or why there is none. */
export function factText(fact: FactJson, words: Words): string {
  const { say, labels } = words;
  const { value, unit, comparator, low, high, code } = fact;
  if (typeof value === 'number')
    return `${comparator ? `${comparator} ` : ''}${numberText(value, say.language)}${timeText(unit, value, words)}`;
  if (low !== undefined && high !== undefined)
    return `${numberText(low, say.language)}–${numberText(high, say.language)}${timeText(unit, high, words)}`;
  if (typeof value === 'boolean') return say(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) return value.map((answer) => labels.answer(code, String(answer))).join(', ');
  if (typeof value === 'string') {
    const days = /^\d{4}(-\d{2}){0,2}(\/|T|$)/.test(value) ? spanOfEdtf(value) : null;
    return days ? datesText(days, say) : labels.answer(code, value);
  }
  if (typeof value === 'object' && value !== null && 'start' in value)
    return datesText(spanOfEffective(value as FactJson['effective']), say);
  return say.or(`absent.${fact.absent ?? 'unknown'}`, fact.absent ?? 'unknown');
}
