import { readFileSync } from 'node:fs';
import type { Declared, Doors } from './architecture.ts';
import { roomOf, shortName } from './rooms.ts';
import { root } from './run.ts';
import type { SourceFile } from './source.ts';

type Dependencies = 'dependencies' | 'peerDependencies' | 'optionalDependencies' | 'devDependencies';

interface Manifest extends Partial<Record<Dependencies, object>> {
  readonly exports?: Readonly<Record<string, { readonly 'linea-source': string }>>;
}

const read = (folder: string): Manifest => JSON.parse(readFileSync(`${root}${folder}package.json`, 'utf8'));

const roomsOf = (files: readonly SourceFile[]): string[] => [...new Set(files.map(({ path }) => roomOf(path)))];

/** What the package.json of each room declares. Test tools are declared once, at the root. */
export function declaredIn(files: readonly SourceFile[]): Map<string, Declared> {
  const common = Object.keys(read('').devDependencies ?? {});
  return new Map(
    roomsOf(files).map((room) => {
      const { dependencies, peerDependencies, optionalDependencies, devDependencies } = read(`${room}/`);
      const shipped = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
      const tests = [...shipped, ...Object.keys(devDependencies ?? {}), ...common];
      return [room, { shipped: new Set(shipped), tests: new Set(tests) }];
    }),
  );
}

/** What each room can be imported by, as its package.json exports it. */
export const doorsIn = (files: readonly SourceFile[]): Doors =>
  new Map(
    roomsOf(files).flatMap((room) =>
      Object.entries(read(`${room}/`).exports ?? {}).map(([door, { 'linea-source': source }]): [string, string] => [
        `@linea/${shortName(room)}${door.slice(1)}`,
        `${room}${source.slice(1)}`,
      ]),
    ),
  );
