import { fileURLToPath } from 'node:url';
import { InputError } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';
import { rangesOf, threadsOf } from './threads.ts';

const INVENTED = fileURLToPath(new URL('../../../../examples/data/invented.csv', import.meta.url));
const LATER = fileURLToPath(new URL('../../../../examples/data/later-lines.csv', import.meta.url));

describe('worker threads', () => {
  it('ranges cover all pieces once, in order', () => {
    expect(rangesOf(5, 2)).toEqual([[0, 2], [2, 5]]);
    expect(rangesOf(1, 3)).toEqual([[0, 1]]);
    expect(rangesOf(0, 3)).toEqual([]);
  }); // biome-ignore format: lists

  it.each([
    ['samples of a Cox model', ['survival', 'cox', INVENTED, 'Surv(months, cause > 0) ~ age + log(marker) + arm', '--bootstrap', '40', '--seed', '3']],
    ['splits of a validation', ['model', 'validate', LATER, 'Surv(months, event) ~ age + ldh + ferritin', '--learner', 'forest', '--trees', '20', '--repeats', '1', '--parts', '4']],
    ['samples of optimism', ['model', 'validate', INVENTED, 'Surv(months, cause == 1) ~ age + sex + marker', '--learner', 'cox', '--bootstrap', '7']],
    ['completed tables', ['survival', 'impute', INVENTED, 'Surv(months, cause > 0) ~ age + marker + sex', '--m', '5']],
    ['pooled models', ['survival', 'pool', INVENTED, 'Surv(months, cause > 0) ~ age + log(marker)', '--impute', '5']],
  ])('%s: the same bytes with one, two and three', async (_, words) => {
    const one = await run([...words, '--threads', '1', '--json']);
    expect([one.code, one.err]).toEqual([0, '']);
    const more = await Promise.all(['2', '3'].map((count) => run([...words, '--threads', count, '--json'])));
    for (const { code, out } of more) expect([code, out]).toEqual([0, one.out]);
  }, 60_000); // biome-ignore format: a table

  it('says what is wrong as one thread does', async () => {
    const words = ['survival', 'pool', INVENTED, 'Surv(months, cause > 0) ~ agee', '--impute', '5', '--json'];
    const [one, two] = [await run(words), await run([...words, '--threads', '2'])];
    expect(two.json().issues).toEqual(one.json().issues);
    expect(two.code).toBe(1);
  });

  it('hands an error of a thread on as it was, and goes on', async () => {
    const threads = threadsOf(2);
    const asked = { method: 'pool', input: { frames: [], formula: 'Surv(t, s) ~ x', options: { impute: 2 } }, from: 0, to: 1 };
    await expect(threads.run('part', asked)).rejects.toThrow(InputError);
    await expect(threads.run('part', { ...asked, method: 'nothing' })).resolves.toBeUndefined();
    await threads.close();
  }); // biome-ignore format: one job
});
