import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const root = new URL('../../../', import.meta.url);
const ROOMS = ['facts', 'criteria', 'registry', 'interop', 'briefs', 'therapies'];
/** What only a command line or the server says, and rules in full, which come with the answer to "why". */
const ELSEWHERE = /^(rule|problem|cli)\./;

interface Item {
  readonly code: string;
  readonly labelEn: string;
  readonly labelIt: string;
  readonly values: readonly { readonly code: string; readonly en: string; readonly it: string }[] | null;
}

/** The sentences of the rooms and the labels of the dictionary in one language: a chunk of its own, fetched with the first patient. */
function wordsIn(language: 'en' | 'it'): {
  messages: Record<string, string>;
  items: Record<string, string>;
  answers: Record<string, Record<string, string>>;
} {
  const messages: Record<string, string> = {};
  for (const room of ROOMS) {
    const src = new URL(`packages/${room}/src/`, root);
    const files = (readdirSync(src, { recursive: true }) as string[]).filter((path) =>
      path.endsWith(`messages.${language}.json`),
    );
    for (const file of files.sort())
      for (const [key, text] of Object.entries(
        JSON.parse(readFileSync(new URL(file, src), 'utf8')) as Record<string, string>,
      ))
        if (!ELSEWHERE.test(key)) messages[key] = text;
  }
  const dictionary: readonly Item[] = JSON.parse(
    readFileSync(new URL('packages/facts/data/data-dictionary.json', root), 'utf8'),
  );
  return {
    messages,
    items: Object.fromEntries(dictionary.map((item) => [item.code, language === 'it' ? item.labelIt : item.labelEn])),
    answers: Object.fromEntries(
      dictionary.flatMap(({ code, values }) =>
        values ? [[code, Object.fromEntries(values.map((value) => [value.code, value[language]]))]] : [],
      ),
    ),
  };
}

/** Puts the words in the place of `src/language/gathered.en.ts` and `gathered.it.ts`. */
export const words = (): Plugin => ({
  name: 'linea-words',
  load: (id) => {
    const language = /\/src\/language\/gathered\.(en|it)\.ts$/.exec(id)?.[1] as 'en' | 'it' | undefined;
    if (language === undefined) return undefined;
    return `export const words = JSON.parse(${JSON.stringify(JSON.stringify(wordsIn(language)))});`;
  },
});
