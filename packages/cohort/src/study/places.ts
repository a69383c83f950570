import { isNode, LineCounter, parseDocument } from 'yaml';

/** A place in a file: path of the value to `study.yaml line 12, column 5`. */
export type Place = (path: readonly PropertyKey[]) => string;

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
    twice: code === 'DUPLICATE_KEY',
    at: at(pos[0]),
    message: message.split('\n')[0] ?? code,
  }));
  const place: Place = (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return at(0);
  };
  return { errors, place, raw: (): unknown => document.toJS() };
}
