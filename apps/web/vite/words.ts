import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const root = new URL('../../../', import.meta.url);
const ROOMS = ['facts', 'criteria', 'registry', 'interop', 'briefs', 'therapies'];
/** What only a command line or the server says: rules in full, which come with the answer to "why", and the words of documents, reports, cards and figures of models. */
const ELSEWHERE =
  /^(rule|problem|cli|brief|narrative|letter|document|report|card|limits|endpoint|predictor|estimate|figure\.(model|survival))\./;

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

/** The codes that the bedside sheet writes, and those that its grades read. */
const BEDSIDE =
  /^(day|med|inf|death)\.|^(demo|ld|reg|crs|icans)\.(birth|age|dev|start|indication|maxGrade|trigger)|^com\.(baselineO2|weight$)/;

/** What the bedside sheet has to know of its items: kind, unit, range and answers, by code; of what is only read the kind alone. */
function bedsideItems(): Record<string, object> {
  const dictionary: readonly Record<string, unknown>[] = JSON.parse(
    readFileSync(new URL('packages/facts/data/data-dictionary.json', root), 'utf8'),
  );
  return Object.fromEntries(
    dictionary.flatMap(({ code, type, unit, range, values }) => {
      if (!BEDSIDE.test(String(code))) return [];
      const answers = (values as { code: string }[] | null)?.map((value) => value.code) ?? null;
      const whole = { code, type, unit, range, answers };
      return [[code, /^(day|med)\./.test(String(code)) ? whole : { code, type, unit }]];
    }),
  );
}

/** Puts the words in the place of `src/language/gathered.en.ts` and `gathered.it.ts`, the items in that of `pages/bedside/items.ts`. */
export const words = (): Plugin => ({
  name: 'linea-words',
  load: (id) => {
    if (/\/src\/pages\/bedside\/items\.ts$/.test(id))
      return `export const items = JSON.parse(${JSON.stringify(JSON.stringify(bedsideItems()))});`;
    const language = /\/src\/language\/gathered\.(en|it)\.ts$/.exec(id)?.[1] as 'en' | 'it' | undefined;
    if (language === undefined) return undefined;
    return `export const words = JSON.parse(${JSON.stringify(JSON.stringify(wordsIn(language)))});`;
  },
});
