import { messages as criteriaMessages } from '@linea/criteria/messages';
import { messages } from '../messages.generated.ts';
import type { Say } from '../words/words.ts';

/** Words of a language, enough of ICU for the messages of this room: plain arguments and plurals. */
export function sayFor(language: 'it' | 'en'): Say {
  const texts: Readonly<Record<string, string>> = { ...criteriaMessages[language], ...messages[language] };
  const plural = /\{(\w+), plural, (?:=0 \{([^{}]*)\} )?one \{([^{}]*)\} other \{([^{}]*)\}\}/g;
  const say = (key: string, given: Readonly<Record<string, string | number>> = {}): string => {
    const text = texts[key];
    if (text === undefined) throw new RangeError(key);
    return text
      .replaceAll(plural, (_, name: string, none: string | undefined, one: string, other: string) => {
        const count = given[name];
        const words = count === 0 && none !== undefined ? none : count === 1 ? one : other;
        return words.replace('#', String(count));
      })
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  };
  const has = (key: string): boolean => key in texts;
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string) => (has(key) ? say(key) : otherwise),
  });
}
