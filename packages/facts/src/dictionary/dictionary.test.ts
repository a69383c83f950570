import { describe, expect, it } from 'vitest';
import { publishedCases } from '../cases/cases.ts';
import { dictionary, eventKinds, isConclusion, item, similarCodes, turnaroundDays } from './dictionary.ts';
import { editDistance, nearest } from './edit-distance.ts';
import { unitOf } from './unit-of.ts';

const items = [...dictionary().values()];

describe('the data dictionary', () => {
  // 699 as specified, and two that public data sets needed: day.icansMeanReported, drug.refractoryReported;
  // three say that a sheet was handed over.
  it('has 704 items in 50 kinds of event', () => {
    expect(items).toHaveLength(704);
    expect(eventKinds().size).toBe(50);
  });

  it('names every item in both languages', () => {
    for (const { code, labelEn, labelIt } of items)
      expect(`${code} ${labelEn && labelIt ? 'named' : 'unnamed'}`).toBe(`${code} named`);
  });

  it('gives every answer once, in both languages', () => {
    for (const { code, values } of items) {
      if (!values) continue;
      expect(new Set(values.map((answer) => answer.code)).size, code).toBe(values.length);
      for (const answer of values) expect(answer.en && answer.it, `${code} ${answer.code}`).toBeTruthy();
    }
  });

  it('gives units only to numbers, and answers only to codes', () => {
    for (const { code, type, unit, values } of items) {
      if (unit !== null) expect(['integer', 'decimal'], code).toContain(type);
      if (values !== null) expect(['code', 'codeList'], code).toContain(type);
    }
  });

  it('has ranges that contain something, the usual within the possible', () => {
    for (const { code, range } of items) {
      const { hardMin, hardMax, softMin, softMax } = range;
      const ascending = [hardMin, softMin, softMax, hardMax].filter((bound) => typeof bound === 'number');
      expect(
        [...ascending].sort((a, b) => a - b),
        code,
      ).toEqual(ascending);
    }
  });

  it('does not mix kinds within what is recorded once', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { event, repeat } of items) kinds.set(event, (kinds.get(event) ?? new Set()).add(repeat));
    for (const [kind, repeats] of kinds) expect(repeats.size, kind).toBe(1);
  });

  it('knows every code and coded answer of the published cases', () => {
    for (const { code, value } of publishedCases().flatMap(({ facts }) => facts)) {
      const { values } = item(code);
      const said = value?.kind === 'code' ? [value.code] : value?.kind === 'codes' ? value.codes : [];
      for (const answer of said)
        if (values)
          expect(
            values.map((one) => one.code),
            code,
          ).toContain(answer);
    }
  });

  it('throws for a code that must exist and does not', () => expect(() => item('lab.nothing')).toThrow(RangeError));
});

it('a result is known as many days after the sample as its kind usually takes', () => {
  expect(turnaroundDays('lab.mSerum')).toBe(0);
  expect(turnaroundDays('marrow.blasts')).toBe(2);
  expect(turnaroundDays('cyto.result')).toBe(10);
  expect(turnaroundDays('no.such')).toBe(0);
});

it('stage, grade and response written in a chart are conclusions; a measurement is none', () => {
  expect(['stg.r2issReported', 'crs.maxGrade', 'resp.imwg', 'resp.all'].every(isConclusion)).toBe(true);
  expect(['lab.mSerum', 'day.iceScore', 'cyto.result'].some(isConclusion)).toBe(false);
});

describe('a code that does not exist', () => {
  it.each([
    ['lab.mserum', 'lab.mSerum'],
    ['lab.mSerun', 'lab.mSerum'],
    ['lab.mSreum', 'lab.mSerum'],
    ['mSerum', 'lab.mSerum'],
    ['labs.mSerum', 'lab.mSerum'],
    ['inf.dat', 'inf.date'],
    ['crs.onse', 'crs.onset'],
  ])('%s: did you mean %s?', (wrong, meant) => expect(similarCodes(wrong)[0]).toBe(meant));

  it('brings five proposals at most, none for nonsense, and no trouble for a very long one', () => {
    expect(similarCodes('lab').length).toBeLessThanOrEqual(5);
    expect(similarCodes('zzzzzzzzzzzz')).toEqual([]);
    expect(similarCodes('')).toEqual([]);
    expect(similarCodes('x'.repeat(1e6))).toEqual([]);
  });
});

it.each([
  ['kitten', 'sitting', 3],
  ['mSerum', 'mSreum', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
  ['a', 'b'.repeat(50), 4],
])('%s and %s are %i edits apart (4 = more than 3)', (a, b, edits) => expect(editDistance(a, b, 3)).toBe(edits));

it.each([
  ['patint', ['patient', 'predict', 'import'], ['patient']],
  ['LIST', ['list', 'last'], ['list']],
  ['cat', ['cut', 'bat', 'dog'], ['cut', 'bat']],
  ['--jsn', ['--json', '--lang'], ['--json']],
  ['xx', ['xy'], []],
  ['nothing', ['patient'], []],
  ['', ['a'], []],
  ['nothing', [], []],
] as const)('%s among %j: %j', (word, names, meant) => expect(nearest(word, names)).toEqual(meant));

it('units without the dictionary are those of the dictionary', () => {
  for (const { code, unit } of dictionary().values()) expect([code, unitOf(code)]).toEqual([code, unit]);
  expect(unitOf('no.code')).toBeNull();
});
