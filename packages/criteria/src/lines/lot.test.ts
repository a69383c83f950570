import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { lot } from './lot.ts';

const DRUGS: Readonly<Record<string, readonly string[]>> = {
  DRd: ['daratumumab', 'lenalidomide', 'dexamethasone'], SVd: ['selinexor', 'bortezomib', 'dexamethasone'], VTd: ['bortezomib', 'thalidomide', 'dexamethasone'],
  R: ['lenalidomide'], Rd: ['lenalidomide', 'dexamethasone'], VRd: ['bortezomib', 'lenalidomide', 'dexamethasone'],
  VCd: ['bortezomib', 'cyclophosphamide', 'dexamethasone'], Kd: ['carfilzomib', 'dexamethasone'], PVd: ['pomalidomide', 'bortezomib', 'dexamethasone'],
  DPd: ['daratumumab', 'pomalidomide', 'dexamethasone'], Pd: ['pomalidomide', 'dexamethasone'], FluCy: ['fludarabine', 'cyclophosphamide'],
}; // biome-ignore format: a table

const regimen = (name: string, start: string, stop: string | null | undefined, more: object = {}) => ({
  id: name,
  kind: 'regimen',
  drugs: DRUGS[name],
  start,
  stop,
  ...more,
});
const asct = (id: string, start: string, planId?: string) => ({
  id,
  kind: 'asct',
  start,
  ...(planId ? { planId } : {}),
});

const numbers = (episodes: readonly { id: string }[], params: object = {}) => {
  const { answer } = lot.derive({ episodes, params });
  return episodes.map(({ id }) => (answer.lineOf as Record<string, unknown>)[id]);
};

describe('mm.lot, myeloma.md 5', () => {
  it.each([
    ['1', [{ id: 'dex', kind: 'steroid-pulse', drugs: ['dexamethasone'], start: '2023-11-13', stop: '2023-11-16', days: 4, totalDexMg: 80 }, regimen('DRd', '2023-11-20', '2024-03-20', { cyclesCompleted: 4 }), regimen('SVd', '2024-04-05', null)], [null, 1, 2]],
    ['2', [regimen('VTd', '2020-01-01', '2020-04-30', { planId: 'A' }), asct('asct', '2020-06-01', 'A'), regimen('VTd', '2020-09-01', '2020-11-01', { id: 'consolidation', planId: 'A' }), regimen('R', '2020-12-01', null, { planId: 'A' })], [1, 1, 1, 1]],
    ['3', [regimen('Rd', '2020-01-01', '2020-05-01'), regimen('VRd', '2020-05-01', null)], [1, 2]],
    ['4', [regimen('Rd', '2020-01-01', '2020-02-26', { cyclesCompleted: 2 }), regimen('VCd', '2020-03-10', '2020-07-01', { planId: 'B' }), asct('asct', '2020-08-01', 'B')], [1, 2, 2]],
    ['5', [asct('asct', '2020-06-01', 'A'), regimen('R', '2022-06-01', null)], [1, 2]],
    ['6', [regimen('VRd', '2020-01-01', '2020-05-01'), regimen('R', '2020-05-11', null)], [1, 1]],
    ['7', [regimen('VRd', '2020-01-01', '2020-05-01'), regimen('R', '2020-07-30', null)], [1, 2]],
    ['8', [regimen('Kd', '2020-01-01', '2020-05-01'), regimen('Kd', '2021-01-01', null, { id: 'again' })], [1, 1]],
    ['9', [regimen('Kd', '2020-01-01', '2020-05-01'), regimen('PVd', '2020-06-01', '2020-12-01'), regimen('Kd', '2021-01-01', null, { id: 'again' })], [1, 2, 3]],
    ['10', [asct('first', '2020-03-01', 'A'), asct('tandem', '2020-08-01', 'A'), asct('salvage', '2024-02-01')], [1, 1, 2]],
    ['11', [regimen('DRd', '2022-01-01', '2023-01-01'), regimen('DPd', '2023-02-01', '2023-04-01', { planId: 'C' }), regimen('FluCy', '2023-05-01', '2023-05-03', { planId: 'C' }), { id: 'cilta-cel', kind: 'cart', drugs: ['cilta-cel'], start: '2023-05-06', planId: 'C' }], [1, 2, 2, 2]],
    ['12', [regimen('Kd', '2020-01-01', '2020-01-02', { cyclesCompleted: 0 }), regimen('SVd', '2020-02-01', null)], [null, 1]],
    ['13', [regimen('Kd', '2020-01-01', '2020-05-01'), { id: 'zoledronate', kind: 'supportive', drugs: ['zoledronic'], start: '2020-05-02' }, { id: 'IVIG', kind: 'supportive', start: '2020-05-03' }, { id: 'RT', kind: 'radiotherapy', start: '2020-05-10' }, regimen('SVd', '2020-06-01', null)], [1, null, null, null, 2]],
    ['14', [regimen('DPd', '2022-01-01', '2022-12-01'), regimen('Pd', '2022-12-20', '2023-02-01', { planId: 'C' }), { id: 'cilta-cel', kind: 'cart', start: '2023-03-01', planId: 'C' }], [1, 2, 2]],
  ])('row %s', (_, episodes, expected) => {
    expect(numbers(episodes)).toEqual(expected);
    expect(lot.derive({ episodes }).answer).toMatchObject({ status: 'determined', count: Math.max(...expected.map(Number)) });
  }); // biome-ignore format: the table

  it('row 12: the incomplete regimen is flagged', () =>
    expect(
      lot.derive({ episodes: [regimen('Kd', '2020-01-01', '2020-01-02', { cyclesCompleted: 0 })] }).answer,
    ).toMatchObject({ lineOf: { Kd: null }, count: 0, flaggedIncomplete: ['Kd'], warnings: ['regimen-incomplete'] }));

  it('steroids: 5 days, 161 mg, or a regimen entry of the same size', () => {
    const pulse = (days: number, totalDexMg: number, kind = 'steroid-pulse') =>
      numbers([
        { id: 'dex', kind, drugs: ['dexamethasone'], start: '2023-11-13', days, totalDexMg } as { id: string },
      ])[0];
    expect([pulse(4, 160), pulse(5, 160), pulse(4, 161), pulse(4, 160, 'regimen')]).toEqual([null, 1, 1, null]);
  });

  it('the gap includes its 28th day', () => {
    const alone = (start: string, params = {}) =>
      numbers([regimen('VRd', '2020-01-01', '2020-05-01'), regimen('R', start, null)], params)[1];
    expect([alone('2020-05-29'), alone('2020-05-30'), alone('2020-05-30', { interruptionGapDays: 29 })]).toEqual([
      1, 2, 1,
    ]);
  });

  it('retreatment and bridging by parameter', () => {
    const again = [regimen('Kd', '2020-01-01', '2020-05-01'), regimen('Kd', '2021-01-01', null, { id: 'again' })];
    expect(numbers(again, { retreatmentAfterPdIsNewLine: true })).toEqual([1, 2]);
    const course = [
      regimen('DRd', '2022-01-01', '2023-01-01'),
      regimen('DPd', '2023-02-01', '2023-04-01', { planId: 'C' }),
      regimen('FluCy', '2023-05-01', '2023-05-03', { planId: 'C' }),
      { id: 'cilta-cel', kind: 'cart', start: '2023-05-06', planId: 'C' },
    ];
    expect(numbers(course, { bridgingCountsAsLine: true })).toEqual([1, 2, 3, 3]);
  });

  it('where no date tells them apart, a transplant stands with the line of its plan', () => {
    const undated = '2018/2024';
    const course = [
      regimen('VRd', undated, undefined, { planId: 'A' }),
      regimen('Kd', undated, undefined, { planId: 'B' }),
      asct('asct', undated, 'A'),
      asct('tandem', undated, 'A'),
    ];
    expect(numbers(course)).toEqual([1, 2, 1, 1]);
  });

  it('a transplant without plan within 365 days warns', () => {
    const warned = (start: string) =>
      lot.derive({ episodes: [regimen('VRd', '2020-01-01', '2020-05-01'), asct('asct', start)] }).answer.warnings;
    expect(warned('2020-12-31')).toEqual(['sct-without-plan']);
    expect(warned('2021-01-01')).toEqual([]);
  });

  it('an unknown stop leaves the line of a later part of the regimen open', () => {
    const { answer } = lot.derive({
      episodes: [regimen('VRd', '2020-01-01', undefined), regimen('R', '2020-07-30', null)],
    });
    expect(answer).toMatchObject({
      status: 'indeterminate',
      missing: ['stop'],
      count: { possible: [1, 2] },
      lineOf: { VRd: 1, R: { possible: [1, 2], missing: ['stop'] } },
    });
  });

  it('D9 and D10, all.md E20: the published cases', () => {
    const [first] = derive(lot, view(publishedCases()[0]?.facts ?? []));
    expect(first?.answer).toMatchObject({
      status: 'determined',
      count: 2,
      lineOf: { 'drug:d1': null, 'line:L1': 1, 'line:L2': 2 },
      warnings: [],
    });
    const [second] = derive(lot, view(publishedCases()[1]?.facts ?? []));
    expect(second?.answer).toMatchObject({
      status: 'determined',
      count: 2,
      lineOf: { 'line:L1': 1, 'bridging:br': 2, 'lymphodepletion:ld': 2, 'infusion:in': 2 },
    });
  });
});
