import { describe, expect, it } from 'vitest';
import { response } from './response.ts';

const asked = (input: unknown) => response.derive(input).answer;
const NORMAL = { bmBlasts: 2, pbBlasts: 'absent', emd: 'absent', anc: 1.5, plt: 150 };
const is = (value: string) => ({ status: 'determined', value });

describe('all.response, all.md 2', () => {
  it.each([
    [1, NORMAL, 'CR', 'CR'],
    [2, { ...NORMAL, bmBlasts: 4.9, anc: 1, plt: 100 }, 'CR', 'CR'],
    [3, { ...NORMAL, bmBlasts: 5, baselineBlasts: 90 }, 'PR', 'PR'],
    [4, { ...NORMAL, bmBlasts: 1, anc: 1.2, plt: 60 }, 'CRi', 'CRh'],
    [5, { ...NORMAL, bmBlasts: 1, anc: 0.6, plt: 60 }, 'MLFS', 'CRh'],
    [6, { ...NORMAL, bmBlasts: 1, anc: 0.3, plt: 40 }, 'MLFS', 'MLFS'],
    [7, { ...NORMAL, bmBlasts: 1, anc: 0.4, plt: 120 }, 'CRi', 'CRi'],
    [9, { ...NORMAL, mrdFraction: 0.012 }, 'failure', 'failure'],
    [10, { ...NORMAL, mrdFraction: 0.007 }, 'CR', 'CR'],
    [12, { ...NORMAL, bmBlasts: 30, baselineBlasts: 90 }, 'failure', 'failure'],
    [13, { ...NORMAL, bmBlasts: 8, baselineBlasts: 60, mrdFraction: 0.003 }, 'CR', 'CR'],
  ])('row %i', (_, input, eln, crh) => {
    expect(asked(input)).toMatchObject(is(eln));
    expect(asked({ ...input, scheme: 'crh' })).toMatchObject(is(crh));
  });

  it.each(['eln2024', 'crh'])('row 8: extramedullary disease unknown, %s', (scheme) =>
    expect(asked({ ...NORMAL, bmBlasts: 1, emd: 'unknown', scheme })).toMatchObject({
      status: 'indeterminate',
      possible: ['failure', 'CR'],
      missing: ['emd'],
    }),
  );
  it.each(['eln2024', 'crh'])('row 11: platelets missing, %s', (scheme) =>
    expect(asked({ ...NORMAL, bmBlasts: 1, anc: 0.4, plt: null, scheme })).toMatchObject({
      status: 'indeterminate',
      possible: ['MLFS', 'CRi'],
      missing: ['plt'],
    }),
  );
  it('row 9: MRD at 1 % or more is said; row 13: so is remission with 5 % blasts', () => {
    expect(asked({ ...NORMAL, mrdFraction: 0.01 })).toMatchObject({
      value: 'failure',
      warnings: ['mrd-at-least-1-percent'],
    });
    expect(asked({ ...NORMAL, bmBlasts: 8, baselineBlasts: 60, mrdFraction: { value: 0.3, unit: '%' } })).toMatchObject(
      { value: 'CR', warnings: ['blasts-5-to-25-mrd-below-1'] },
    );
  });

  it('nothing known: every category, every item of the table asked for', () => {
    expect(asked({})).toMatchObject({
      possible: ['failure', 'PR', 'MLFS', 'CRi', 'CR'],
      missing: ['bmBlasts', 'pbBlasts', 'emd', 'anc', 'plt'],
    });
    expect(asked({ scheme: 'crh' }).possible).toEqual(['failure', 'PR', 'MLFS', 'CRi', 'CRh', 'CR']);
  });
});

describe('all.response, edges and parameters', () => {
  it.each([
    ['25 % is still partial', { bmBlasts: 25, baselineBlasts: 50 }, 'PR'],
    ['above 25 % is failure', { bmBlasts: 25.1, baselineBlasts: 90 }, 'failure'],
    ['exactly halved', { bmBlasts: 10, baselineBlasts: 20 }, 'PR'],
    ['not quite halved', { bmBlasts: 10.1, baselineBlasts: 20 }, 'failure'],
    ['partial needs the counts of CR', { bmBlasts: 10, baselineBlasts: 60, plt: 99 }, 'failure'],
    ['partial with MRD of 1 % or more stays partial', { bmBlasts: 10, baselineBlasts: 60, mrdFraction: 0.08 }, 'PR'],
    ['circulating blasts', { pbBlasts: 'present' }, 'failure'],
    ['circulating blasts as a percentage', { pbBlasts: { value: 0.5, unit: '%' } }, 'failure'],
    ['no circulating blasts as 0 %', { pbBlasts: 0 }, 'CR'],
    ['extramedullary disease', { emd: 'present' }, 'failure'],
    ['counts in other units', { anc: { value: 1500, unit: '/mmc' }, plt: { value: 150, unit: 'G/L' } }, 'CR'],
    ['30 % blasts settle it whatever is unknown', { bmBlasts: 30, emd: null, anc: null }, 'failure'],
    ['below 5 % as a stated remission', { bmBlasts: { value: 5, unit: '%', comparator: '<' } }, 'CR'],
  ])('%s', (_, change, expected) => expect(asked({ ...NORMAL, ...change })).toMatchObject(is(expected)));

  it('without a baseline the partial response is open, and the baseline is asked for', () =>
    expect(asked({ ...NORMAL, bmBlasts: 10 })).toMatchObject({
      possible: ['failure', 'PR'],
      missing: ['baselineBlasts'],
    }));

  it('both readings of CRi where they differ', () => {
    const low = { ...NORMAL, anc: 0.3, plt: 40 };
    expect(asked(low)).toMatchObject({
      value: 'MLFS',
      otherCriRule: { criRule: 'one-or-both', status: 'determined', value: 'CRi' },
    });
    expect(asked({ ...low, criRule: 'one-or-both' })).toMatchObject({
      value: 'CRi',
      otherCriRule: { criRule: 'exactly-one', value: 'MLFS' },
    });
    expect(asked({ ...NORMAL, anc: 0.4, plt: null })).toMatchObject({
      possible: ['MLFS', 'CRi'],
      otherCriRule: { status: 'determined', value: 'CRi' },
    });
    expect(asked(NORMAL)).not.toHaveProperty('otherCriRule');
  });

  it('counts on the limit: inclusive by default', () => {
    const limit = { ...NORMAL, anc: 1, plt: 100 };
    expect(asked(limit).value).toBe('CR');
    expect(asked({ ...limit, params: { countsAtThreshold: 'exclusive' } }).value).toBe('MLFS');
    expect(asked({ ...limit, countsAtThreshold: 'exclusive', anc: 1.1 }).value).toBe('CRi');
  });

  it('a remission that has to last', () => {
    expect(asked({ ...NORMAL, crMinDays: 28, remissionDays: 28 }).value).toBe('CR');
    expect(asked({ ...NORMAL, crMinDays: 28 })).toMatchObject({
      possible: ['failure', 'CR'],
      missing: ['remissionDays'],
    });
  });

  it('transfusions are flags, not gates; an implausible count is unknown', () => {
    expect(asked({ ...NORMAL, redCellTransfusion: true, plateletTransfusion: 'yes' })).toMatchObject({
      value: 'CR',
      warnings: ['red-cell-transfusion', 'platelet-transfusion-within-7-days'],
    });
    expect(asked({ ...NORMAL, anc: 1500 })).toMatchObject({
      possible: ['CRi', 'CR'],
      missing: ['anc'],
      warnings: ['rejected:anc'],
    });
  });
});
