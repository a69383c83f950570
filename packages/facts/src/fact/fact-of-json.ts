import type { Item } from '../dictionary/dictionary.ts';
import { readPartialDate } from '../when/partial-date.ts';
import type { Fact, Value } from './fact.ts';
import { given } from './read-fields.ts';
import { parseSource } from './source.ts';
import type { FactJson } from './write-fact.ts';

/** What kind of value an item has. */
export type KindOf = (code: string) => Pick<Item, 'type'> | undefined;

/**
 * The fact that `factJson` wrote, where Linea's own server sent it: nothing is checked. For a page that works on facts and
 * does not carry the dictionary; whatever comes from outside is read by `readLineaJson`.
 *
 * @param kindOf  the items of the codes that may come; a fact of another code has no value
 */
export function factOfJson(json: FactJson, kindOf: KindOf): Fact {
  const { value: _, unit: __, comparator: ___, low: ____, high: _____, source, supersedes, ...rest } = json;
  const value = valueIn(json, kindOf(String(json.code))?.type);
  return {
    ...(rest as unknown as Omit<Fact, 'source' | 'value'>),
    source: parseSource(String(source)),
    ...given({ value, supersedes: (supersedes as string | null) ?? undefined }),
  };
}

function valueIn(json: FactJson, type: Item['type'] | undefined): Value | undefined {
  const { value, low, high, comparator } = json;
  const unit = json.unit as string | null;
  if (typeof low === 'number' && typeof high === 'number') return { kind: 'interval', low, high, unit };
  if (value === null || value === undefined) return undefined;
  switch (type) {
    case 'integer':
    case 'decimal':
      return { kind: 'number', number: value as number, unit, ...given({ comparator: comparator as '<' | undefined }) };
    case 'boolean':
      return { kind: 'boolean', boolean: value as boolean };
    case 'code':
      return { kind: 'code', code: String(value) };
    case 'codeList':
      return { kind: 'codes', codes: value as readonly string[] };
    case 'text':
      return { kind: 'text', text: String(value) };
    case 'reference':
      return { kind: 'reference', event: String(value) };
    case undefined:
      return undefined;
    default:
      return dateOf(value);
  }
}

function dateOf(value: unknown): Value | undefined {
  const [day, time] = typeof value === 'string' ? value.split('T') : [];
  const date = readPartialDate(day ?? value);
  return date.ok ? { kind: 'date', date: date.value, ...given({ time }) } : undefined;
}
