import { messages as criteriaMessages } from '@linea/criteria/messages';
import type { Say } from '@linea/criteria/words';
import { messages as factsMessages } from '@linea/facts/messages';
import { messages as interopMessages } from '@linea/interop/messages';
import { messages as therapyMessages } from '@linea/therapies/messages';
import { messages as registryMessages } from '../messages.generated.ts';
import { type Format, formatOf } from './format.ts';

export type { Say };

export type Language = 'it' | 'en';

/** The messages of a room; a language is read when it is first asked for. */
export type Messages = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Of two rooms that say the same key the first is heard. */
const ROOMS: readonly Messages[] = [
  registryMessages,
  therapyMessages,
  interopMessages,
  criteriaMessages,
  factsMessages,
];

/**
 * The messages of facts, criteria, interop, therapies and registry in one language. Rooms are looked through in order, so that
 * a command which says little reads little.
 *
 * @param more  those of the shell that asks, which are heard first; they may say a key otherwise
 */
export function speaker(language: Language, more: readonly Messages[] = []): Say {
  if (more.length > 0) return spoken(language, [...more, ...ROOMS]);
  // Thousands of sentences and their formats: put together once, as a page asks for both languages every time.
  const known = plain.get(language) ?? spoken(language, ROOMS);
  plain.set(language, known);
  return known;
}

const plain = new Map<Language, Say>();

function spoken(language: Language, rooms: readonly Messages[]): Say {
  const formats = new Map<string, Format>();
  const found = (key: string): Format | undefined => {
    const known = formats.get(key);
    if (known) return known;
    const room = rooms.find((one) => Object.hasOwn(one[language], key));
    if (!room) return undefined;
    const format = formatOf(room[language][key] as string, language);
    formats.set(key, format);
    return format;
  };
  const say = (key: string, given: Readonly<Record<string, string | number>> = {}): string => {
    const format = found(key);
    if (!format) throw new RangeError(`say: no message ${key} in ${language}`);
    return format(given);
  };
  const has = (key: string) => found(key) !== undefined;
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string, given: Readonly<Record<string, string | number>> = {}) =>
      found(key)?.(given) ?? otherwise,
  });
}
