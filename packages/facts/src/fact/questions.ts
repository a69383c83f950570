import type { Item } from '../dictionary/dictionary.ts';
import type { Issue } from '../issue.ts';
import { convert } from '../quantity/quantity.ts';
import { drug, drugId, regimen } from '../vocabulary/vocabulary.ts';
import type { Value } from './fact.ts';

/**
 * What to ask whoever entered a value that is possible but unusual. The value is accepted.
 *
 *  value.unusual        outside the dictionary's soft range
 *  date.imprecise       a month or an interval where the item expects a day
 *  vocabulary.unknown   a drug or regimen that Linea does not know: no rule will see it
 */
export function questions(of: Item, value: Value, at: string): readonly Issue[] {
  switch (value.kind) {
    case 'number':
      return unusual(of, value.number, value.number, value.unit, at);
    case 'interval':
      return unusual(of, value.low, value.high, value.unit, at);
    case 'date':
      if (of.type === 'partialDate' || value.date.precision === 'day') return [];
      return [{ code: 'date.imprecise', at, got: value.date.precision, allowed: 'day' }];
    case 'code':
      if (VOCABULARY.get(of.code)?.(value.code) !== false) return [];
      return [{ code: 'vocabulary.unknown', at, got: value.code }];
    default:
      return [];
  }
}

const isDrug = (name: string): boolean => drug(drugId(name)) !== undefined;
const isRegimen = (name: string): boolean => regimen(name) !== undefined;
const VOCABULARY: ReadonlyMap<string, (name: string) => boolean> = new Map([
  ['drug.code', isDrug],
  ['dose.drug', isDrug],
  ['line.regimen', isRegimen],
  ['bridge.regimen', isRegimen],
  ['sub.regimen', isRegimen],
]);

/** The whole interval must be outside: where part of it is usual, the value may be. */
function unusual(of: Item, low: number, high: number, unit: string | null, at: string): readonly Issue[] {
  const { softMin, softMax } = of.range;
  if (typeof softMin !== 'number' && typeof softMax !== 'number') return [];
  const inUnit = (value: number): number | null =>
    of.unit === null || unit === null ? value : convert(value, unit, of.unit);
  const [from, to] = [inUnit(low), inUnit(high)];
  if (from === null || to === null) return [];
  const outside = (typeof softMin === 'number' && to < softMin) || (typeof softMax === 'number' && from > softMax);
  if (!outside) return [];
  const got = `${low === high ? low : `${low} - ${high}`} ${unit ?? ''}`.trim();
  return [
    { code: 'value.unusual', at, got, allowed: `${softMin ?? '-∞'} - ${softMax ?? '∞'} ${of.unit ?? ''}`.trim() },
  ];
}
