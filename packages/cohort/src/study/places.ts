import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** A place in a file: path of the value to `study.yaml line 12, column 5`. */
export type Place = (path: readonly PropertyKey[]) => string;

/** A study names a value once; a few references to it are a convenience, thousands are a file made to exhaust memory. */
const MOST_ALIASES = 100;

/**
 * Opens a file of YAML, or of JSON, which is YAML too, with the places of its values.
 *
 * @param file  its name, for the places
 */
export function withPlaces(text: string, file: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file} line ${line}, column ${col}`;
  };
  const errors = document.errors.map(({ code, pos, message }) => ({
    kind: code === 'DUPLICATE_KEY' ? 'twice' : code === 'TAB_AS_INDENT' ? 'tab' : 'broken',
    at: at(pos[0]),
    message: code === 'DUPLICATE_KEY' ? wordAt(text, pos[0]) : (message.split('\n')[0] ?? code),
  }));
  if (errors.length === 0) errors.push(...aliasErrors());
  // What follows a tab is misread because of it.
  const tabs = errors.filter(({ kind }) => kind === 'tab');

  /** References that lead nowhere, into themselves, or too many places: what cannot be written out. */
  function aliasErrors(): typeof errors {
    const found: typeof errors = [];
    let count = 0;
    visit(document, {
      Alias(_, alias, path) {
        count += 1;
        const to = alias.resolve(document);
        const wrong = to === undefined || path.includes(to) || count === MOST_ALIASES + 1;
        if (wrong) found.push({ kind: 'alias', at: at(alias.range?.[0] ?? 0), message: `*${alias.source}` });
        return count > MOST_ALIASES ? visit.BREAK : undefined;
      },
    });
    return found;
  }

  const place: Place = (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return at(0);
  };
  /** The place of the last name of a path itself, not of its value. */
  const placeOfKey: Place = (path) => {
    const holder = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    const pair = isMap(holder) ? holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
    return isScalar(pair?.key) && pair.key.range ? at(pair.key.range[0]) : place(path);
  };
  return {
    errors: tabs.length > 0 ? tabs : errors,
    place,
    placeOfKey,
    raw: (): unknown => document.toJS({ maxAliasCount: MOST_ALIASES * 10 }),
  };
}

/** The name that stands at an offset. */
const wordAt = (text: string, offset: number): string =>
  /^[^\s:#,}\]]+/.exec(text.slice(offset, offset + 80))?.[0] ?? '';
