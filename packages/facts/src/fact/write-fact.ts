import { formatEdtf, type PartialDate, parseEdtf } from '../when/partial-date.ts';
import type { Fact, Value } from './fact.ts';
import { given } from './read-fields.ts';
import { formatSource } from './source.ts';

/** A fact as Linea's JSON and `linea patient --json` print it (`cli.md`, "JSON of one patient"). */
export type FactJson = Readonly<Record<string, unknown>>;

/** A date as EDTF where that says all of it, otherwise as an object with its precision and words. */
function dateJson(date: PartialDate): unknown {
  const text = formatEdtf(date);
  const read = parseEdtf(text);
  const { start, end, precision, text: words } = date;
  return read.ok && read.value.precision === precision && words === undefined
    ? text
    : { start, end, precision, ...given({ text: words }) };
}

function valueJson(value: Value | undefined): FactJson {
  switch (value?.kind) {
    case 'number':
      return { value: value.number, unit: value.unit, ...given({ comparator: value.comparator }) };
    case 'interval':
      return { value: null, unit: value.unit, low: value.low, high: value.high };
    case 'code':
      return { value: value.code, unit: null };
    case 'codes':
      return { value: value.codes, unit: null };
    case 'text':
      return { value: value.text, unit: null };
    case 'boolean':
      return { value: value.boolean, unit: null };
    case 'date':
      return { value: value.time ? `${value.date.start}T${value.time}` : dateJson(value.date), unit: null };
    case 'reference':
      return { value: value.event, unit: null };
    default:
      return { value: null, unit: null };
  }
}

/** One fact as plain JSON. `value`, `unit` and `supersedes` are always there, null when there is none. */
export function factJson(fact: Fact): FactJson {
  const { id, patient, centre, code, event, effective, stated, known, knownBasis, recorded, by } = fact;
  const { episode, absent, qualifiers, note, because, kind } = fact;
  // biome-ignore format: short members on a line
  return {
    id, patient, centre, code, event, ...given({ episode }), effective, ...valueJson(fact.value), ...given({ absent }),
    stated, known, knownBasis, recorded, by, source: formatSource(fact.source), ...given({ qualifiers, note }),
    supersedes: fact.supersedes ?? null, ...given({ because, kind }),
  };
}
