import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, run } from './house/run.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const dist = `${root}apps/web/dist/`;
const packed = (file: string): number => gzipSync(readFileSync(dist + file)).length / 1000;
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + packed(file), 0);

describe('what a browser loads', () => {
  let manifest: Readonly<Record<string, Chunk>> = {};
  beforeAll(async () => {
    const built = await run('npm', ['run', '-s', 'build', '-w', 'apps/web']);
    expect(built.code, built.output).toBe(0);
    manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
  });

  /** A chunk with all that it needs at once. */
  const closure = (name: string, found = new Set<string>()): ReadonlySet<string> => {
    if (found.has(name)) return found;
    found.add(name);
    for (const needed of manifest[name]?.imports ?? []) closure(needed, found);
    return found;
  };
  const chunks = (names: Iterable<string>): readonly Chunk[] => [...names].flatMap((name) => manifest[name] ?? []);
  const entry = (): string => Object.keys(manifest).find((name) => manifest[name]?.isEntry) as string;
  const first = (): readonly Chunk[] => chunks(closure(entry()));

  it('first: at most 200 kB of JavaScript and 40 kB of style, gzipped', () => {
    expect(sum(first().map(({ file }) => file))).toBeLessThanOrEqual(200);
    expect(sum(new Set(first().flatMap(({ css }) => css ?? [])))).toBeLessThanOrEqual(40);
  });
  it('with a further page: at most 60 kB, and at most 60 kB with the words of one language', () => {
    const firsts = new Set(first().map(({ file }) => file));
    for (const [name, { isDynamicEntry }] of Object.entries(manifest)) {
      if (!isDynamicEntry) continue;
      const more = chunks(closure(name))
        .map(({ file }) => file)
        .filter((file) => !firsts.has(file));
      expect(sum(more), name).toBeLessThanOrEqual(60);
    }
  });
  it('a font of at most 30 kB', () => {
    const fonts = Object.values(manifest)
      .map(({ file }) => file)
      .filter((file) => file.endsWith('.woff2'));
    expect(fonts).toHaveLength(1);
    expect(sum(fonts)).toBeLessThanOrEqual(30);
  });
  it('never the validation library or the database', () => {
    const files = Object.values(manifest)
      .map(({ file }) => file)
      .filter((file) => file.endsWith('.js'));
    for (const file of files) {
      const text = readFileSync(dist + file, 'utf8');
      expect(/ZodError|_zod|pglite|PGlite|kysely/.test(text), file).toBe(false);
    }
  });
});
