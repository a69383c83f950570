import { describe, expect, it } from 'vitest';
import { mrd } from './mrd.ts';

const asked = (input: unknown) => mrd.derive(input).answer;
const percent = (value: number) => ({ value, unit: '%' });
const is = (value: string) => ({ status: 'determined', value });

describe('all.mrd, all.md 3', () => {
  it.each([
    [1, { result: 'detected', level: percent(0.7), assay: 'flow' }, { ...is('positive'), levelFraction: 0.007 }],
    [2, { result: 'detected', level: percent(0.01) }, is('positive')],
    [3, { result: 'detected', level: percent(0.009) }, is('intermediate')],
    [4, { result: 'detected', level: { value: 5e-6, unit: 'fraction' }, assay: 'NGS' }, is('intermediate')],
    [5, { result: 'not-detected', sensitivity: 1e-4 }, is('negative')],
    [6, { result: 'not-detected', sensitivity: 1e-3 }, is('negative-insufficient')],
    [7, { result: 'not-detected', assay: 'flow' }, is('negative-unqualified')],
    [8, { result: 'detected', pnq: true, assay: 'PCR' }, is('intermediate')],
    [
      9,
      { result: 'detected' },
      { status: 'indeterminate', possible: ['intermediate', 'positive'], missing: ['level'] },
    ],
    [
      10,
      { result: 'detected', level: '0,7' },
      {
        status: 'indeterminate',
        possible: ['intermediate', 'positive'],
        missing: ['level'],
        warnings: ['rejected:level'],
      },
    ],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it('row 10 as a number: a level needs its unit', () =>
    expect(asked({ result: 'detected', level: 0.7 })).toMatchObject({
      missing: ['level'],
      warnings: ['rejected:level'],
    }));

  it('a level below a limit decides what it can', () => {
    expect(asked({ result: 'detected', level: { value: 0.01, unit: '%', comparator: '<' } })).toMatchObject(
      is('intermediate'),
    );
    expect(asked({ result: 'detected', level: { value: 0.1, unit: '%', comparator: '<' } })).toMatchObject({
      possible: ['intermediate', 'positive'],
      missing: ['level'],
    });
  });

  it('words of the dictionary', () => {
    expect(asked({ result: 'pnq' })).toMatchObject(is('intermediate'));
    expect(asked({ result: 'negative', sensitivity: percent(0.01) })).toMatchObject(is('negative'));
    expect(asked({ result: 'positive', level: percent(2) })).toMatchObject(is('positive'));
  });

  it('result unknown: with a fine assay negative, intermediate or positive', () =>
    expect(asked({ sensitivity: 1e-5 })).toMatchObject({
      possible: ['negative', 'intermediate', 'positive'],
      missing: ['result', 'level'],
    }));

  it('acceptUnqualified takes a negative of unknown sensitivity as negative, and says so', () =>
    expect(asked({ result: 'not-detected', acceptUnqualified: true })).toMatchObject({
      ...is('negative'),
      warnings: ['sensitivity-not-stated'],
    }));

  it.each([
    ['as fine as flow usually is', { result: 'not-detected', sensitivity: 1e-4, assay: 'flow' }, []],
    ['coarser', { result: 'not-detected', sensitivity: 1e-3, assay: 'flow' }, []],
    ['sensitivity not stated', { result: 'not-detected', assay: 'flow' }, []],
    ['assay not stated', { result: 'not-detected', sensitivity: 1e-6 }, []],
    ['not detected, and a level', { result: 'not-detected', sensitivity: 1e-4, level: percent(0.001) }, ['not-detected-with-level']],
    ['not quantifiable, and a level of 0.01 %', { result: 'detected', pnq: true, level: percent(0.01) }, ['pnq-with-level']],
    ['the same as a result', { result: 'pnq', level: percent(0.01) }, ['pnq-with-level']],
    ['a level below it', { result: 'detected', pnq: true, level: percent(0.009) }, []],
    ['quantifiable', { result: 'detected', pnq: false, level: percent(0.01) }, []],
  ])('warnings: %s', (_, input, warnings) => expect(asked(input).warnings).toEqual(warnings)); // biome-ignore format: a table

  it('5 % blasts: not in remission; other warnings', () => {
    expect(asked({ result: 'detected', level: percent(20), bmBlasts: 30 })).toMatchObject({
      ...is('positive'),
      warnings: ['not-in-remission'],
    });
    expect(asked({ result: 'not-detected', sensitivity: 1e-6, assay: 'flow' }).warnings).toEqual([
      'sensitivity-finer-than-usual',
    ]);
    expect(asked({ result: 'not-detected', sensitivity: 1e-6, assay: 'NGS' }).warnings).toEqual([]);
    expect(asked({ result: 'not-detected', sensitivity: 1e-5, assay: 'BCR::ABL1 qPCR' }).warnings).toEqual([
      'fusion-transcript-apart',
    ]);
  });
});
