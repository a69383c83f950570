import { describe, expect, it } from 'vitest';
import { geneticHit } from './genetic-hit.ts';
import { cellOfOrigin, hans } from './hans.ts';

const pct = (value: number | null) => (value === null ? null : { value, unit: '%' });

describe('lbcl.hans, lymphoma.md 1.3', () => {
  it.each([
    ['1: CD10 in exactly 30 % is positive', 30, null, null, { value: 'GCB' }],
    ['2: CD10 29 % and BCL6 10 %, MUM1 irrelevant', 29, 10, null, { value: 'nonGCB' }],
    ['3: CD10 0, BCL6 80, MUM1 30', 0, 80, 30, { value: 'nonGCB' }],
    ['4: CD10 0, BCL6 80, MUM1 20', 0, 80, 20, { value: 'GCB' }],
    ['5: MUM1 unknown', 0, 80, null, { status: 'indeterminate', possible: ['GCB', 'nonGCB'], missing: ['mum1'] }],
    ['6: CD10 unknown, BCL6 0', null, 0, null, { status: 'indeterminate', possible: ['GCB', 'nonGCB'], missing: ['cd10'] }],
    ['7: CD10 unknown, BCL6 80, MUM1 0: both branches agree', null, 80, 0, { status: 'determined', value: 'GCB' }],
    ['BCL6 29 is negative', 29, 29, 0, { value: 'nonGCB' }],
    ['BCL6 30 is positive', 29, 30, 29, { value: 'GCB' }],
    ['nothing known', null, null, null, { missing: expect.arrayContaining(['cd10', 'bcl6', 'mum1']) }],
  ])('%s', (_, cd10, bcl6, mum1, expected) => {
    const { answer } = hans.derive({ cd10: pct(cd10), bcl6: pct(bcl6), mum1: pct(mum1) });
    expect(answer).toMatchObject({ ...expected, warnings: ['ruleNotIndependentlyVerified'] });
  }); // biome-ignore format: a table

  it('a censored percentage decides only on one side of 30 %', () => {
    const below = { value: 10, unit: '%', comparator: '<' };
    expect(hans.derive({ cd10: below, bcl6: below }).answer).toMatchObject({ value: 'nonGCB' });
    expect(hans.derive({ cd10: { ...below, value: 50 }, bcl6: pct(0) }).answer).toMatchObject({ missing: ['cd10'] });
  });

  it('an impossible percentage is unknown, with a warning', () =>
    expect(hans.derive({ cd10: pct(130), bcl6: pct(0) }).answer).toMatchObject({
      status: 'indeterminate',
      warnings: expect.arrayContaining(['rejected:cd10']),
    }));
});

describe('lbcl.cellOfOrigin', () => {
  const stains = { cd10: pct(0), bcl6: pct(80), mum1: pct(30) };
  it('gene expression prevails over stains', () =>
    expect(cellOfOrigin.derive({ ...stains, geneExpression: 'GCB' }).answer).toMatchObject({
      value: 'GCB',
      source: 'geneExpression',
    }));
  it('unclassified is a result too', () =>
    expect(cellOfOrigin.derive({ ...stains, geneExpression: 'unclassified' }).answer).toMatchObject({
      value: 'unclassified',
    }));
  it('without one the algorithm of Hans stands', () =>
    expect(cellOfOrigin.derive(stains).answer).toMatchObject({ value: 'nonGCB', source: 'hans' }));
});

describe('lbcl.geneticHit, lymphoma.md 1.2', () => {
  it.each([
    ['MYC and BCL2', true, true, false, { value: 'doubleHitBcl2', tripleHit: false }],
    ['all three', true, true, true, { value: 'doubleHitBcl2', tripleHit: true }],
    ['MYC and BCL6', true, false, true, { value: 'doubleHitBcl6', tripleHit: false }],
    ['MYC alone', true, false, false, { value: 'mycOnly', tripleHit: false }],
    ['BCL2 and BCL6 without MYC', false, true, true, { value: 'none', tripleHit: false }],
    ['MYC, BCL2 unknown, no BCL6', true, null, false, { possible: ['mycOnly', 'doubleHitBcl2'], missing: ['bcl2'], tripleHit: false }],
    ['MYC, BCL2, BCL6 unknown', true, true, null, { value: 'doubleHitBcl2', tripleHit: { status: 'indeterminate', possible: [false, true], missing: ['bcl6'] } }],
    ['gain of MYC copies only', 'gain', null, null, { value: 'none', tripleHit: false }],
    ['MYC not rearranged, the others unknown', false, null, null, { status: 'determined', value: 'none' }],
    ['MYC unknown, no others', null, false, false, { possible: ['none', 'mycOnly'], missing: ['myc'] }],
    ['MYC unknown with BCL2', null, true, false, { possible: ['none', 'doubleHitBcl2'], missing: ['myc'], tripleHit: false }],
    ['nothing known', null, null, null, { possible: ['none', 'mycOnly', 'doubleHitBcl6', 'doubleHitBcl2'] }],
    ['MYC, BCL2 unknown, BCL6', true, null, true, { possible: ['doubleHitBcl6', 'doubleHitBcl2'], missing: ['bcl2'], tripleHit: { missing: ['bcl2'] } }],
  ])('%s', (_, myc, bcl2, bcl6, expected) => expect(geneticHit.derive({ myc, bcl2, bcl6 }).answer).toMatchObject(expected)); // biome-ignore format: a table
});
