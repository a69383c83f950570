import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { frameOf } from '../frame/frame.ts';
import { readCsv } from '../frame/read-csv.ts';
import { methods } from './index.ts';
import type { Options } from './method.ts';

const data = frameOf({
  time: [5, 6, 7, 8, 9, 10, 11, 12],
  status: [1, 0, 1, 1, 0, 1, 1, 0],
  age: [50, 60, null, 55, 45, 70, 48, 61],
  sex: ['m', 'f', 'm', 'f', 'm', 'f', 'f', 'm'],
  one: [3, 3, 3, 3, 3, 3, 3, 3],
  only: ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'],
  late: [0, 7, 0, 2, 1, 0, 3, 4],
  bad: [0, 1, 2, 3, 0, 1, 2, 3],
});

const ask = (method: string, formula: string, options: Options = {}) =>
  methods[method]!({ frames: [data], formula, options }) as Record<string, never>;

const issueOf = (method: string, formula: string, options: Options = {}) => {
  try {
    ask(method, formula, options);
  } catch (error) {
    if (error instanceof InputError) return error.issue;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('what cannot be analysed is refused by name', () => {
  it.each([
    ['km', 'Surv(tme, status) ~ 1', {}, { code: 'column.unknown', got: 'tme', allowed: 'time' }],
    ['km', 'Surv(time, status) ~', {}, { code: 'formula.syntax' }],
    ['km', 'time ~ 1', {}, { code: 'response.missing' }],
    ['km', 'Surv(time - 9, status) ~ 1', {}, { code: 'time.negative', got: '-4' }],
    ['km', 'Surv(late, time, status) ~ 1', {}, { code: 'interval.backwards', got: '7 > 6' }],
    ['km', 'Surv(time, bad) ~ 1', {}, { code: 'status.value', got: '2' }],
    ['km', 'Surv(sex, status) ~ 1', {}, { code: 'formula.type', got: 'm' }],
    ['km', 'Surv(time, status) ~ 1', { confType: 'loglog' }, { code: 'option.value', allowed: 'log-log' }],
    ['km', 'Surv(time, status) ~ 1', { weights: '0 - age' }, { code: 'weights.negative' }],
    ['cox', 'Surv(time, status) ~ log(sex)', {}, { code: 'formula.type', got: 'm' }],
    ['cox', 'Surv(time, status) ~ log(age - 45)', {}, { code: 'covariate.notFinite', got: '-Infinity' }],
    ['cox', 'Surv(time, status) ~ agee', {}, { code: 'column.unknown', allowed: 'age' }],
    ['cox', 'Surv(time, status) ~ mystery(age)', {}, { code: 'formula.function' }],
    ['cox', 'Surv(time, status) ~ age', { residuals: ['marginale'] }, { code: 'option.value' }],
    ['logrank', 'Surv(time, status) ~ 1', {}, { code: 'formula.groups' }],
    ['logrank', 'Surv(time, status) ~ only', {}, { code: 'groups.one' }],
    ['cox', 'Surv(time, status) ~ age + only', {}, { code: 'covariate.oneLevel', at: 'only', got: 'a' }],
    ['cox', 'Surv(time, status) ~ age + sex + strata(sex)', {}, { code: 'covariate.constantInStrata', at: 'sex' }],
    ['logrank', 'Surv(time, status) ~ sex', { pairwise: true, adjust: 'holmes' }, { code: 'option.value' }],
    ['concordance', 'Surv(time, status) ~ age + one', {}, { code: 'formula.oneColumn' }],
    ['coxnet', 'Surv(time, status) ~ age', { alpha: 2 }, { code: 'option.value' }],
    ['landmark', 'Surv(time, status) ~ sex', {}, { code: 'option.missing' }],
  ] as [string, string, Options, object][])('%s %s %o', (method, formula, options, issue) =>
    expect(issueOf(method, formula, options)).toMatchObject(issue),
  );
});

describe('methods on a frame', () => {
  it('count the rows they leave out', () => {
    expect(ask('cox', 'Surv(time, status) ~ age')).toMatchObject({ n: 7, n_omitted: 1 });
    expect(ask('km', 'Surv(time, status) ~ sex')).toMatchObject({ n: 8, n_omitted: 0 });
  });

  it('a column that is constant has no coefficient, and the answer says so', () =>
    expect(ask('cox', 'Surv(time, status) ~ age + one')).toMatchObject({
      terms: ['age', 'one'],
      coef: [expect.any(Number), null],
      hr: [expect.any(Number), null],
      lr_test: { df: 1 },
      warnings: [{ code: 'cox.singular', terms: ['one'] }],
    }));

  it('without an event there is no coefficient, without a row there is no answer', () => {
    expect(ask('cox', 'Surv(time, status == 7) ~ age')).toMatchObject({
      nevent: 0,
      coef: [null],
      warnings: [{ code: 'cox.noEvents' }],
    });
    expect(issueOf('km', 'Surv(time, status) ~ log(0 - age)')).toMatchObject({ code: 'data.empty' });
  });

  it('a model without covariates has its likelihood', () =>
    expect(ask('cox', 'Surv(time, status) ~ 1')).toMatchObject({ terms: [], coef: [], loglik: expect.any(Number) }));

  it('a factor compared with a word selects an event', () =>
    expect(ask('km', 'Surv(time, sex == "f") ~ 1')).toMatchObject({ strata: [{ events: 4 }] }));

  it('predicts for new rows, stratum by stratum', () => {
    const predict = frameOf({ age: [50, null, 60], sex: ['m', 'f', 'f'] });
    const answer = ask('cox', 'Surv(time, status) ~ age + strata(sex)', { predict, times: [7, 10] }) as unknown as {
      predicted: { n: number; n_omitted: number; surv: number[][] };
    };
    expect(answer.predicted).toMatchObject({ n: 2, n_omitted: 1 });
    expect(answer.predicted.surv.map((row) => row.length)).toEqual([2, 2]);
  });

  it('everything an answer holds can be written as JSON and read back', () => {
    const answer = ask('cox', 'Surv(time, status) ~ age', {
      residuals: ['martingale', 'deviance', 'dfbetas'],
      zph: true,
    });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(structuredClone(answer))));
    expect(JSON.stringify(answer)).not.toContain('NaN');
  });
});

it('leaves rows of weight zero out of a Cox model and says so, ties with deaths included', () => {
  const rows = {
    time: [1, 2, 2, 3, 4, 5, 6, 7],
    status: [1, 1, 1, 0, 1, 1, 1, 0],
    x: [1, 0, 1, 0, 0, 1, 0, 1],
    w: [1, 0, 1, 2, 1, 1, 1, 3],
  };
  const without = Object.fromEntries(
    Object.entries(rows).map(([name, values]) => [name, values.filter((_, i) => i !== 1)]),
  );
  const modelOf = (columns: Record<string, number[]>) =>
    methods.cox!({
      frames: [frameOf(columns)],
      formula: 'Surv(time, status) ~ x',
      options: { weights: 'w' },
    }) as Record<string, unknown>;
  const [all, seven] = [modelOf(rows), modelOf(without)];
  expect([all.n, all.n_omitted, all.coef, all.se, all.warnings]).toEqual([
    7,
    1,
    seven.coef,
    seven.se,
    [{ code: 'cox.zeroWeights', terms: ['2'] }],
  ]);
});

it('takes a variable within its own strata, where an interaction uses it', () => {
  const { warnings, terms } = ask('cox', 'Surv(time, status) ~ late * sex + strata(sex)') as Record<string, unknown>;
  expect([terms, warnings]).toEqual([
    ['late', 'sexm', 'late:sexm'],
    expect.arrayContaining([{ code: 'cox.singular', terms: ['sexm'] }]),
  ]);
});

it('names the row of the data and the word that is no number', () => {
  const table = readCsv('time,status,x\n1,1,\n2,0,2\n3,?,1\n4,1,3\n');
  const refused = (): unknown => methods.cox!({ frames: [table], formula: 'Surv(time, status) ~ x', options: {} });
  expect(refused).toThrow(
    expect.objectContaining({
      issue: expect.objectContaining({ code: 'formula.type', at: 'status, row 3', got: '?' }),
    }),
  );
});

it('says why there is no concordance', () =>
  expect(ask('concordance', 'Surv(time, status == 7) ~ age')).toMatchObject({
    concordance: null,
    warnings: [{ code: 'concordance.noPairs' }],
  }));
