import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'linea-bad-'));
const file = (name: string): string => join(folder, name);
const write = (name: string, lines: readonly string[]): void => writeFileSync(file(name), `${lines.join('\n')}\n`);

/** 30 patients, t, d, age, sex, centre; cells of the sixth replaced. */
const rows = (replaced: Record<number, string> = {}): string[] => [
  't,d,age,sex,centre',
  ...Array.from({ length: 30 }, (_, i) => {
    const cells = [
      `${1 + ((i * 7) % 23)}`,
      `${i % 3 === 0 ? 0 : 1}`,
      `${40 + ((i * 11) % 37)}`,
      i % 2 ? 'F' : 'M',
      `c${i % 3}`,
    ];
    return cells.map((cell, j) => (i === 5 ? (replaced[j] ?? cell) : cell)).join(',');
  }),
];
const TRAIN = ['train', '--learner', 'cox', '--out', file('never.json')];
const VALIDATE = ['validate', '--learner', 'cox', '--parts', '2', '--repeats', '1'];
const SURV = 'Surv(t, d) ~ .';
const PREDICT = ['predict', '--model', file('m.json')];

beforeAll(async () => {
  write('ok.csv', rows());
  write('word.csv', rows({ 2: 'sixty' }));
  write('infinite.csv', rows({ 2: 'Inf' }));
  write('infinite-time.csv', rows({ 0: 'Inf' }));
  write('negative.csv', rows({ 0: '-3' }));
  write('status.csv', rows({ 1: '7' }));
  write('centre.csv', rows({ 4: '' }));
  write(
    'comma.csv',
    rows().map((row) => row.replace(/,/g, ';').replace(/^(\d+)/, '$1,5')),
  );
  write(
    'twice.csv',
    rows().map((row, i) => (i === 0 ? row.replace('sex', 'age') : row)),
  );
  write('empty.csv', []);
  write('header.csv', ['t,d,age,sex,centre']);
  write(
    'alive.csv',
    rows().map((row) => row.replace(/^(\d+),1/, '$1,0')),
  );
  write('folds-short.csv', ['row,rep1', ...Array.from({ length: 20 }, (_, i) => `${i},${i % 2}`)]);
  write('folds-one.csv', ['row,rep1', ...Array.from({ length: 30 }, (_, i) => `${i},0`)]);
  write('folds-beyond.csv', ['row,rep1', ...Array.from({ length: 30 }, (_, i) => `${i + 1},${i % 2}`)]);
  write('folds-gap.csv', ['row,rep1', ...Array.from({ length: 30 }, (_, i) => `${i},${i === 3 ? '' : i % 2}`)]);
  write('folds-alive.csv', ['row,rep1', ...Array.from({ length: 30 }, (_, i) => `${i},${i % 3 === 0 ? 0 : 1}`)]);
  write('new-word.csv', ['age,sex,centre', 'old,F,c1']);
  write('new-number.csv', ['age,sex,centre', '50,1,c1']);
  write('new-unseen.csv', ['age,sex,centre', '50,F,c9']);
  write('new-infinite.csv', ['age,sex,centre', '-Inf,F,c1']);
  write('new-short.csv', ['age,sex', '50,F']);
  write('new-none.csv', ['age,sex,centre']);
  await run(['model', 'train', file('ok.csv'), SURV, '--learner', 'cox', '--out', file('m.json')]);
}, 60_000);

describe.each([
  ['a word among numbers', [...TRAIN, file('word.csv'), SURV], 'column.mixed', 'column age, row 6'],
  ['an infinite value', [...TRAIN, file('infinite.csv'), SURV], 'value.infinite', 'age, row 6'],
  ['an infinite time', [...TRAIN, file('infinite-time.csv'), SURV], 'time.notFinite', 'row 6'],
  ['a negative time', [...TRAIN, file('negative.csv'), SURV], 'time.negative', 'row 6'],
  ['no status', [...TRAIN, file('status.csv'), SURV], 'status.value', 'row 6'],
  ['a decimal comma not asked for', [...TRAIN, file('comma.csv'), SURV], 'column.decimalComma', 'column t, row 1'],
  ['two columns of one name', [...TRAIN, file('twice.csv'), SURV], 'csv.duplicateColumn', 'column age'],
  ['nothing', [...TRAIN, file('empty.csv'), SURV], 'csv.empty', ''],
  ['no rows', [...TRAIN, file('header.csv'), SURV], 'data.empty', ''],
  ['nobody with an event', [...TRAIN, file('alive.csv'), SURV], 'events.none', ''],
  [
    'a file of parts too short',
    [...VALIDATE, file('ok.csv'), SURV, '--folds', file('folds-short.csv')],
    'folds.rows',
    '20',
  ],
  [
    'a row that does not exist',
    [...VALIDATE, file('ok.csv'), SURV, '--folds', file('folds-beyond.csv')],
    'folds.rows',
    'row 30',
  ],
  ['one part', [...VALIDATE, file('ok.csv'), SURV, '--folds', file('folds-one.csv')], 'folds.single', 'column rep1'],
  [
    'a row without a part',
    [...VALIDATE, file('ok.csv'), SURV, '--folds', file('folds-gap.csv')],
    'folds.number',
    'row 4',
  ],
  [
    'all censored in a part',
    [...VALIDATE, file('ok.csv'), SURV, '--folds', file('folds-alive.csv')],
    'part.noEvents',
    'part 0',
  ],
  ['one centre', [...VALIDATE, file('ok.csv'), SURV, '--leave-out', 'one'], 'column.unknown', 'column one'],
  [
    'a centre not known',
    [...VALIDATE, file('centre.csv'), 'Surv(t, d) ~ age', '--leave-out', 'centre'],
    'split.missing',
    'row 6',
  ],
  ['a time that nobody reaches', [...VALIDATE, file('ok.csv'), SURV, '--tau', '900'], 'horizon.beyond', '--tau'],
  ['a word for a number', [...PREDICT, file('new-word.csv')], 'column.words', 'column age, row 1'],
  ['a number for a word', [...PREDICT, file('new-number.csv')], 'level.unknown', 'variable sex, row 1'],
  ['a category never seen', [...PREDICT, file('new-unseen.csv')], 'level.unknown', 'variable centre, row 1'],
  ['an infinite value to predict', [...PREDICT, file('new-infinite.csv')], 'value.infinite', 'age, row 1'],
  ['a missing column', [...PREDICT, file('new-short.csv')], 'column.unknown', 'column centre'],
  ['nobody to predict', [...PREDICT, file('new-none.csv')], 'data.noRows', 'new-none.csv'],
] as const)('%s', (_, words, code, place) => {
  it('is refused by name and place, in both languages, and nothing is written', async () => {
    const before = readdirSync(folder).sort();
    const { code: exit, json, err } = await run(['model', ...words, '--json']);
    expect([exit, json().issues[0].code]).toEqual([1, code]);
    expect(`${json().issues[0].at} ${json().issues[0].got}`).toContain(place);
    const italian = (await run(['model', ...words, '--lang', 'it'])).err;
    for (const text of [err, italian]) expect(text).toMatch(new RegExp(`\\w{3,}.*\\[${code.replace('.', '\\.')}\\]`));
    expect(italian).not.toBe(err);
    expect(readdirSync(folder).sort()).toEqual(before);
  }, 30_000);
});

it('columns in another order and more of them do not matter, a byte order mark and semicolons neither', async () => {
  write('order.csv', ['\uFEFFcentre;more;sex;age', 'c1;x;F;50']);
  write('plain.csv', ['age,sex,centre', '50,F,c1']);
  const [a, b] = [
    await run(['model', ...PREDICT, file('order.csv')]),
    await run(['model', ...PREDICT, file('plain.csv')]),
  ];
  expect([a.code, a.out]).toEqual([0, b.out]);
});

it('a missing value is said, and predicted as a number', async () => {
  write('gap.csv', ['age,sex,centre', ',,']);
  const { code, json, err } = await run(['model', ...PREDICT, file('gap.csv'), '--json']);
  expect([code, json().missing]).toEqual([0, [['age', 'sexM', 'centrec1', 'centrec2']]]);
  expect(Number.isFinite(json().risk[0])).toBe(true);
  expect(err).toContain('[row.missing]');
});
