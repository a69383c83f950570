import type { AbsentReason } from '@linea/facts';
import type { Word } from '../mapping/schema.ts';
import type { WordList } from '../mapping/words.ts';
import { type Cell, type CellDate, FLAW_CODES, isFlaw } from '../table/table.ts';
import { cellText } from './cell-text.ts';

/** One value as the cell has it, or what its word stands for. */
export type Said = string | number | boolean | CellDate;

/** What a cell says: values, a reason why there is none, nothing (no fact), or why it cannot be read. */
export type Meaning =
  | { readonly kind: 'values'; readonly values: readonly Said[] }
  | { readonly kind: 'absent'; readonly reason: AbsentReason }
  | { readonly kind: 'empty' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'problem'; readonly code: string; readonly got: string; readonly allowed?: string };

/** How the cells of a rule are read. */
export interface CellWords {
  readonly words: WordList | undefined;
  readonly others: 'refuse' | 'skip' | 'keep';
  readonly absent: ReadonlyMap<string, AbsentReason | null>;
  readonly separator: string | undefined;
  /** Take what a formula showed when the file was saved. */
  readonly formulaValues: boolean;
}

export function cellMeaning(cell: Cell | undefined, how: CellWords): Meaning {
  if (isFlaw(cell ?? null)) {
    const { kind, text, allowed, cached } = cell as Extract<Cell, { text: string }>;
    if (kind === 'formula' && how.formulaValues && cached !== null && cached !== undefined)
      return cellMeaning(cached, how);
    return { kind: 'problem', code: FLAW_CODES[kind], got: text, ...(allowed === undefined ? {} : { allowed }) };
  }
  const text = cellText(cell);
  const reason = how.absent.get(text.toLowerCase());
  if (reason !== undefined) return reason === null ? { kind: 'skipped' } : { kind: 'absent', reason };
  if (how.words) return spoken(text, cell as Said, how.words, how);
  if (text === '') return { kind: 'empty' };
  return { kind: 'values', values: how.separator === undefined ? [cell as Said] : split(text, how.separator) };
}

function spoken(text: string, cell: Said, words: WordList, { others, separator }: CellWords): Meaning {
  if (text === '') {
    const meaning = words.meaning('');
    return meaning === undefined ? { kind: 'empty' } : meant([meaning]);
  }
  const parts = separator === undefined ? [text] : split(text, separator);
  const meanings: Word[] = [];
  for (const part of parts) {
    const meaning = words.meaning(part);
    if (meaning !== undefined) meanings.push(meaning);
    else if (others === 'keep') meanings.push(separator === undefined ? (cell as Word) : part);
    else if (others === 'refuse') return { kind: 'problem', code: 'word.unknown', got: part, allowed: words.printed };
  }
  return meant(meanings);
}

/** One word may stand for several values; a reason why there is none stands alone. */
function meant(meanings: readonly Word[]): Meaning {
  const values: Said[] = [];
  for (const meaning of meanings) {
    if (meaning === null) continue;
    if (Array.isArray(meaning)) values.push(...meaning);
    else if (typeof meaning === 'object' && 'absent' in meaning) return { kind: 'absent', reason: meaning.absent };
    else values.push(meaning as Said);
  }
  return values.length === 0 ? { kind: 'skipped' } : { kind: 'values', values };
}

const split = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
