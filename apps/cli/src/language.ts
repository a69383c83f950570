import { messages as criteriaMessages } from '@linea/criteria/messages';
import { messages as factsMessages } from '@linea/facts/messages';
import { IntlMessageFormat } from 'intl-messageformat';
import { messages as cliMessages } from './messages.generated.ts';

export type Language = 'it' | 'en';

type Words = Readonly<Record<string, string | number>>;

/** Says a message in the reader's language. */
export interface Say {
  /** @throws {RangeError} no such message: we forgot one, and a test finds it */
  (key: string, words?: Words): string;
  readonly language: Language;
  /** Is there such a message? Codes from outside may have none. */
  readonly has: (key: string) => boolean;
  /** The message, or `otherwise` where a code needs no words of its own. */
  readonly or: (key: string, otherwise: string, words?: Words) => string;
}

/** `--lang` anywhere in the arguments, else the locale, else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  if (asked === 'it' || asked === 'en') return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.startsWith('it') ? 'it' : 'en';
}

export function speaker(language: Language): Say {
  const words: Readonly<Record<string, string>> = {
    ...factsMessages[language],
    ...criteriaMessages[language],
    ...cliMessages[language],
  };
  const formats = new Map<string, IntlMessageFormat>();
  const format = (key: string, text: string, given: Words): string => {
    if (!text.includes('{') && !text.includes("'")) return text;
    const found = formats.get(key) ?? new IntlMessageFormat(text, language);
    formats.set(key, found);
    return String(found.format(given));
  };
  const say = (key: string, given: Words = {}): string => {
    const text = words[key];
    if (text === undefined) throw new RangeError(`say: no message ${key} in ${language}`);
    return format(key, text, given);
  };
  const has = (key: string) => key in words;
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string, given: Words = {}) => (has(key) ? say(key, given) : otherwise),
  });
}
