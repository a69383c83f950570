import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, root, run } from './house/run.ts';
import { readFiles } from './house/source.ts';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe('what is installed', () => {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(
    readFileSync(`${root}package-lock.json`, 'utf8'),
  );

  it('comes from no named host: the lock file holds versions and digests', () => {
    const hosts = Object.entries(packages).filter(([, { resolved }]) => resolved?.includes(':'));
    expect(hosts).toEqual([]);
  });
  it('is the same on every system: the lock file holds the builds of a tool for all of them', () => {
    const absent = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(absent).toEqual([]);
  });
  it('has one version, and rooms ask each other for it', () => {
    const versions = ['', ...readFiles(['packages', 'apps'], /^[a-z]+\/[^/]+\/package\.json$/).map(({ path }) => path)]
      .map((path) => JSON.parse(readFileSync(root + (path || 'package.json'), 'utf8')))
      .flatMap(({ version, dependencies = {} }: { version: string; dependencies?: Record<string, string> }) => [
        version,
        ...Object.entries(dependencies).flatMap(([name, asked]) => (name.startsWith('@linea/') ? [asked] : [])),
      ]);
    expect(new Set(versions).size, versions.join(' ')).toBe(1);
  });
});

it('npx linea runs the command line of this checkout', async () => {
  const { code, output } = await run('npx', ['linea', '--help']);
  expect(code, output).toBe(0);
});

describe('bin/linea.mjs', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linea-bin-'));
    cpSync(`${root}bin`, join(folder, 'bin'), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const linea = (env: Record<string, string>, ...args: string[]): Promise<Ran> =>
    run(process.execPath, [join(folder, 'bin/linea.mjs'), ...args], { env });
  const build = (text: string): void => {
    mkdirSync(join(folder, 'apps/cli/dist'), { recursive: true });
    writeFileSync(join(folder, 'apps/cli/dist/main.js'), text);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  };

  it.each([
    ['English', { LANG: 'C.UTF-8' }, [], 'Linea is not ready yet. Run: npm run build\n'],
    ['Italian by locale', { LANG: 'it_IT.UTF-8' }, [], 'Linea non è ancora pronta. Esegui: npm run build\n'],
    ['Italian by LC_ALL', { LANG: 'en_GB', LC_ALL: 'it_IT' }, [], 'Linea non è ancora pronta. Esegui: npm run build\n'],
    ['Italian when asked', {}, ['--lang', 'it'], 'Linea non è ancora pronta. Esegui: npm run build\n'],
  ])('says in %s that nothing is built', async (_, env, args, output) =>
    expect(await linea(env as Record<string, string>, ...args)).toEqual({ code: 3, stdout: '', output }),
  );
  it('says that a package is not installed', async () => {
    build("import 'no-such-package';");
    expect(await linea({})).toEqual({ code: 3, stdout: '', output: 'Linea is not ready yet. Run: npm ci\n' });
  });
  it('hands over the arguments and ends with the code it is given', async () => {
    build('export const main = async (argv) => { console.log(JSON.stringify(argv)); return 2; };');
    expect(await linea({}, 'derive', '--list')).toMatchObject({ code: 2, stdout: '["derive","--list"]\n' });
  });
  it('ends with code 3 when the program itself is broken', async () => {
    build("throw new TypeError('planted');");
    const { code, output } = await linea({});
    expect(code).toBe(3);
    expect(output).toContain('planted');
  });
});
