/** What came from outside is wrong: a code to translate, the place, what was read and what is allowed. */
export interface Issue {
  readonly code: string;
  readonly at: string;
  readonly got?: string;
  readonly allowed?: string;
}

/** The outcome of reading something from outside: the value, or every issue found (never only the first). */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (...issues: readonly Issue[]): Result<never> => ({ ok: false, issues });

const SHOWN_CHARACTERS = 80;

/** What was read, short enough to print and never the whole of a large value: the cost does not grow with it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : printed(value, 2);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 3)}...` : text;
}

/** JSON of a value down to `depth`, of long lists and objects only the first members. */
function printed(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, SHOWN_CHARACTERS));
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth === 0) return Array.isArray(value) ? '[...]' : '{...}';
  const members: string[] = [];
  let more = '';
  for (const key in value) {
    if (members.length === 8) {
      more = ',...';
      break;
    }
    const member = printed((value as Record<string, unknown>)[key], depth - 1);
    members.push(Array.isArray(value) ? member : `${JSON.stringify(key.slice(0, SHOWN_CHARACTERS))}:${member}`);
  }
  return Array.isArray(value) ? `[${members.join(',')}${more}]` : `{${members.join(',')}${more}}`;
}
