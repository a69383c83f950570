/** Where a text stops being JSON: line and column from 1, and what stands there (empty at the end of the text). */
export interface SyntaxPlace {
  readonly line: number;
  readonly column: number;
  readonly found: string;
}

const LITERALS: ReadonlyMap<string, string> = new Map([
  ['t', 'true'],
  ['f', 'false'],
  ['n', 'null'],
]);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const BLANK = /[ \t\n\r]*/y;
const CLOSING = { '{': '}', '[': ']' } as const;

/**
 * Finds the first place at which a text is no JSON; null when it is JSON. For messages only: `JSON.parse` says what is
 * wrong in words and positions that differ between engines. Does not recurse, so deep nesting cannot exhaust the stack.
 */
export function findSyntaxError(text: string): SyntaxPlace | null {
  const open: ('{' | '[')[] = [];
  let position = afterBlank(0);
  for (;;) {
    // A value.
    const found = text[position];
    if (found === '{' || found === '[') {
      const next = afterBlank(position + 1);
      if (text[next] !== CLOSING[found]) {
        open.push(found);
        position = next;
        if (found === '[' || passKey()) continue;
        return place(text, position);
      }
      position = next + 1;
    } else if (!passScalar()) return place(text, position);
    // What follows it: closing brackets, then a comma and the next value.
    position = afterBlank(position);
    for (let inside = open.at(-1); inside && text[position] === CLOSING[inside]; inside = open.at(-1)) {
      open.pop();
      position = afterBlank(position + 1);
    }
    if (open.length === 0) return position === text.length ? null : place(text, position);
    if (text[position] !== ',') return place(text, position);
    position = afterBlank(position + 1);
    if (open.at(-1) === '{' && !passKey()) return place(text, position);
  }

  function afterBlank(from: number): number {
    BLANK.lastIndex = from;
    BLANK.test(text);
    return BLANK.lastIndex;
  }

  /** Passes `"key":`, as far as it goes. */
  function passKey(): boolean {
    if (text[position] !== '"' || !passString()) return false;
    position = afterBlank(position);
    if (text[position] !== ':') return false;
    position = afterBlank(position + 1);
    return true;
  }

  function passScalar(): boolean {
    if (text[position] === '"') return passString();
    const literal = LITERALS.get(text[position] ?? '');
    if (literal !== undefined) {
      if (!text.startsWith(literal, position)) return false;
      position += literal.length;
      return true;
    }
    NUMBER.lastIndex = position;
    if (!NUMBER.test(text)) return false;
    position = NUMBER.lastIndex;
    return true;
  }

  function passString(): boolean {
    for (position++; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === 34) {
        position++;
        return true;
      }
      if (code < 32) return false;
      if (code !== 92) continue;
      ESCAPE.lastIndex = position;
      if (!ESCAPE.test(text)) return false;
      position = ESCAPE.lastIndex - 1;
    }
    return false;
  }
}

function place(text: string, position: number): SyntaxPlace {
  const before = text.slice(0, position);
  const lastBreak = before.lastIndexOf('\n');
  const line = lastBreak < 0 ? 1 : before.split('\n').length;
  return { line, column: position - lastBreak, found: text.slice(position, position + 20).split('\n')[0] ?? '' };
}
