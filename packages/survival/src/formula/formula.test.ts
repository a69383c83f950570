import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { type Frame, frameOf } from '../frame/frame.ts';
import { readCsv } from '../frame/read-csv.ts';
import { deparse } from './deparse.ts';
import { designOf, designOfNew, modelFrame } from './model-frame.ts';
import { parseExpression, parseFormula } from './parse.ts';
import { expandTerms } from './terms.ts';

const data = frameOf({
  time: [5, 6, 7, 8, 9, 10],
  status: [1, 0, 1, 1, 0, 1],
  age: [50, 60, null, 55, 45, 70],
  sex: ['m', 'f', 'm', 'f', 'm', 'f'],
  arm: ['C', 'A', 'B', 'A', 'C', 'B'],
  id: [1, 1, 2, 2, 3, 3],
});

const design = (text: string, frame: Frame = data) => designOf(modelFrame(parseFormula(text), frame));
const issueOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.issue;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('formula', () => {
  it.each([
    ['a*b', ['a', 'b', 'a:b']],
    ['(a+b)^2', ['a', 'b', 'a:b']],
    ['a:b + a', ['a', 'a:b']],
    ['b:a + a', ['a', 'b:a']],
    ['a*b*c - a:b:c', ['a', 'b', 'c', 'a:b', 'a:c', 'b:c']],
    ['a/b', ['a', 'a:b']],
    ['log(x, 2) + I(x^2)+pmin(n,20)', ['log(x, 2)', 'I(x^2)', 'pmin(n, 20)']],
    ['(age + surgery)*tx', ['age', 'surgery', 'tx', 'age:tx', 'surgery:tx']],
    ['a + strata(g) + offset(age/50)', ['a']],
  ])('%s expands as in R', (text, names) =>
    expect(expandTerms(parseFormula(`~ ${text}`).right, []).terms.map((term) => term.name)).toEqual(names),
  );

  it.each([
    ['1+age/100', '1 + age/100'],
    ['factor( x )', 'factor(x)'],
    ['sex=="f"', 'sex == "f"'],
    ['100000*x^-1', '1e+05 * x^-1'],
    ['!(a&b)', '!(a & b)'],
    ['a%%3', 'a%%3'],
    ['ns(age,df=3)', 'ns(age, df = 3)'],
  ])('%s is printed as R prints it', (text, printed) => expect(deparse(parseExpression(text))).toBe(printed));

  it('names columns as R does, treatment contrasts against the first level', () => {
    expect(design('~ arm + sex').names).toEqual(['armB', 'armC', 'sexm']);
    expect(design('~ factor(id)*sex').names).toEqual([
      'factor(id)2',
      'factor(id)3',
      'sexm',
      'factor(id)2:sexm',
      'factor(id)3:sexm',
    ]);
  });

  it('codes a factor in full where its margin is not in the model', () => {
    expect(design('~ age + age:sex').names).toEqual(['age', 'age:sexm']);
    expect(design('~ age:sex').names).toEqual(['age:sexf', 'age:sexm']);
    expect(design('~ sex + sex:arm').names).toEqual(['sexm', 'sexf:armB', 'sexm:armB', 'sexf:armC', 'sexm:armC']);
  });

  it('interacts with strata, whose own effect is in the baseline', () =>
    expect(design('~ arm * strata(id)').names).toEqual([
      'armB',
      'armC',
      'armB:strata(id)id=2',
      'armC:strata(id)id=2',
      'armB:strata(id)id=3',
      'armC:strata(id)id=3',
    ]));

  it('leaves out rows with a missing value in a variable in use, and counts them', () => {
    const mf = modelFrame(parseFormula('Surv(time, status) ~ age'), data);
    expect([mf.n, mf.omitted, [...mf.rows]]).toEqual([5, 1, [0, 1, 3, 4, 5]]);
    expect(modelFrame(parseFormula('Surv(time, status) ~ sex'), data).omitted).toBe(0);
  });

  it('takes `.` for all columns that are not on the left', () =>
    expect(expandTerms(parseFormula('~ .').right, ['a', 'b']).terms.map((t) => t.name)).toEqual(['a', 'b']));

  it('treats new rows with the levels of the fit', () => {
    const mf = modelFrame(parseFormula('Surv(time, status) ~ factor(arm) + age'), data);
    const { design: next } = designOfNew(mf, frameOf({ arm: ['C'], age: [40] }));
    expect([next.names, [...next.x]]).toEqual([
      ['factor(arm)B', 'factor(arm)C', 'age'],
      [0, 1, 40],
    ]);
    expect(issueOf(() => designOfNew(mf, frameOf({ arm: ['Z'], age: [40] })))).toMatchObject({
      code: 'level.unknown',
      got: 'Z',
    });
  });

  it('knows an F for a level, where all new rows say F', () => {
    const mf = modelFrame(
      parseFormula('Surv(time, status) ~ sex'),
      frameOf({ time: [1, 2, 3], status: [1, 1, 0], sex: ['F', 'M', 'F'] }),
    );
    expect([...designOfNew(mf, readCsv('sex\nF\nF\n')).design.x]).toEqual([0, 0]);
    expect(issueOf(() => designOfNew(mf, readCsv('sex\nT\n')))).toMatchObject({ code: 'level.unknown', got: 'TRUE' });
  });

  it('labels strata as R does', () => {
    const strata = (text: string) => modelFrame(parseFormula(text), data).strata?.levels;
    expect(strata('~ strata(sex)')).toEqual(['f', 'm']);
    expect(strata('~ strata(id)')).toEqual(['id=1', 'id=2', 'id=3']);
    expect(strata('~ strata(sex, id)')).toEqual([
      'sex=f, id=1',
      'sex=f, id=2',
      'sex=f, id=3',
      'sex=m, id=1',
      'sex=m, id=2',
      'sex=m, id=3',
    ]);
  });

  it('shows where a formula does not parse, and the nearest name of an unknown column', () => {
    expect(issueOf(() => parseFormula('Surv(time, status) ~ age +'))).toMatchObject({ code: 'formula.syntax' });
    expect(issueOf(() => parseFormula('time ~ (age')).at).toContain(`\n  time ~ (age\n  ${' '.repeat(11)}^`);
    expect(issueOf(() => modelFrame(parseFormula('~ agee'), data))).toMatchObject({
      code: 'column.unknown',
      allowed: 'age',
    });
    expect(issueOf(() => modelFrame(parseFormula('~ log(sex)'), data))).toMatchObject({
      code: 'formula.type',
      allowed: 'numbers',
    });
  });
});

it.each([['x - 1', false], ['-1 + x', false], ['x + 0', false], ['0 + x', false], ['(x - 1) + 1', true], ['x', true], ['x - z', true], ['x * 1', true]])('%s: intercept %s', (right, intercept) =>
  expect(expandTerms(parseFormula(`~ ${right}`).right, []).intercept).toBe(intercept),
); // biome-ignore format: a table
