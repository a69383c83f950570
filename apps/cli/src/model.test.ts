import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './world.testing.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const example = (name: string): string => `${root}examples/data/${name}`;
const DART = `${root}fixtures/models/treeshap/metabric_weighted_dart/`;

const model = (words: readonly string[], given = {}) => run(['model', ...words], given);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('linea model explain', () => {
  it('says what XGBoost says, under the same names', async () => {
    const words = ['explain', `${DART}rows.csv`, '--model', `${DART}model.json`];
    const { code, json } = await model([
      ...words,
      '--interactions',
      '--leaves',
      '--background',
      `${DART}background.csv`,
      '--json',
    ]);
    const reference = JSON.parse(readFileSync(`${DART}reference.json`, 'utf8'));
    const answer = json();
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual([
      'features',
      'margin',
      'contributions',
      'interactions',
      'leaf_index',
      'interventional',
    ]);
    expect(answer.features).toEqual(reference.features);
    reference.margin.forEach((margin: number, i: number) => {
      expect(answer.margin[i]).toBeCloseTo(margin, 5);
      expect(sum(answer.contributions[i])).toBeCloseTo(answer.margin[i], 10);
      expect(sum(answer.interventional[i])).toBeCloseTo(answer.margin[i], 10);
    });
  });

  it('prints a row per patient that adds up', async () => {
    const { out } = await model(['explain', example('new-patients.csv'), '--model', example('xgboost.json')]);
    const [, , first = ''] = out.split('\n');
    const [row, ...values] = first.trim().split(/\s+/).map(Number);
    expect(row).toBe(1);
    expect(sum(values.slice(0, -1))).toBeCloseTo(values.at(-1) as number, 3);
  });

  it.each([
    ['a model that is no JSON', example('new-patients.csv'), example('README.md'), 'model.notJson'],
    ['a table without its columns', example('remission.csv'), example('xgboost.json'), 'column.unknown'],
    ['no such file', example('new-patients.csv'), example('none.json'), 'file.unreadable'],
  ])('refuses %s by name', async (_, rows, file, issue) => {
    const { code, out, json } = await model(['explain', rows, '--model', file, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('names its methods, and asks for one that exists', async () => {
    expect((await model(['--help'])).out).toContain('explain');
    expect((await model(['guess'])).code).toBe(1);
    expect((await model([])).code).toBe(2);
    expect((await model(['explain', example('new-patients.csv')])).code).toBe(2);
  });
});
