import { describe, expect, it } from 'vitest';
import { checkImports, type Declared } from './house/architecture.ts';
import { cycles, importGraph } from './house/cycles.ts';
import { declaredIn, doorsIn } from './house/declared.ts';
import { checkPurity, checkStandsAlone } from './house/purity.ts';
import { ROOMS } from './house/rooms.ts';
import { readFiles, readRooms, type SourceFile } from './house/source.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const doors = new Map(
  ['facts', 'criteria', 'survival'].map((room) => [`@linea/${room}`, `packages/${room}/src/index.ts`]),
).set('@linea/facts/messages', 'packages/facts/src/messages.generated.ts');
const criteria = (text: string): SourceFile => file('packages/criteria/src/a.ts', text);

describe('the house', () => {
  const rooms = readRooms();

  it('has source to check', () => expect(rooms.length).toBeGreaterThan(0));
  it('imports nothing against the table of rooms', () =>
    expect(checkImports(rooms, declaredIn(rooms), doorsIn(rooms))).toEqual([]));
  it('has no import cycle', () => expect(cycles(importGraph(rooms, doorsIn(rooms)))).toEqual([]));
  it('keeps clock, chance, file, network and process out of the pure rooms', () =>
    expect(checkPurity(rooms)).toEqual([]));
  it('names nothing outside of the project', () => {
    const texts = readFiles(['.'], /\.([cm]?[jt]sx?|jsonl?|md|ya?ml|csv|sh|R)$|^\.ci\/run$|^\.npmrc$/);
    expect(checkStandsAlone(texts)).toEqual([]);
  });
});

describe('the table of rooms', () => {
  const below = (name: string): string[] => {
    const room = Object.entries(ROOMS).find(([path]) => path.endsWith(`/${name}`))?.[1];
    return Object.keys(room?.mayImport ?? {});
  };

  it('names only rooms it has', () => {
    const names = Object.keys(ROOMS).map((path) => path.split('/')[1]);
    expect(
      Object.keys(ROOMS)
        .flatMap((path) => below(path.split('/')[1] ?? ''))
        .filter((name) => !names.includes(name)),
    ).toEqual([]);
  });
  it('points nowhere up: no room is reached from itself', () => {
    const graph = new Map(
      Object.keys(ROOMS).map((path) => [path.split('/')[1] ?? '', below(path.split('/')[1] ?? '')]),
    );
    expect(cycles(graph)).toEqual([]);
  });
});

describe('planted imports are found', () => {
  const declared = new Map<string, Declared>([
    [
      'packages/criteria',
      { shipped: new Set(['@linea/facts', 'zod']), tests: new Set(['@linea/facts', 'zod', 'vitest']) },
    ],
    ['packages/charts', { shipped: new Set(['@linea/survival', 'd3-scale']), tests: new Set() }],
    ['packages/registry', { shipped: new Set(), tests: new Set() }],
  ]);
  const check = (source: SourceFile): string[] => checkImports([source], declared, doors);

  it.each([
    ['up', "import { x } from '@linea/registry';", 'may not import registry'],
    ['up, of a type', "import type { X } from '@linea/cohort';", 'may not import cohort'],
    ['up, by re-export', "export * from '@linea/therapies';", 'may not import therapies'],
    ['up, by named re-export', "export { x } from '@linea/therapies';", 'may not import therapies'],
    ['up, dynamic', "const x = await import('@linea/cli');", 'may not import cli'],
    ['up, in a type', "let x: import('@linea/cohort').X;", 'may not import cohort'],
    ['up, by require', "const x = require('@linea/cohort');", 'may not import cohort'],
    ['of no room at all', "import '@linea/utils';", 'may not import utils'],
    [
      'past the door',
      "import { x } from '@linea/facts/src/when/day.ts';",
      'imports @linea/facts/src/when/day.ts, past the door of facts',
    ],
    [
      'out by a relative path',
      "import { x } from '../../facts/src/index.ts';",
      'leaves its room by ../../facts/src/index.ts',
    ],
    [
      'out by a dynamic path',
      "await import('../../../test/house/run.ts');",
      'leaves its room by ../../../test/house/run.ts',
    ],
    ['by an absolute path', "import '/etc/x.js';", 'imports /etc/x.js by an absolute path'],
    ['of its own name', "import { x } from '@linea/criteria';", 'imports its own room by name'],
    ['that is computed', 'await import(name);', 'imports something computed, which nothing can check'],
    [
      'that is not declared',
      "import { z } from 'lodash/fp';",
      'imports lodash, which packages/criteria/package.json does not declare',
    ],
    [
      'that only tests may use',
      "import { it } from 'vitest';",
      'imports vitest, which packages/criteria/package.json does not declare',
    ],
    ['of Node in a pure room', "import { readFileSync } from 'node:fs';", 'imports node:fs, but the room is pure'],
    ['of Node by its old name', "import { readFileSync } from 'fs';", 'imports fs: write node:fs'],
  ])('%s', (_, text, wrong) =>
    expect(check(criteria(`// one\n${text}`))).toEqual([`packages/criteria/src/a.ts:2 ${wrong}`]),
  );

  it('of values where only types are allowed', () => {
    const chart = (text: string): string[] => check(file('packages/charts/src/curve.tsx', text));
    expect(chart("import { productLimit } from '@linea/survival';")).toEqual([
      'packages/charts/src/curve.tsx:1 may import only types of survival',
    ]);
    expect(chart("import type { Curve } from '@linea/survival';")).toEqual([]);
  });
  it('in a room that the table does not have', () =>
    expect(check(file('packages/utils/src/a.ts', ''))).toEqual([
      'packages/utils/src/a.ts: no room packages/utils in the table',
    ]));

  it.each([
    ['down', "import { x } from '@linea/facts'; import { y } from './b.ts'; import { z } from 'zod/v4';"],
    ['by a second door', "import { messages } from '@linea/facts/messages';"],
    ['inside the room', "import x from '../data/rules.json' with { type: 'json' }; export { y } from './b/c.ts';"],
    ['that are no imports', "// import '@linea/registry'\nconst x = `import '@linea/registry'`; export const y = 1;"],
  ])('and imports %s are left alone', (_, text) => expect(check(criteria(text))).toEqual([]));
  it.each(['a.test.ts', 'arbitraries.testing.ts'])('and %s may use Node and the test tools', (name) =>
    expect(check(file(`packages/criteria/src/${name}`, "import 'node:fs'; import { it } from 'vitest';"))).toEqual([]),
  );
});

describe('planted cycles are found', () => {
  const cyclesOf = (...files: SourceFile[]): string[][] => cycles(importGraph(files, doors));

  it('through three files and a re-export', () =>
    expect(
      cyclesOf(
        file('packages/facts/src/a.ts', "import { b } from './b.ts';"),
        file('packages/facts/src/b.ts', "export * from './c/c.ts';"),
        file('packages/facts/src/c/c.ts', "const a = () => import('../a.ts');"),
        file('packages/facts/src/d.ts', "import './a.ts';"),
      ),
    ).toEqual([['packages/facts/src/a.ts', 'packages/facts/src/b.ts', 'packages/facts/src/c/c.ts']]));
  it('through the door of a room', () =>
    expect(
      cyclesOf(
        file('packages/facts/src/index.ts', "import '@linea/criteria';"),
        file('packages/criteria/src/index.ts', "import '@linea/facts';"),
      ),
    ).toHaveLength(1));
  it('of a file with itself', () => expect(cyclesOf(criteria("import { a } from './a.ts';"))).toHaveLength(1));
  it('two that touch are one, two apart are two', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['a', 'c']],
      ['c', ['d']],
      ['d', ['c']],
    ]);
    expect(cycles(graph)).toEqual([
      ['c', 'd'],
      ['a', 'b'],
    ]);
    expect(cycles(new Map([...graph, ['d', ['c', 'a']]]))).toEqual([['a', 'b', 'c', 'd']]);
  });
  it('but not of types, which are gone at run time', () =>
    expect(
      cyclesOf(
        file('packages/facts/src/a.ts', "import type { B } from './b.ts';"),
        file('packages/facts/src/b.ts', "import './a.ts';"),
      ),
    ).toEqual([]));
});

describe('planted impurities are found', () => {
  it.each([
    ['Date.now()', 'Date.now'],
    ["Date['now']()", 'Date.now'],
    ['globalThis.Date?.now()', 'Date.now'],
    ['const clock = Date.now', 'Date.now'],
    ['const { now } = Date', '{ … } = Date'],
    ['new Date()', 'new Date()'],
    ['new Date', 'new Date()'],
    ['Date()', 'Date()'],
    ['performance.now()', 'performance.now'],
    ['Math.random()', 'Math.random'],
    ['crypto.randomUUID()', 'crypto.randomUUID'],
    ["fetch('x')", 'fetch()'],
    ['process.env.HOME', 'process.env'],
    ['setTimeout(f, 1)', 'setTimeout()'],
  ])('%s', (text, name) =>
    expect(checkPurity([criteria(text)])).toContain(`packages/criteria/src/a.ts:1 uses ${name}, but the room is pure`),
  );

  it.each(["new Date('2024-03-01')", 'Math.max(1, 2)', '// Date.now()', "'Math.random'", 'x.process.env', 'x.fetch()'])(
    'but %s is pure',
    (text) => expect(checkPurity([criteria(text)])).toEqual([]),
  );
  it('nor are tests and the worldly rooms held to it', () => {
    const paths = ['packages/criteria/src/a.test.ts', 'packages/registry/src/a.ts', 'apps/cli/src/main.ts'];
    expect(checkPurity(paths.map((path) => file(path, 'Date.now()')))).toEqual([]);
  });
});

describe('planted ties to the outside are found', () => {
  // Broken by a bar, so that this file does not name them itself.
  const outside = ['../|shared/x', '/|work/x', '/|home/x', 'https://registry|.npmjs.org/x'];

  it.each(outside.map((text) => text.replace('|', '')))('%s', (text) =>
    expect(checkStandsAlone([file('README.md', `one\n${text}`)])).toHaveLength(1),
  );
  it('but not words that look alike', () =>
    expect(checkStandsAlone([file('README.md', 'network/work/x ../shared-care https://x.org/work/')])).toEqual([]));
});
