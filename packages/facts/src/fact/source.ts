/** Where a fact comes from. */
export interface Source {
  readonly kind: 'document' | 'file' | 'device' | 'person';
  readonly name: string;
  /** The place inside it: a row and column, a page, a paragraph. */
  readonly place?: string;
}

const KINDS: ReadonlySet<string> = new Set<Source['kind']>(['document', 'file', 'device', 'person']);

/** `document:Paris L, Recenti Prog Med#f10`. A `#` inside the name is written `%23`, so that what is read back is the same. */
export function formatSource({ kind, name, place }: Source): string {
  const escaped = name.replace(/%(?=23|25)/g, '%25').replaceAll('#', '%23');
  return `${kind}:${escaped}${place ? `#${place}` : ''}`;
}

/** Reads what `formatSource` writes; any other text is the name of a document. */
export function parseSource(text: string): Source {
  const colon = text.indexOf(':');
  const named = KINDS.has(text.slice(0, Math.max(colon, 0)));
  const kind = named ? (text.slice(0, colon) as Source['kind']) : 'document';
  const rest = named ? text.slice(colon + 1) : text;
  const hash = rest.indexOf('#');
  const escaped = hash < 0 ? rest : rest.slice(0, hash);
  const name = escaped.includes('%') ? escaped.replaceAll('%23', '#').replaceAll('%25', '%') : escaped;
  return { kind, name, ...(hash < 0 || hash === rest.length - 1 ? {} : { place: rest.slice(hash + 1) }) };
}
