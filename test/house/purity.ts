import { ROOMS, roomOf } from './rooms.ts';
import { isTest, literalText, type Node, nodes, place, type SourceFile, syntaxTree } from './source.ts';

/** Names by which code reaches the clock, chance, the network, the process or the machine's own settings. */
const IMPURE =
  /^(Date\.now|Math\.random|Temporal\.Now|process|performance\.(now|timeOrigin)|crypto\.(randomUUID|getRandomValues))(\.|$)/;
const IMPURE_CALL = /^(fetch|Date|setTimeout|setInterval|setImmediate|queueMicrotask)$/;
const TAKEN_APART = new Set(['Date', 'Math', 'globalThis', 'process']);

/** `Date.now` of `Date.now`, `Date['now']` and `globalThis.Date?.now`; undefined for anything not a chain of names. */
function dottedName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name as string;
  if (node.type === 'ChainExpression') return dottedName(node.expression as Node);
  if (node.type !== 'MemberExpression') return undefined;
  const property = node.property as Node;
  const object = dottedName(node.object as Node);
  const member = node.computed ? literalText(property) : (property.name as string | undefined);
  if (object === undefined || member === undefined) return undefined;
  return object === 'globalThis' ? member : `${object}.${member}`;
}

function impurity(node: Node): string | undefined {
  const named = (field: string): string | undefined => {
    const part = node[field] as Node | null;
    return part ? dottedName(part) : undefined;
  };
  switch (node.type) {
    case 'MemberExpression': {
      const name = dottedName(node);
      return name !== undefined && IMPURE.test(name) ? name : undefined;
    }
    case 'CallExpression': {
      const name = named('callee');
      return name !== undefined && IMPURE_CALL.test(name) ? `${name}()` : undefined;
    }
    case 'NewExpression':
      return named('callee') === 'Date' && (node.arguments as Node[]).length === 0 ? 'new Date()' : undefined;
    case 'VariableDeclarator': {
      const name = named('init');
      const apart = (node.id as Node).type === 'ObjectPattern' && name !== undefined && TAKEN_APART.has(name);
      return apart ? `{ … } = ${name}` : undefined;
    }
    default:
      return undefined;
  }
}

/** In the pure rooms, tests aside: clock, randomness, file, network and process come in as arguments, never from here. */
export function checkPurity(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => ROOMS[roomOf(file.path)]?.pure && !isTest(file))
    .flatMap((file) => {
      const found = [...nodes(syntaxTree(file))].flatMap((node) => {
        const name = impurity(node);
        return name === undefined ? [] : [`${place(file, node)} uses ${name}, but the room is pure`];
      });
      return [...new Set(found)];
    });
}

/** The project stands alone: no file of it names a folder outside of it, or a registry host. */
export function checkStandsAlone(files: readonly SourceFile[]): string[] {
  const outside = [
    /(?<![\w./-])\/work\//,
    /\.\.\/shared(?![\w-])/,
    /\bregistry\.npmjs\.org\b/,
    /(?<![\w./-])\/(?:home|Users)\/[a-z]/,
  ];
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = outside.map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
      return found ? [`${path}:${index + 1} names ${found}, which is outside the project`] : [];
    }),
  );
}
