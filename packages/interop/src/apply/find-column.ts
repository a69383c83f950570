import { headerText } from '../mapping/template.ts';
import { type Cell, isFlaw } from '../table/table.ts';
import { cellText } from './cell-text.ts';

/** The columns of a table by the names in its header. */
export interface Header {
  /** In order; empty where a column has no name. */
  readonly names: readonly string[];
  /** The columns of a name: more than one where the header has it twice, none where it does not exist. `#3` is the third. */
  readonly find: (name: string) => readonly number[];
}

export function headerOf(cells: readonly Cell[]): Header {
  const names = cells.map((cell) => (isFlaw(cell) ? '' : headerText(cellText(cell))));
  const byName = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    if (name === '') continue;
    const same = byName.get(name);
    if (same) same.push(index);
    else byName.set(name, [index]);
  }
  return {
    names,
    find: (name) => {
      const exact = byName.get(headerText(name));
      if (exact) return exact;
      const position = /^#(\d+)$/.exec(name.trim());
      const index = position ? Number(position[1]) - 1 : -1;
      return index >= 0 && index < names.length ? [index] : [];
    },
  };
}

/** How a column is called in messages: its name, or its position where it has none. */
export const columnName = (names: readonly string[], index: number): string => names[index] || `#${index + 1}`;

/** The names of a header that are most like one that it does not have. */
export function similarHeaders(name: string, names: readonly string[]): string {
  const wanted = letters(name);
  const alike = names.filter(
    (other) => other !== '' && (letters(other).includes(wanted) || wanted.includes(letters(other))),
  );
  const listed = alike.length > 0 && wanted !== '' ? alike : names.filter((other) => other !== '');
  return listed.slice(0, 30).join(', ');
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
