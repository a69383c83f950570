import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const LINEA = fileURLToPath(new URL('../../../../bin/linea.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'linea-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 1500 patients with ten features: seconds of work for every learner. */
const table = join(folder, 'table.csv');
const names = Array.from({ length: 10 }, (_, j) => `x${j}`);
const rows = Array.from({ length: 1500 }, (_, i) => {
  const x = names.map((_, j) => ((i * (j + 3) * 7919) % 1009) / 1009);
  return [1 + ((i * 104_729) % 997) / (1 + 3 * (x[0] ?? 0)), i % 4 === 0 ? 0 : 1, ...x]
    .map((v) => v.toFixed(4))
    .join(',');
});
writeFileSync(table, `${['t', 'd', ...names].join(',')}\n${rows.join('\n')}\n`);

/** Runs a command in a folder of its own and presses Ctrl-C. @returns how it ended, and what is there */
async function interrupted(words: readonly string[], after: number) {
  const own = mkdtempSync(join(folder, 'run-'));

  for (const name of ['model.json', 'figure.svg', 'predictions.csv']) writeFileSync(join(own, name), 'before');
  const child = spawn(process.execPath, [LINEA, 'model', ...words, '--lang', 'en'], { cwd: own, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code));
  });
  const timer = setTimeout(() => child.kill('SIGINT'), after);
  const how = await ended;
  clearTimeout(timer);
  return {
    how,
    files: readdirSync(own)
      .sort()
      .map((name) => [name, readFileSync(join(own, name), 'utf8')] as const),
  };
}

const SURV = 'Surv(t, d) ~ .';
describe.each([
  ['training a forest', ['train', table, SURV, '--learner', 'forest', '--out', 'model.json']],
  ['training several learners', ['train', table, SURV, '--learner', 'auto', '--out', 'model.json']],
  [
    'validating by two threads',
    [
      'validate',
      table,
      SURV,
      '--learner',
      'boost',
      '--threads',
      '2',
      '--figure',
      'calibration',
      '--out',
      'figure.svg',
      '--predictions',
      'predictions.csv',
    ],
  ],
  ['a bootstrap', ['validate', table, SURV, '--learner', 'cox', '--bootstrap', '200']],
] as const)('Ctrl-C while %s', (_, words) => {
  it.each([150, 700, 1500, 3000])('after %i ms leaves every file as it was', async (after) => {
    const { how, files } = await interrupted(words, after);
    // A fast machine may be done after three seconds; never before one.
    if (after < 1000) expect(how).toBe('SIGINT');
    if (how === 0) return;
    expect(files).toEqual([
      ['figure.svg', 'before'],
      ['model.json', 'before'],
      ['predictions.csv', 'before'],
    ]);
  });
});

it('what ends before the signal is whole', async () => {
  const { how, files } = await interrupted(['train', table, SURV, '--learner', 'cox', '--out', 'model.json'], 60_000);
  expect(how).toBe(0);
  const [, [, model]] = files as [unknown, readonly [string, string], unknown];
  expect(JSON.parse(model)).toMatchObject({ format: 'linea-model', learner: 'cox' });
  expect(files.map(([name]) => name)).toEqual(['figure.svg', 'model.json', 'predictions.csv']);
});
