import { messages as criteriaMessages } from '@linea/criteria/messages';
import type { Say } from '@linea/criteria/words';
import { messages as factsMessages } from '@linea/facts/messages';
import { messages as interopMessages } from '@linea/interop/messages';
import { messages as therapyMessages } from '@linea/therapies/messages';
import { IntlMessageFormat } from 'intl-messageformat';
import { messages as registryMessages } from '../messages.generated.ts';

export type { Say };

export type Language = 'it' | 'en';

type Texts = Readonly<Record<string, string>>;
type Words = Readonly<Record<string, string | number>>;

/**
 * The messages of facts, criteria, interop and registry in one language.
 *
 * @param more  those of the shell that asks, in the same language; they may say a key otherwise
 */
export function speaker(language: Language, more?: Texts): Say {
  if (more === undefined) {
    // Thousands of sentences and their formats: put together once, as a page asks for both languages every time.
    const known = plain.get(language) ?? spoken(language, {});
    plain.set(language, known);
    return known;
  }
  return spoken(language, more);
}

const plain = new Map<Language, Say>();

function spoken(language: Language, more: Texts): Say {
  const texts: Texts = {
    ...factsMessages[language],
    ...criteriaMessages[language],
    ...interopMessages[language],
    ...therapyMessages[language],
    ...registryMessages[language],
    ...more,
  };
  const formats = new Map<string, IntlMessageFormat>();
  const format = (key: string, text: string, given: Words): string => {
    if (!text.includes('{') && !text.includes("'")) return text;
    const found = formats.get(key) ?? new IntlMessageFormat(text, language);
    formats.set(key, found);
    return String(found.format(given));
  };
  const say = (key: string, given: Words = {}): string => {
    const text = texts[key];
    if (text === undefined) throw new RangeError(`say: no message ${key} in ${language}`);
    return format(key, text, given);
  };
  const has = (key: string) => key in texts;
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string, given: Words = {}) => (has(key) ? say(key, given) : otherwise),
  });
}
