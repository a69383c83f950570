import { describe, expect, it } from 'vitest';
import { refractory } from './refractory.ts';
import { relapse } from './relapse.ts';
import { relapseTiming } from './relapse-timing.ts';

const asked = (input: unknown) => relapse.derive(input).answer;
const isolated = (site: string) => ({ type: 'haematological', site: { status: 'determined', value: site } });
const CLEAR = { bmBlasts: 2, pbBlasts: 'absent', emd: 'absent' };
const MRD = { ...CLEAR, mrd: 0.0005, priorMrd: 'negative' };

describe('all.relapse, all.md 4.1', () => {
  it.each([
    [1, { bmBlasts: 70, emd: 'absent' }, isolated('isolated-marrow')],
    [2, { ...CLEAR, emd: 'CNS3' }, isolated('isolated-extramedullary')],
    [3, { bmBlasts: 30, emd: 'present' }, isolated('combined')],
    [4, { ...CLEAR, bmBlasts: 5 }, isolated('isolated-marrow')],
    [5, { ...MRD, secondMrd: 0.0008 }, { status: 'determined', type: 'mrd', confirmation: 'confirmed' }],
    [6, MRD, { type: 'mrd', confirmation: 'unconfirmed' }],
    [7, { ...CLEAR, mrd: 0.007, priorMrd: 'never-negative' }, { type: 'none', mrdPersistence: true }],
    [
      8,
      { bmBlasts: 40, emd: 'unknown' },
      {
        type: 'haematological',
        site: { status: 'indeterminate', possible: ['isolated-marrow', 'combined'], missing: ['emd'] },
      },
    ],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it.each([
    ['circulating blasts with a clear marrow', { ...CLEAR, pbBlasts: 'present' }, isolated('isolated-marrow')],
    [
      'circulating blasts with extramedullary disease',
      { ...CLEAR, pbBlasts: 'present', emd: true },
      isolated('combined'),
    ],
    ['MRD exactly 10^-4', { ...MRD, mrd: 1e-4 }, { type: 'mrd' }],
    ['MRD below 10^-4', { ...MRD, mrd: 9e-5 }, { type: 'none' }],
    ['after an intermediate result', { ...MRD, priorMrd: 'intermediate' }, { type: 'mrd' }],
    ['after a negative of unknown sensitivity', { ...MRD, priorMrd: 'negative-unqualified' }, { type: 'mrd' }],
    [
      'second sample below',
      { ...MRD, secondMrd: 1e-5 },
      { type: 'mrd', confirmation: 'unconfirmed', warnings: ['second-mrd-below-threshold'] },
    ],
    ['confirmation not required', { ...MRD, mrdRelapseConfirm: false }, { type: 'mrd', confirmation: 'confirmed' }],
    [
      'paediatric limit of 25 %',
      { ...CLEAR, bmBlasts: 10, priorMrd: 'negative', mrd: 0, relapseBlasts: 25 },
      { type: 'none' },
    ],
    [
      'lost target',
      { ...CLEAR, bmBlasts: 60, cd19: 'positive', cd22: 'dim' },
      { antigens: { cd19: 'positive', cd22: 'dim' }, warnings: ['cd22-dim-or-negative'] },
    ],
  ])('%s', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it('what is unknown leaves the type open', () => {
    expect(asked({ ...CLEAR, emd: null, mrd: 0, priorMrd: 'negative' })).toMatchObject({
      status: 'indeterminate',
      possible: ['none', 'haematological'],
      missing: ['emd'],
      type: null,
    });
    expect(asked({ ...CLEAR, mrd: 0.0005 })).toMatchObject({ possible: ['none', 'mrd'], missing: ['priorMrd'] });
  });
  it('no remission before: no relapse to speak of', () =>
    expect(asked({ ...CLEAR, priorRemission: false })).toMatchObject({
      status: 'notApplicable',
      reason: 'no-prior-remission',
    }));
});

describe('all.relapseTiming, all.md 4.2', () => {
  const timing = (input: unknown) => relapseTiming.derive(input).answer;
  const is = (value: string) => ({ status: 'determined', value });
  it.each([
    [
      '1',
      { diagnosis: '2023-02', relapse: '2024-07', scheme: 'gmall-18m' },
      { ...is('early'), daysFromDiagnosis: { minDays: 489, maxDays: 546 } },
    ],
    ['2', { diagnosis: '2023-02-15', relapse: '2024-08-15', scheme: 'gmall-18m' }, is('late')],
    [
      '3',
      { diagnosis: '2023-02', relapse: '2024-08-10' },
      { status: 'indeterminate', possible: ['early', 'late'], missing: ['diagnosis'] },
    ],
    [
      '4',
      { cr1: { start: '2023-03-01', end: '2024-02-29' }, relapse: '2024-07', scheme: 'cr1-12m' },
      { status: 'indeterminate', possible: ['early', 'late'] },
    ],
    ['5', { cr1: '2023-07-31', relapse: '2024-07-31', scheme: 'cr1-12m' }, is('early')],
    [
      '6, before',
      { diagnosis: '2020-01-10', therapyEnd: '2022-03-01', relapse: '2022-08-31', scheme: 'bfm' },
      is('early'),
    ],
    [
      '6, on the day',
      { diagnosis: '2020-01-10', therapyEnd: '2022-03-01', relapse: '2022-09-01', scheme: 'bfm' },
      is('late'),
    ],
    ['7', { diagnosis: '2023-02', relapse: '2024-07', therapyEnd: null, scheme: 'bfm' }, is('very-early')],
    ['8', { diagnosis: '2020-01-10', relapse: '2023-01-10', scheme: 'cog' }, is('late')],
  ])('row %s', (_, input, expected) => expect(timing(input)).toMatchObject(expected));

  it('cog: before 18, before 36 months', () => {
    expect(timing({ diagnosis: '2020-01-10', relapse: '2021-07-09', scheme: 'cog' })).toMatchObject(is('early'));
    expect(timing({ diagnosis: '2020-01-10', relapse: '2021-07-10', scheme: 'cog' })).toMatchObject(is('intermediate'));
    expect(timing({ diagnosis: '2020-01-10', relapse: '2023-01-09', scheme: 'cog' })).toMatchObject(is('intermediate'));
  });
  it('bfm: an unknown end of therapy leaves late open', () =>
    expect(timing({ diagnosis: '2023-02', relapse: '2024-07-10', scheme: 'bfm' })).toMatchObject({
      possible: ['very-early', 'late'],
      missing: ['therapyEnd'],
    }));
  it('the scheme from memory says so; an unknown scheme is refused', () => {
    expect(timing({ cr1: '2023-07-31', relapse: '2024-08-01', scheme: 'cr1-12m' })).toMatchObject({
      ...is('late'),
      warnings: ['ruleNotIndependentlyVerified'],
    });
    expect(relapseTiming.derive({ scheme: 'other' }).issues).toMatchObject([{ at: 'scheme', fatal: true }]);
  });
});

describe('all.refractory, all.md 4.1 (from memory)', () => {
  const asked = (input: unknown) => refractory.derive(input).answer;
  it.each([
    [
      'no remission after two courses',
      { relapsed: false, inductionResponse: 'NR', coursesGiven: 2 },
      'primary-refractory',
    ],
    ['after one course only', { relapsed: false, inductionResponse: 'NR', coursesGiven: 1 }, 'none'],
    [
      'after one course, as in ZUMA-3',
      { relapsed: false, inductionResponse: false, coursesGiven: 1, inductionCourses: 1 },
      'primary-refractory',
    ],
    ['remission', { relapsed: false, inductionResponse: 'CRi', coursesGiven: 2 }, 'none'],
    [
      'relapse that a salvage line did not turn',
      { relapsed: true, salvageLines: 1, salvageResponse: 'PR' },
      'refractory-relapse',
    ],
    ['relapse before any salvage', { relapsed: true, salvageLines: 0 }, 'none'],
    ['relapse in second remission', { relapsed: true, salvageLines: 1, salvageResponse: 'CR' }, 'none'],
  ])('%s', (_, input, value) =>
    expect(asked(input)).toMatchObject({ status: 'determined', value, warnings: ['ruleNotIndependentlyVerified'] }),
  );
  it('unknown response to salvage', () =>
    expect(asked({ relapsed: true, salvageLines: 1 })).toMatchObject({
      possible: ['none', 'refractory-relapse'],
      missing: ['salvageResponse'],
    }));
});
