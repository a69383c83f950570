import type { Say } from '@linea/registry/words';
import { figure, grid, type Members, members, type Printer, pFigure } from './format.ts';

const MOST_ROWS = 20;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) || ArrayBuffer.isView(value);
const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';
const listOf = (value: unknown): readonly unknown[] => Array.from(value as ArrayLike<unknown>);

/** A list of nothing, or a record of such lists. */
const isEmpty = (value: unknown): boolean =>
  isList(value) ? listOf(value).length === 0 : !isPlain(value) && Object.values(members(value)).every(isEmpty);

/** A name of the JSON in the reader's words, where there are some. */
const nameOf = (name: string, say: Say): string => say.or(`survival.column.${name}`, name);

function cell(value: unknown, say: Say): string {
  if (isList(value)) return listOf(value).map((x) => cell(x, say)).join(' '); // biome-ignore format: short
  if (isPlain(value)) return figure(value, say);
  return Object.entries(members(value)).map(([name, x]) => `${nameOf(name, say)} ${cell(x, say)}`).join('; '); // biome-ignore format: short
}

const cellOf = (name: string | undefined, value: unknown, say: Say): string =>
  name === 'p' ? pFigure(value, say) : cell(value, say);

/** Lines of a table, the first of many with how many there are. */
function short(heads: readonly string[], cells: readonly (readonly string[])[], say: Say): string {
  const kept = cells.slice(0, MOST_ROWS);
  const rest = cells.length - kept.length;
  return `${grid(heads, kept, say)}${rest > 0 ? `\n${say('survival.more', { count: rest })}` : ''}`;
}

/** Columns of equal length as a table. */
function columns(value: Members, say: Say): string | undefined {
  const entries = Object.entries(value);
  const length = isList(entries[0]?.[1]) ? listOf(entries[0]?.[1]).length : 0;
  const alike = length > 0 && entries.every(([, list]) => isList(list) && listOf(list).length === length);
  if (!alike) return undefined;
  const lists = entries.map(([, list]) => listOf(list));
  const cells = Array.from({ length }, (_, r) => lists.map((list, c) => cellOf(entries[c]?.[0], list[r], say)));
  return short(entries.map(([name]) => name), cells, say); // biome-ignore format: short
}

/** Records as a table; lists of records inside them stand below. */
function records(value: readonly Members[], say: Say): string[] {
  const names = Object.keys(value[0] ?? {});
  const inner = names.filter((name) => value.some((row) => isList(row[name]) && !isPlain(listOf(row[name])[0])));
  if (inner.length > 0) return value.flatMap((row) => printMembers(row, say, {}));
  return [short(names, value.map((row) => names.map((name) => cellOf(name, row[name], say))), say)]; // biome-ignore format: short
}

function block(name: string, value: unknown, say: Say): string[] {
  const head = nameOf(name, say);
  if (!isList(value)) {
    const table = columns(members(value), say);
    return table === undefined ? [head, ...printMembers(members(value), say, {})] : [`${head}\n${table}`];
  }
  const list = listOf(value);
  if (list.every(isList)) {
    const cells = list.map((row) => listOf(row).map((x) => cell(x, say)));
    return [`${head}\n${short(listOf(list[0]).map((_, c) => `${c + 1}`), cells, say)}`]; // biome-ignore format: short
  }
  const [first, ...others] = records(list as readonly Members[], say);
  return [`${head}\n${first}`, ...others];
}

/** Anything else: plain values as name and value, aligned; lists and records as tables. */
export const printMembers: Printer = (answer, say) => {
  const entries = Object.entries(answer).filter(([, value]) => !isEmpty(value));
  const line = (value: unknown): boolean => isPlain(value) || (isList(value) && listOf(value).every(isPlain));
  const plain = entries.filter(([, value]) => line(value)).map(([name, value]) => [nameOf(name, say), value] as const);
  const width = Math.max(0, ...plain.map(([name]) => name.length));
  const lines = plain.map(([name, value]) => {
    const list = isList(value) ? listOf(value) : [value];
    const more = list.length > MOST_ROWS ? ` ${say('survival.more', { count: list.length - MOST_ROWS })}` : '';
    return `${name.padEnd(width)}  ${list.slice(0, MOST_ROWS).map((x) => cell(x, say)).join(' ')}${more}`; // biome-ignore format: short
  });
  const blocks = entries.filter(([, value]) => !line(value)).flatMap(([name, value]) => block(name, value, say));
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...blocks];
};
