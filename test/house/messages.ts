import { parseMessage } from './icu.ts';
import { ROOMS, roomOf, shortName } from './rooms.ts';
import { isTest, literalText, type Node, nodes, place, type SourceFile, syntaxTree, templateParts } from './source.ts';

const LANGUAGES = ['en', 'it'] as const;
type Texts = ReadonlyMap<string, unknown>;

const texts = ({ text }: SourceFile): Texts => new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));

/** The keys of all `messages.en.json` and `messages.it.json` given. */
export const messageKeys = (files: readonly SourceFile[]): Set<string> =>
  new Set(files.flatMap((file) => [...texts(file).keys()]));

/**
 * Both languages say the same: same keys, same placeholders, nothing empty, nothing left untranslated.
 *
 * @param files  `messages.en.json` and `messages.it.json` of all rooms
 * @param international  words that are the same in both languages, in lower case
 */
export function checkTranslations(files: readonly SourceFile[], international: ReadonlySet<string>): string[] {
  const byPath = new Map(files.map((file) => [file.path, texts(file)]));
  const folders = [...new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1)))];
  return folders.flatMap((folder) => {
    const paths = LANGUAGES.map((language) => `${folder}messages.${language}.json`);
    const [en, it] = paths.map((path) => byPath.get(path));
    if (!en || !it) return [`${folder} has ${en ? 'no Italian' : 'no English'} messages`];
    const absent = (has: Texts, other: Texts, path: string | undefined): string[] =>
      [...other.keys()].filter((key) => !has.has(key)).map((key) => `${path} has no ${key}`);
    const pairs = [...en].filter(([key]) => it.has(key));
    return [
      ...absent(en, it, paths[0]),
      ...absent(it, en, paths[1]),
      ...pairs.flatMap(([key, text]) =>
        pairProblems(text, it.get(key), international).map((it) => `${folder} ${key}: ${it}`),
      ),
    ];
  });
}

function pairProblems(en: unknown, it: unknown, international: ReadonlySet<string>): string[] {
  if (typeof en !== 'string' || typeof it !== 'string') return ['is not a text'];
  if (en.trim() === '' || it.trim() === '') return ['is empty'];
  const [english, italian] = [parseMessage(en), parseMessage(it)];
  const problems = [...english.problems, ...italian.problems];
  const [asked, given] = [english.placeholders.join(', '), italian.placeholders.join(', ')];
  if (asked !== given) problems.push(`placeholders differ: {${asked}} in English, {${given}} in Italian`);
  const words = english.text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (en === it && !words.every((word) => international.has(word))) problems.push(`is the same in both: «${en}»`);
  return problems;
}

/** Every key that code asks for, as `t('key')` or `say('key')`, is a message of its room or of a room it may import. */
export function checkKeys(files: readonly SourceFile[], messages: readonly SourceFile[]): string[] {
  const inRoom = (room: string): string[] => [
    ...messageKeys(messages.filter(({ path }) => shortName(roomOf(path)) === shortName(room))),
  ];
  return files
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const asked = keysAsked(file);
      if (asked.length === 0) return [];
      const own = roomOf(file.path);
      const keys = [own, ...Object.keys(ROOMS[own]?.mayImport ?? {})].flatMap(inRoom);
      const exists = ([start, end]: Asked): boolean =>
        end === undefined ? keys.includes(start) : keys.some((key) => key.startsWith(start) && key.endsWith(end));
      return asked
        .filter(({ key }) => !exists(key))
        .map(({ at, key }) => `${at} asks for the message ${key.join('…')}, which does not exist`);
    });
}

/** A whole key, or what a computed one starts and ends with. */
type Asked = readonly [whole: string] | readonly [start: string, end: string];

function keysAsked(file: SourceFile): { at: string; key: Asked }[] {
  return [...nodes(syntaxTree(file))].flatMap((node) => {
    if (node.type !== 'CallExpression') return [];
    const callee = node.callee as Node;
    const name = callee.type === 'MemberExpression' ? (callee.property as Node).name : callee.name;
    const argument = (node.arguments as Node[])[0];
    return argument && (name === 't' || name === 'say')
      ? keysIn(argument).map((key) => ({ at: place(file, node), key }))
      : [];
  });
}

function keysIn(argument: Node): Asked[] {
  const whole = literalText(argument);
  if (whole !== undefined) return [[whole]];
  if (argument.type === 'ConditionalExpression') {
    return [argument.consequent as Node, argument.alternate as Node].flatMap(keysIn);
  }
  if (argument.type !== 'TemplateLiteral') return [];
  const parts = templateParts(argument);
  return [[parts[0] ?? '', parts.at(-1) ?? '']];
}
