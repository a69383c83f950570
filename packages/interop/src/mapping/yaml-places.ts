import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';

type Path = readonly (string | number)[];

/** A YAML document with the places of its parts. */
export interface PlacedYaml {
  readonly errors: readonly { readonly code: string; readonly place: string; readonly got: string }[];
  /** Its content as plain values. @throws {Error} aliases that grow without end */
  readonly content: () => unknown;
  /** `line 12, column 5` of the value at a path; of its nearest ancestor where there is none. */
  readonly valuePlace: (path: Path) => string;
  /** The same of the key. */
  readonly keyPlace: (path: Path) => string;
}

/** Reads YAML 1.2 with the places of keys and values. A key given twice is an error. */
export function readYaml(text: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const place = (offset: number | undefined): string => {
    const { line, col } = lines.linePos(offset ?? 0);
    return `line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`;
  };
  return {
    errors: document.errors.map(({ code, pos }) => ({
      code,
      place: place(pos[0]),
      got: text.slice(pos[0], pos[0] + 40).split('\n')[0] ?? '',
    })),
    content: () => document.toJS({ maxAliasCount: 100 }),
    valuePlace: (path) => place(find(document, path).value),
    keyPlace: (path) => place(find(document, path).key),
  };
}

function find(document: Document.Parsed, path: Path): { readonly key: number; readonly value: number } {
  let node: unknown = document.contents;
  let found = { key: offsetOf(node), value: offsetOf(node) };
  for (const segment of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => String(isScalar(key) ? (key.value ?? '') : key) === String(segment),
      );
      if (!pair) return found;
      const key = offsetOf(pair.key, found.value);
      found = { key, value: offsetOf(pair.value, key) };
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number' && node.items[segment] !== undefined) {
      node = node.items[segment];
      found = { key: offsetOf(node, found.value), value: offsetOf(node, found.value) };
    } else return found;
  }
  return found;
}

const offsetOf = (node: unknown, otherwise = 0): number => (node as Node | null)?.range?.[0] ?? otherwise;
