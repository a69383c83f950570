import { posix } from 'node:path';
import type { Doors } from './architecture.ts';
import { importsOf } from './imports.ts';
import type { SourceFile } from './source.ts';

/** Which file imports which at run time; type imports are gone by then. */
export function importGraph(files: readonly SourceFile[], doors: Doors): Map<string, string[]> {
  const known = new Set(files.map(({ path }) => path));
  const resolve = (from: string, target: string): string | undefined => {
    if (!target.startsWith('.')) return doors.get(target);
    const path = posix.join(posix.dirname(from), target);
    return [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((name) => known.has(name));
  };
  const targets = (file: SourceFile): string[] =>
    importsOf(file).flatMap(({ target, typeOnly }) => {
      const path = typeOnly || target === undefined ? undefined : resolve(file.path, target);
      return path === undefined ? [] : [path];
    });
  return new Map(files.map((file) => [file.path, targets(file)]));
}

/**
 * The import cycles of a graph: its strongly connected components of more than one file, and files that import themselves.
 *
 * @source Tarjan R. SIAM J Comput 1972;1:146-160
 */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];

  const visit = (node: string): number => {
    const index = order.size;
    let lowest = index;
    order.set(node, index);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = order.get(next);
      if (seen === undefined) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, seen);
    }
    if (lowest === index) {
      const component = open.splice(open.indexOf(node));
      if (component.length > 1 || graph.get(node)?.includes(node)) found.push(component);
    }
    return lowest;
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found;
}
