/** A text with braces: literal parts and the names between braces, in turn. */
export interface Template {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** Reads `L{n}` as `{ literals: ['L', ''], names: ['n'] }`. */
export function template(text: string): Template {
  const literals: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{([^{}]+)\}/g)) {
    literals.push(text.slice(from, match.index));
    names.push((match[1] as string).trim());
    from = match.index + match[0].length;
  }
  return { literals: [...literals, text.slice(from)], names };
}

export const hasBraces = (text: string): boolean => /\{[^{}]+\}/.test(text);

/** A text that is a column unless it has braces: `SID` is `{SID}`. */
export const columnTemplate = (text: string): Template =>
  hasBraces(text) ? template(text) : { literals: ['', ''], names: [text] };

/** The header names that a pattern like `CRP_d{day}` stands for, and what it catches; null where the key is a plain name. */
export function headerPattern(key: string): { readonly pattern: RegExp; readonly names: readonly string[] } | null {
  if (!hasBraces(key)) return null;
  const { literals, names } = template(key);
  const parts = names.map((name) => (name.endsWith(':text') ? '(.+?)' : '(-?\\d+)'));
  const escaped = literals.map((literal) => headerText(literal, false).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const source = escaped.map((literal, index) => literal + (parts[index] ?? '')).join('');
  return { pattern: new RegExp(`^${source}$`), names: names.map((name) => name.replace(/:text$/, '')) };
}

/** A header as it is compared: line breaks and runs of blanks are one blank. */
export const headerText = (text: string, trimmed = true): string => {
  const spaced = text.replace(/\s+/g, ' ');
  return trimmed ? spaced.trim() : spaced;
};
