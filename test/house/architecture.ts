import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { ROOMS, roomOf, shortName } from './rooms.ts';
import { isTest, type SourceFile } from './source.ts';

/** The packages that code of a room may name: `dependencies` for what ships, and the development ones for its tests. */
export interface Declared {
  readonly shipped: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
}

/** `pg` of `pg/lib/x`, `@scope/name` of `@scope/name/x`. */
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

/** What a room can be imported by, and the source file behind it: `@linea/facts` -> `packages/facts/src/index.ts`. */
export type Doors = ReadonlyMap<string, string>;

/**
 * Every import against the table of rooms: what may not be imported, imports that leave the room by a relative path
 * or enter another by a deep one, and packages that the room's package.json does not declare.
 *
 * @param declared  by room, `packages/facts`
 * @returns one line for each violation, `path:line what is wrong`; none = the house stands
 */
export function checkImports(
  files: readonly SourceFile[],
  declared: ReadonlyMap<string, Declared>,
  doors: Doors,
): string[] {
  return files.flatMap((file) => {
    if (!ROOMS[roomOf(file.path)]) return [`${file.path}: no room ${roomOf(file.path)} in the table`];
    return importsOf(file).flatMap((found) => {
      const wrong = violation(file, found, declared.get(roomOf(file.path)), doors);
      return wrong === undefined ? [] : [`${found.at} ${wrong}`];
    });
  });
}

function violation(file: SourceFile, found: Import, declared: Declared | undefined, doors: Doors): string | undefined {
  const { target } = found;
  if (target === undefined) return 'imports something computed, which nothing can check';
  if (target.startsWith('.')) return leavesRoom(file.path, target);
  if (target.startsWith('/') || /^(file|https?|data):/.test(target)) return `imports ${target} by an absolute path`;
  if (isBuiltin(target)) return builtin(file, target);
  const name = packageOf(target);
  const isRoom = name.startsWith('@linea/');
  const wrong = isRoom ? wrongRoom(file.path, found, target, doors) : undefined;
  if (wrong !== undefined) return wrong;
  const known = isTest(file) ? declared?.tests : declared?.shipped;
  return known?.has(name) ? undefined : `imports ${name}, which ${roomOf(file.path)}/package.json does not declare`;
}

function leavesRoom(path: string, target: string): string | undefined {
  const resolved = posix.join(posix.dirname(path), target);
  return roomOf(resolved) === roomOf(path) ? undefined : `leaves its room by ${target}`;
}

function builtin(file: SourceFile, target: string): string | undefined {
  if (!target.startsWith('node:')) return `imports ${target}: write node:${target}`;
  const { pure } = ROOMS[roomOf(file.path)] ?? {};
  return pure && !isTest(file) ? `imports ${target}, but the room is pure` : undefined;
}

function wrongRoom(path: string, { typeOnly }: Import, target: string, doors: Doors): string | undefined {
  const room = target.split('/')[1] ?? '';
  const own = roomOf(path);
  if (room === shortName(own)) return 'imports its own room by name';
  const allowance = ROOMS[own]?.mayImport[room];
  if (allowance === undefined) return `may not import ${room}`;
  if (allowance === 'types' && !typeOnly) return `may import only types of ${room}`;
  return doors.has(target) ? undefined : `imports ${target}, past the door of ${room}`;
}
