/** What a message in ICU syntax asks for, and what it says. */
export interface Message {
  readonly placeholders: readonly string[];
  /** The words between the placeholders, those of every plural and select branch included. */
  readonly text: string;
  readonly problems: readonly string[];
}

/** `dell'{drug}`: meant as an elision, read as the start of a quotation, so that the placeholder is printed as it stands. */
const ELISION = /\p{L}'[{}]/u;

/** Words up to the next brace; `'{…}'` quotes braces, `''` is an apostrophe. */
const WORDS = /^(?:[^{}']|''|'[{}](?:[^']|'')*'?|')+/;

const BRANCHING = new Set(['plural', 'select', 'selectordinal']);

/** Reads `{name}`, `{when, date, long}`, `{n, plural, one {# fact} other {# facts}}` and their nesting. */
export function parseMessage(source: string): Message {
  const placeholders = new Set<string>();
  const problems = ELISION.test(source) ? ["a straight apostrophe before a brace quotes it: write ’ instead of '"] : [];
  let text = '';
  let rest = source;

  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found?.[1] ?? found?.[0];
  };
  const expect = (pattern: RegExp, what: string): void => {
    if (take(pattern) === undefined) throw new SyntaxError(`${what} expected before «${rest.slice(0, 20)}»`);
  };

  const branches = (name: string): void => {
    const labels: string[] = [];
    for (let label = take(/^\s*(=\d+|\w+)\s*/); label !== undefined; label = take(/^\s*(=\d+|\w+)\s*/)) {
      labels.push(label);
      expect(/^\{/, '{');
      words();
      expect(/^\}\s*/, '}');
    }
    if (!labels.includes('other')) throw new SyntaxError(`{${name}} has no branch «other»`);
  };
  const placeholder = (): void => {
    const name = take(/^\s*(\w+)\s*/);
    if (name === undefined) throw new SyntaxError(`a name expected before «${rest.slice(0, 20)}»`);
    placeholders.add(name);
    if (take(/^,\s*/) !== undefined) {
      const kind = take(/^\w+\s*/)?.trim() ?? '';
      if (take(/^,/) !== undefined) {
        if (BRANCHING.has(kind)) branches(name);
        else take(/^[^{}]*/);
      }
    }
    expect(/^\}/, '}');
  };
  const words = (): void => {
    for (;;) {
      text += `${take(WORDS) ?? ''} `;
      if (take(/^\{/) === undefined) return;
      placeholder();
    }
  };

  try {
    words();
    if (rest !== '') throw new SyntaxError(`a } too many before «${rest.slice(0, 20)}»`);
  } catch (error) {
    problems.push((error as SyntaxError).message);
  }
  return { placeholders: [...placeholders].sort(), text, problems };
}
