import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { root } from './run.ts';

/** A source file: path from the root of the checkout with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A node of the syntax tree (ESTree with TypeScript), as far as the checks look. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const SKIPPED = new Set(['snapshot', 'node_modules', 'dist', 'coverage', 'linea-data', 'linea-demo', '.git']);

/** The files below the given folders that match, in path order; a folder that does not exist holds none. */
export function readFiles(folders: readonly string[], matches: RegExp): SourceFile[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(path);
      else if (entry.isFile() && matches.test(path)) found.push(path);
    }
  };
  for (const folder of folders) if (existsSync(root + folder)) visit(folder);
  return found.sort().map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}

/** Everything that is compiled: the source of all rooms, tests included. */
export const readRooms = (): SourceFile[] =>
  readFiles(['packages', 'apps'], /^(packages|apps)\/[^/]+\/src\/.*\.[cm]?[jt]sx?$/);

/** `x.test.ts`, and `x.testing.ts`, which holds what several tests share. Neither is built. */
export const isTest = ({ path }: SourceFile): boolean => /\.test(ing)?\.[cm]?[jt]sx?$/.test(path);
export const isGenerated = ({ path }: SourceFile): boolean => /\.generated\.[cm]?[jt]sx?$/.test(path);

/** @throws {SyntaxError} the text is not TypeScript: a file that cannot be read must not count as clean */
export function syntaxTree({ path, text }: SourceFile): Node {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return program as unknown as Node;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every node below and including `node`, parents first. */
export function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodes(child);
  }
}

/** The text of a string literal or of a template without holes; undefined for everything else. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'TSLiteralType') return literalText(node.literal);
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || (node.expressions as Node[]).length > 0) return undefined;
  return templateParts(node)[0];
}

/** The fixed parts of a template literal, one more than it has holes. */
export const templateParts = (node: Node): string[] =>
  (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);

/** `packages/facts/src/fact.ts:12`, to be clicked on. */
export const place = ({ path, text }: SourceFile, { start }: Node): string =>
  `${path}:${text.slice(0, start).split('\n').length}`;
