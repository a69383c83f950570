import { IntlMessageFormat } from 'intl-messageformat';

type Given = Readonly<Record<string, string | number>>;

/** A sentence with its words put in. @throws {Error} a word that it needs is not given */
export type Format = (given: Given) => string;

/**
 * What a message may consist of without a plural, a number or date of a language, or a tag: letters, `{word}`, `''` for an
 * apostrophe, `'{'` for a brace, and apostrophes that quote nothing.
 */
const PART = /\{(\w+)\}|''|'([{}<>][^']*)'(?!')|'(?![{}<>])|[^{}'<]+/y;

/** A message in its parts, letters and names of words in turn, letters first; null: it holds more than that. */
function simpleParts(text: string): readonly string[] | null {
  const parts = [''];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const [all, word, quoted] = PART.exec(text) ?? [];
    if (all === undefined) return null;
    if (word !== undefined) parts.push(word, '');
    else parts[parts.length - 1] += quoted ?? (all === "''" ? "'" : all);
  }
  return parts;
}

/**
 * How a message in ICU's format becomes a sentence. What only puts words in places is done here: the formats of a language, which
 * take 15 ms to load, are asked when a sentence has a plural or a number.
 */
export function formatOf(text: string, language: string): Format {
  let made: IntlMessageFormat | undefined;
  const inFull = (given: Given): string => {
    made ??= new IntlMessageFormat(text, language);
    return String(made.format(given));
  };
  const parts = simpleParts(text);
  if (!parts) return inFull;
  return (given) => {
    let said = parts[0] as string;
    for (let at = 1; at < parts.length; at += 2) {
      const word = given[parts[at] as string];
      if (typeof word !== 'string' && typeof word !== 'number') return inFull(given);
      said += `${word}${parts[at + 1]}`;
    }
    return said;
  };
}
