import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';
import { timed } from './timing.ts';

const TABLE = fileURLToPath(new URL('../../../../examples/data/bench.csv', import.meta.url));

describe('linea bench', () => {
  it('prints one line with times and the numbers of the call', { timeout: 20_000 }, async () => {
    const { code, json, err } = await run(['bench', 'km', TABLE, '--reps', '1', '--json']);
    expect([code, err]).toEqual([0, '']);
    const line = json();
    expect(line).toMatchObject({ task: 'km', csv: 'bench.csv', n: 200, p: 6, threads: 1, runs: 1 });
    for (const name of ['libs_s', 'load_s', 'compute_s', 'cpu_s', 'min_s', 'max_s', 'cold_s']) expect(line[name]).toBeGreaterThan(0);
    const { code: ended, json: answer } = await run(['survival', 'km', TABLE, 'Surv(time, status) ~ 1', '--conf-type', 'log-log', '--times', '365', '--json']);
    expect(ended).toBe(0);
    const { surv, lower, upper } = answer().strata[0].at;
    expect(line.check).toEqual([surv[0], lower[0], upper[0]]);
  }); // biome-ignore format: two commands

  it.each([
    ['rsf', ['--trees', '30']],
    ['nested', ['--trees', '10', '--inner-trees', '3']],
    ['bootstrap', ['--boot', '30']],
  ])('%s: the same numbers with one thread, two and three', async (task, words) => {
    const lines = [];
    for (const threads of ['1', '2', '3']) {
      const { code, json } = await run(['bench', task, TABLE, ...words, '--threads', threads, '--reps', '1', '--json']);
      expect(code).toBe(0);
      lines.push(json());
    }
    expect(lines.map((line) => line.threads)).toEqual([1, 2, 3]);
    expect(lines.map((line) => line.check)).toEqual([lines[0].check, lines[0].check, lines[0].check]);
  }); // biome-ignore format: one command

  it('trees grow, predict, and say what they are made of', async () => {
    const check = async (task: string, ...words: string[]): Promise<number[]> =>
      (await run(['bench', task, TABLE, ...words, '--reps', '1', '--json'])).json().check;
    const [error] = await check('rsf', '--trees', '100');
    expect(error).toBeGreaterThan(0.2);
    expect(error).toBeLessThan(0.45);
    const [survival, rows] = await check('rsf_predict', '--trees', '30');
    expect(survival).toBeGreaterThan(0.3);
    expect(survival).toBeLessThan(0.9);
    expect(rows).toBe(200);
    const [c, leaves] = await check('gbcox', '--rounds', '30', '--depth', '2');
    expect(c).toBeGreaterThan(0.6);
    expect(leaves).toBeLessThanOrEqual(30 * 4);
    const [sum, sizes] = await check('shap', '--rounds', '10');
    expect(Math.abs(sum as number)).toBeLessThanOrEqual(sizes as number);
  });

  it.each([
    ['a task it does not know', ['bench', 'coxx', TABLE], 'task.unknown'],
    ['a table without the columns', ['bench', 'cox_counting', TABLE.replace('bench.csv', 'remission.csv')], 'column.unknown'],
    ['a model of other columns', ['bench', 'shap', TABLE, '--model', TABLE.replace('bench.csv', 'xgboost.json')], 'columns.count'],
    ['a model that XGBoost has not made', ['bench', 'shap', TABLE, '--model', TABLE.replace('bench.csv', 'model.json')], 'model.unknown'],
    ['no repetition', ['bench', 'km', TABLE, '--reps', '0'], 'option.value'],
  ])('refuses %s', async (_, words, issue) => {
    const { code, json } = await run([...words, '--json']);
    expect(code).toBe(1);
    expect(json().issues[0].code).toBe(issue);
  }); // biome-ignore format: a table

  it('times the warm calls apart from the first one, which may be slow', async () => {
    let now = 0;
    let calls = 0;
    const call = (): number => {
      now += calls++ === 0 ? 900 : 300;
      return calls;
    };
    const { timing, answer } = await timed(call, 3, { wall: () => now, cpu: () => 2 * now });
    // Six calls to warm up, three that count.
    expect(answer).toBe(9);
    expect(timing).toEqual({ runs: 3, cold: 0.9, median: 0.3, least: 0.3, most: 0.3, cpu: 0.6 });
  });
});
