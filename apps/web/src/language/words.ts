import type { Labels, Say, Words } from '@linea/briefs';
import { createIntl } from 'react-intl';
import { messages as pageMessages } from '../messages.generated.ts';
import type { Language } from './language.ts';

/** What the build gathers of the rooms: their sentences, and what the dictionary calls things. */
export interface WordsData {
  readonly messages: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The words of a page: beside those of the rooms, what may be answered to a coded item. */
export interface PageWords extends Words {
  /** Code and label of every answer; none where the list lives elsewhere (drugs, regimens). */
  readonly answersOf: (code: string) => readonly (readonly [answer: string, label: string])[];
}

/** The words of the rooms in a language, fetched once. */
export async function loadWords(language: Language): Promise<PageWords> {
  const { words } = await (language === 'it' ? import('./gathered.it.ts') : import('./gathered.en.ts'));
  return {
    say: sayWith(language, { ...words.messages, ...pageMessages[language] }),
    labels: labelsOf(words),
    answersOf: (code) => Object.entries(words.answers[code] ?? {}),
  };
}

const labelsOf = ({ messages, items, answers }: WordsData): Labels => ({
  item: (code) => items[code] ?? code,
  answer: (code, answer) => answers[code]?.[answer] ?? messages[`drug.${answer}`] ?? answer,
});

/** A speaker of messages. @throws {RangeError} when asked for one that there is not */
export function sayWith(language: Language, messages: Readonly<Record<string, string>>): Say {
  const intl = createIntl({ locale: language, messages: messages as Record<string, string>, onError: fail });
  const has = (key: string): boolean => key in messages;
  const say = (key: string, words: Readonly<Record<string, string | number>> = {}): string => {
    const text = messages[key];
    if (text === undefined) throw new RangeError(`say: no message ${key} in ${language}`);
    return text.includes('{') || text.includes("'") ? intl.formatMessage({ id: key }, words) : text;
  };
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string, words = {}) => (has(key) ? say(key, words) : otherwise),
  });
}

const fail = (error: unknown): void => {
  throw error;
};
