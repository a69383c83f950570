import type { Item } from '@linea/facts';
import type { DateFormat } from '../mapping/date-format.ts';
import { cellDate } from './cell-date.ts';
import type { Said } from './cell-meaning.ts';
import { cellNumber, type NumberForm } from './cell-number.ts';

/** The value of a fact as Linea's JSON has it, or why what was read is none. */
export type RawValue =
  | Readonly<Record<string, unknown>>
  | { readonly problem: string; readonly got: string; readonly allowed: string };

/** How numbers and dates of a table are written. */
export interface Written {
  readonly numbers: NumberForm;
  readonly dates: readonly DateFormat[];
}

/** Values of one item in the form of Linea's JSON. What is allowed for the item is judged there, not here. */
export function rawValue(of: Item, values: readonly Said[], written: Written): RawValue {
  if (of.type === 'codeList') return { value: values.map((value) => (typeof value === 'object' ? value.day : value)) };
  const [value, ...more] = values as [Said, ...Said[]];
  if (more.length > 0) return { problem: 'cell.severalValues', got: values.map(String).join(', '), allowed: '1' };
  switch (of.type) {
    case 'integer':
    case 'decimal':
      return number(value, of, written.numbers);
    case 'date':
    case 'partialDate':
    case 'dateTime':
      return date(value, of, written.dates);
    case 'boolean':
      return {
        value: typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value,
      };
    default:
      return { value: typeof value === 'object' ? value.day : String(value).trim() };
  }
}

function number(value: Said, of: Item, form: NumberForm): RawValue {
  if (typeof value === 'number') return { value };
  if (typeof value === 'object') return { problem: 'cell.dateForNumber', got: value.day, allowed: of.type };
  if (typeof value === 'boolean') return { problem: 'number.malformed', got: String(value), allowed: of.type };
  const read = cellNumber(value.trim(), form);
  if (typeof read !== 'string') return read;
  return { problem: read, got: value, allowed: read === 'number.decimalSign' ? `decimal: "${form.decimal}"` : of.type };
}

function date(value: Said, of: Item, formats: readonly DateFormat[]): RawValue {
  if (typeof value === 'number' || typeof value === 'boolean')
    return { problem: 'date.malformed', got: String(value), allowed: 'YYYY-MM-DD' };
  const { edtf, time } = cellDate(value, formats);
  return { value: time !== undefined && of.type === 'dateTime' ? `${edtf}T${time}` : edtf };
}
