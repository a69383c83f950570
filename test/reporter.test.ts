import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Ran, root, run } from './house/run.ts';

/** Runs Vitest on a folder with the given files, with the reporter of this checkout. */
async function runTests(files: Record<string, string>): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'linea-reporter-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const reporters = ['--reporter=default', `--reporter=${root}test/reporter.ts`];
  const ran = await run(`${root}node_modules/.bin/vitest`, ['run', '--globals', '--root', folder, ...reporters], {
    cwd: folder,
  });
  rmSync(folder, { recursive: true });
  return ran;
}

const lastLine = ({ stdout }: Ran): string | undefined => stdout.split('\n').at(-2);

const passes = "it('passes', () => {});";

it.each([
  ['all pass', { 'a.test.js': passes, 'b.test.js': passes + passes }, '3 passed, 0 failed', 0],
  ['a test fails', { 'a.test.js': `${passes} it('fails', () => { throw new Error('x'); });` }, '1 passed, 1 failed', 1],
  ['a file does not parse', { 'a.test.js': passes, 'b.test.js': 'it(' }, '1 passed, 1 failed', 1],
  ['a file throws on loading', { 'a.test.js': passes, 'b.test.js': "throw new Error('x');" }, '1 passed, 1 failed', 1],
  ['a file holds no test', { 'a.test.js': passes, 'b.test.js': '' }, '1 passed, 1 failed', 1],
  [
    'a group cannot be set up',
    { 'a.test.js': `${passes} describe('g', () => { beforeAll(() => { throw new Error('x'); }); ${passes} });` },
    '1 passed, 1 failed',
    1,
  ],
  [
    'an error is thrown outside any test',
    {
      'a.test.js':
        "it('passes', async () => { Promise.reject(new Error('x')); await new Promise((r) => setTimeout(r, 50)); });",
    },
    '1 passed, 1 failed',
    1,
  ],
  ['there is no test', {}, '0 passed, 1 failed', 1],
])('the last line counts when %s', async (_, files, line, code) => {
  const ran = await runTests(files);
  expect({ line: lastLine(ran), code: ran.code }, ran.output).toEqual({ line, code });
});
