import { describe, expect, it } from 'vitest';
import { ct } from './ct.ts';
import { overall } from './overall.ts';
import { petct } from './petct.ts';

const pet = (deauville: unknown, uptakeVsBaseline: string | null, newLesions: string | null, marrow: string | null = 'normal', rest: object = {}) =>
  petct.derive({ deauville, uptakeVsBaseline, newLesions, marrow, ...rest }).answer; // biome-ignore format: a table

describe('lugano.petct, lymphoma.md 4.2 and 4.7', () => {
  it.each([
    ['1: Deauville 3, nothing new, marrow normal, residual mass', 3, null, 'none', 'normal', { value: 'CR', metabolic: 'CMR', warnings: ['deauville3'] }],
    ['2: Deauville 4, uptake reduced', 4, 'reduced', 'none', 'normal', { value: 'PR', metabolic: 'PMR' }],
    ['3: Deauville 5, uptake unchanged', 5, 'unchanged', 'none', 'normal', { value: 'SD', metabolic: 'NMR' }],
    ['4: Deauville 2 and a new focus of lymphoma', 2, null, 'lymphoma', 'normal', { value: 'PD', metabolic: 'PMD' }],
    ['5: Deauville 2 and new lung uptake judged infectious', 2, null, 'unlikelyLymphoma', 'normal', { value: 'CR', metabolic: 'CMR' }],
    ['6: Deauville 4, not compared', 4, null, 'none', 'normal', { status: 'indeterminate', possible: ['PR', 'SD', 'PD'], missing: ['uptakeVsBaseline'], metabolic: null }],
    ['Deauville 1', 1, null, 'none', 'normal', { value: 'CR' }],
    ['score X alone', 'X', null, 'unlikelyLymphoma', 'normal', { value: 'CR' }],
    ['Deauville 5 with increased uptake', 5, 'increased', 'none', 'normal', { value: 'PD' }],
    ['Deauville 3 with increased uptake is still complete', 3, 'increased', 'none', 'normal', { value: 'CR' }],
    ['Deauville 2, marrow reduced', 2, null, 'none', 'reduced', { value: 'PR' }],
    ['Deauville 2, marrow unchanged', 2, null, 'none', 'unchanged', { value: 'SD' }],
    ['Deauville 2, new focus in the marrow', 2, null, 'none', 'new', { value: 'PD' }],
    ['Deauville 4 reduced, marrow above normal but reduced', 4, 'reduced', 'none', 'reduced', { value: 'PR' }],
    ['a new lesion of unclear nature', 2, null, 'indeterminate', 'normal', { value: 'NE', metabolic: 'NE', warnings: ['newLesionUnclear'] }],
    ['unclear, but the known disease has progressed', 5, 'increased', 'indeterminate', 'normal', { value: 'PD' }],
    ['unclear, and new in the marrow', 2, null, 'indeterminate', 'new', { value: 'PD' }],
    ['unclear, Deauville 4 not compared', 4, null, 'indeterminate', 'normal', { possible: ['PD', 'NE'], missing: ['uptakeVsBaseline'] }],
    ['Deauville 2, marrow not assessed', 2, null, 'none', 'notAssessed', { possible: ['CR', 'PR', 'SD', 'PD'], missing: ['marrow'] }],
    ['Deauville 2, new lesions unknown', 2, null, null, 'normal', { possible: ['CR', 'PD'], missing: ['newLesions'] }],
    ['no score, reduced, nothing new', null, 'reduced', 'none', 'normal', { possible: ['CR', 'PR'], missing: ['deauville'] }],
  ])('%s', (_, deauville, uptake, lesions, marrow, expected) => expect(pet(deauville, uptake, lesions, marrow)).toMatchObject(expected)); // biome-ignore format: a table

  it('at month 1 uptake may be inflammation, and says so', () => {
    expect(pet(4, 'reduced', 'none', 'normal', { timepoint: 'M1' }).warnings).toEqual(['month1Uptake']);
    expect(pet(4, 'reduced', 'none', 'normal', { timepoint: 'M3' }).warnings).toEqual([]);
    expect(pet(5, 'increased', 'none', 'normal', { timepoint: 'M1' }).warnings).toEqual([]);
  });
});

const node = (ldi: number | null, sdi: number | null, id = 'a') => ({ id, ldi, sdi });
const stable = { newLesions: [], nonTarget: 'notIncreased', marrow: 'normal' };
const scan = (input: object) => ct.derive({ ...stable, ...input }).answer;

describe('lugano.ct, lymphoma.md 4.3 and 4.7', () => {
  it.each([
    ['7: SPD from 20.0 to 10.0, exactly half', { baseline: [node(5, 4)], nadir: [node(5, 4)], now: [node(5, 2)] }, { value: 'PR', spdBaseline: 20, spdNow: 10 }],
    ['8: SPD from 20.0 to 10.1', { baseline: [node(5, 4)], nadir: [node(5, 4)], now: [node(5, 2.02)] }, { value: 'SD', spdBaseline: 20, spdNow: 10.1 }],
    ['9: node 1.6 x 1.0 to 2.1 x 1.2', { baseline: [node(3, 2)], nadir: [node(1.6, 1)], now: [node(2.1, 1.2)] }, { value: 'PD' }],
    ['10: node 3.0 x 2.0 to 3.9 x 2.5', { baseline: [node(4, 4)], nadir: [node(3, 2)], now: [node(3.9, 2.5)] }, { value: 'SD' }],
    ['10 with LDi + 1.0', { baseline: [node(4, 4)], nadir: [node(3, 2)], now: [node(4, 2.5)] }, { value: 'PD' }],
    ['product up by half exactly', { baseline: [node(2, 2)], nadir: [node(2, 2)], now: [node(3, 2)] }, { value: 'PD' }],
    ['nadir LDi of 2.0 needs 0.5 cm', { baseline: [node(4, 4)], nadir: [node(2, 1)], now: [node(2.5, 1.3)] }, { value: 'PD' }],
    ['nadir LDi of 2.1 needs 1.0 cm', { baseline: [node(4, 4)], nadir: [node(2.1, 1)], now: [node(2.6, 1.5)] }, { value: 'PR' }],
    ['LDi 1.5 is not progression, however it grew', { baseline: [node(3, 3)], nadir: [node(0.8, 0.5)], now: [node(1.5, 1)] }, { value: 'PR' }],
    ['regrowth of a resolved lesion', { baseline: [node(3, 3)], nadir: [node(0, 0)], now: [node(1.8, 1.2)] }, { value: 'PD' }],
    ['11: a new node of 1.5 cm', { baseline: [node(3, 3)], now: [node(3, 3)], newLesions: [{ type: 'node', maxCm: 1.5 }] }, { value: 'SD' }],
    ['a new node of 1.6 cm', { baseline: [node(3, 3)], now: [node(3, 3)], newLesions: [{ type: 'node', maxCm: 1.6 }] }, { value: 'PD' }],
    ['12: a new bone lesion of 0.8 cm, unequivocal', { baseline: [node(3, 3)], now: [node(1, 1)], newLesions: [{ type: 'extranodal', maxCm: 0.8, unequivocal: true }] }, { value: 'PD' }],
    ['a new extranodal lesion of 1.0 cm, equivocal', { baseline: [node(3, 3)], now: [node(3, 3)], newLesions: [{ type: 'extranodal', maxCm: 1, unequivocal: false }] }, { value: 'SD' }],
    ['a new extranodal lesion of 1.1 cm', { baseline: [node(3, 3)], now: [node(3, 3)], newLesions: [{ type: 'extranodal', maxCm: 1.1 }] }, { value: 'PD' }],
    ['new nodes not looked for', { baseline: [node(3, 3)], now: [node(3, 3)], newLesions: null }, { possible: ['SD', 'PD'], missing: ['newLesions'] }],
    ['13: spleen 15 to 16.0', { baseline: [node(3, 3)], now: [node(3, 3)], baselineSpleenCm: 15, spleenCm: 16 }, { value: 'SD' }],
    ['spleen 15 to 16.1', { baseline: [node(3, 3)], now: [node(3, 3)], baselineSpleenCm: 15, spleenCm: 16.1 }, { value: 'PD' }],
    ['spleen 12 to 14', { baseline: [node(3, 3)], now: [node(3, 3)], baselineSpleenCm: 12, spleenCm: 14 }, { value: 'PD' }],
    ['spleen 12 to 13.9', { baseline: [node(3, 3)], now: [node(3, 3)], baselineSpleenCm: 12, spleenCm: 13.9 }, { value: 'SD' }],
    ['spleen 11 to 13: grown by 2 cm, still normal', { baseline: [node(3, 3)], now: [node(3, 3)], baselineSpleenCm: 11, spleenCm: 13 }, { value: 'SD' }],
    ['spleen 15 to 14: half of the excess is not more than half', { baseline: [node(5, 4)], now: [node(5, 1)], baselineSpleenCm: 15, spleenCm: 14 }, { value: 'SD' }],
    ['spleen 15 to 13.9', { baseline: [node(5, 4)], now: [node(5, 1)], baselineSpleenCm: 15, spleenCm: 13.9 }, { value: 'PR' }],
    ['spleen 15, now unknown', { baseline: [node(5, 4)], now: [node(5, 1)], baselineSpleenCm: 15 }, { possible: ['PR', 'SD', 'PD'], missing: ['spleenCm'] }],
    ['spleen unknown before, 12 now', { baseline: [node(5, 4)], now: [node(5, 1)], spleenCm: 12 }, { value: 'PR' }],
    ['spleen unknown before, 14 now', { baseline: [node(5, 4)], now: [node(5, 1)], spleenCm: 14 }, { possible: ['PR', 'SD', 'PD'], missing: ['baselineSpleenCm'] }],
    ['14: two targets, one not assessed', { baseline: [node(3, 2), node(4, 2, 'b')], now: [node(2, 1.5), node(null, null, 'b')] }, { value: 'NE', spdNow: null, spdBaseline: 14, warnings: expect.arrayContaining(['targetNotAssessed']) }],
    ['14 with a target left out', { baseline: [node(3, 2), node(4, 2, 'b')], now: [node(2, 1.5)] }, { value: 'NE' }],
    ['14 with progression elsewhere', { baseline: [node(3, 2), node(4, 2, 'b')], now: [node(2, 1.5)], newLesions: [{ type: 'node', maxCm: 2 }] }, { value: 'PD' }],
    ['complete: nodes to 1.5 cm, nothing else', { baseline: [node(3, 2)], now: [node(1.5, 1)], nonTarget: 'absent' }, { value: 'CR' }],
    ['a node of 1.6 cm is partial', { baseline: [node(3, 2)], now: [node(1.6, 1)], nonTarget: 'absent' }, { value: 'PR' }],
    ['non-target not increased: partial at best', { baseline: [node(3, 2)], now: [node(1.5, 1)] }, { value: 'PR' }],
    ['non-target not assessed', { baseline: [node(3, 2)], now: [node(1.5, 1)], nonTarget: null }, { possible: ['CR', 'PR', 'PD'], missing: ['nonTarget'] }],
    ['non-target progressed', { baseline: [node(3, 2)], now: [node(1, 1)], nonTarget: 'progressed' }, { value: 'PD' }],
    ['marrow still involved', { baseline: [node(3, 2)], now: [node(1, 1)], nonTarget: 'absent', marrow: 'involved' }, { value: 'PR' }],
    ['marrow newly involved', { baseline: [node(3, 2)], now: [node(1, 1)], nonTarget: 'absent', marrow: 'new' }, { value: 'PD' }],
    ['an extranodal target still there is partial', { baseline: [{ ...node(3, 2), type: 'extranodal' }], now: [{ ...node(1, 1), type: 'extranodal' }], nonTarget: 'absent' }, { value: 'PR' }],
    ['an extranodal target gone', { baseline: [{ ...node(3, 2), type: 'extranodal' }], now: [{ ...node(0, 0), type: 'extranodal' }], nonTarget: 'absent' }, { value: 'CR' }],
    ['parts of a split lesion are summed', { baseline: [node(4, 4)], now: [node(2, 2), node(2, 2)] }, { value: 'PR', spdNow: 8 }],
    ['diameters in mm', { baseline: [{ id: 'a', ldi: { value: 50, unit: 'mm' }, sdi: { value: 40, unit: 'mm' } }], now: [node(5, 2)] }, { value: 'PR', spdBaseline: 20 }],
    ['no scan now', { baseline: [node(3, 2)] }, { possible: ['PR', 'SD', 'PD', 'NE'], status: 'indeterminate', missing: ['now'] }],
    ['no baseline', { nadir: [node(2, 2)], now: [node(3, 2)], newLesions: [] }, { value: 'PD' }],
    ['no baseline, stable since the nadir', { nadir: [node(2, 2)], now: [node(2, 2)] }, { possible: ['PR', 'SD', 'NE'], missing: ['baseline'], spdBaseline: null }],
    ['no targets before, no scan now', { baseline: [] }, { possible: ['SD', 'PD'] }],
  ])('%s', (_, input, expected) => expect(scan(input)).toMatchObject(expected)); // biome-ignore format: a table

  it('without a nadir the baseline is the smallest product known, and says so', () =>
    expect(scan({ baseline: [node(2, 1)], now: [node(3, 2)] })).toMatchObject({
      value: 'PD',
      warnings: ['nadirIsBaseline'],
    }));
});

describe('lugano.overall, lymphoma.md 4.4', () => {
  it.each([
    ['PET-CT where it was done', { petct: 'CR', ct: 'PR' }, { value: 'CR', basis: 'petct', warnings: [] }],
    ['CT without PET-CT', { petct: null, ct: 'PR' }, { value: 'PR', basis: 'ctOnly', warnings: ['ctOnly'] }],
    ['progression by uptake alone in a lesion that shrank', { petct: 'PD', ct: 'PR', petProgressionByUptakeAlone: true }, { value: 'PD', warnings: ['petCtDiscordant'] }],
    ['the same, the lesion said to have shrunk', { petct: 'PD', lesionShrank: true, petProgressionByUptakeAlone: true }, { value: 'PD', warnings: ['petCtDiscordant'] }],
    ['progression by new lesions is not discordant', { petct: 'PD', ct: 'PR', petProgressionByUptakeAlone: false }, { value: 'PD', warnings: [] }],
    ['a PET-CT that cannot be evaluated stays so', { petct: 'NE', ct: 'SD' }, { value: 'NE' }],
    ['neither known', {}, { status: 'indeterminate', possible: ['CR', 'PR', 'SD', 'PD', 'NE'], missing: ['ct'] }],
  ])('%s', (_, input, expected) => expect(overall.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});
