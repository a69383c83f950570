import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../../../examples/data/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'linea-model-figure-'));
let count = 0;

async function drawn(words: readonly string[], lang = 'C'): Promise<string> {
  const file = join(folder, `${++count}.svg`);
  const { code, err } = await run(['model', ...words, '--out', file], { lang });
  expect([code, err]).toEqual([0, expect.stringContaining(file)]);
  return readFileSync(file, 'utf8').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '); // biome-ignore format: one call
}

const FORMULA = [data('invented.csv'), 'Surv(months, cause == 1) ~ age + sex + marker'];
const EXPLAIN = ['explain', data('invented.csv'), '--model', data('model.json')];
const VALIDATE = ['validate', ...FORMULA, '--learner', 'coxnet', '--against', 'cox', '--repeats', '1', '--parts', '3'];

describe('linea model --out', () => {
  it.each([
    ['a beeswarm', EXPLAIN, ['What moves the predicted risk', 'age', 'low value', '40 drawn of 40']],
    ['a beeswarm of groups', [...EXPLAIN, '--groups', 'body=age,sex'], ['body', 'marker']],
    ['a waterfall with the row’s values', [...EXPLAIN, '--figure', 'waterfall', '--row', '2', '--unit', 'months'], ['Why row 2', 'age = ', 'Probability without the event at 28.9 months', 'the parts add up']],
    ['importance', [...EXPLAIN, '--figure', 'importance'], ['Importance of features', '95 % bootstrap intervals']],
    ['calibration out of fold', VALIDATE, ['Calibration', 'coxnet', 'slope', 'ICI', 'predicted risk']],
    ['a decision curve', [...VALIDATE, '--figure', 'decision'], ['net benefit', 'treat everybody', 'out of fold only']],
    ['a comparison', [...VALIDATE, '--figure', 'comparison'], ['Harrell’s C, against cox', 'Kaplan-Meier', '← worse', 'better →']],
  ])('draws %s', async (_, words, parts) => {
    const text = await drawn(words);
    for (const part of [...parts, 'does not replace clinical judgement']) expect(text).toContain(part);
  });
  it('speaks Italian', async () => {
    expect(await drawn([...EXPLAIN, '--figure', 'waterfall'], 'it_IT.UTF-8')).toMatch(/Perché la riga 1[\s\S]*alza il rischio[\s\S]*non sostituisce il giudizio clinico/);
  });
  it('draws and prints the shapes of a glass box in percent and in time', async () => {
    const file = join(folder, 'glass.json');
    await run(['model', 'train', ...FORMULA, '--learner', 'additive', '--out', file]);
    const words = ['explain', data('invented.csv'), '--model', file, '--shapes', '--at', '12'];
    expect(await drawn([...words, '--figure', 'shapes', '--unit', 'months'])).toMatch(/survival · mean time, 12 months/);
    expect((await run(['model', ...words])).out).toMatch(/hazard ratio +95 % interval +survival at 12 +mean time to 12/);
    const { shapes } = (await run(['model', ...words, '--json'])).json();
    expect([shapes.horizon, shapes.features[0].feature]).toEqual([12, 'age']);
  });
  it.each([
    ['shapes of what has none', [...EXPLAIN, '--figure', 'shapes', '--out', join(folder, 'x.svg')], 'figure.notDrawn'],
    ['shapes in words of what has none', [...EXPLAIN, '--shapes'], 'figure.notDrawn'],
    ['a figure it does not know', [...EXPLAIN, '--figure', 'pie', '--out', join(folder, 'x.svg')], 'option.value'],
    ['a figure without a file', [...EXPLAIN, '--figure', 'beeswarm'], 'option.missing'],
    ['a row that is not there', [...EXPLAIN, '--figure', 'waterfall', '--row', '99', '--out', join(folder, 'x.svg')], 'option.value'],
    ['a folder that is not there', [...EXPLAIN, '--out', join(folder, 'none', 'x.svg')], 'file.unwritable'],
  ])('refuses %s, and leaves nothing', async (_, words, issue) => {
    const before = readdirSync(folder);
    const { code, json } = await run(['model', ...words, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
    expect(readdirSync(folder)).toEqual(before);
  });
}); // biome-ignore format: a case a line
