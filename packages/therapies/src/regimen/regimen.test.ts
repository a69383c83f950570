import { patient } from '@linea/criteria';
import { asOfDay, publishedCases, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { told } from '../story.testing.ts';
import { regimensOf } from './regimen.ts';

const facts = publishedCases()[0]?.facts ?? [];
const on = (day: string) => regimensOf(patient(view(facts, asOfDay(day))), day);

describe('SVd of case 000 on 3 December 2025', () => {
  const svd = on('2025-12-03').at(-1);
  const cycle = (number: number) => svd?.cycles.find((one) => one.number === number);
  const doseOn = (number: number, day: number, drug: string) =>
    cycle(number)?.doses.find((dose) => dose.day === day && dose.drug === drug);

  it('the calendar of myeloma.md 8.1: C1D22, C3D22, C6D1', () => {
    expect(toIso(doseOn(1, 22, 'selinexor')?.on.start ?? 0)).toBe('2024-04-26');
    expect(toIso(doseOn(3, 22, 'selinexor')?.on.start ?? 0)).toBe('2024-07-05');
    expect(toIso(doseOn(6, 1, 'bortezomib')?.on.start ?? 0)).toBe('2024-09-27');
  });
  it('cycle 18 began 12 days late; between it is planned, not recorded; two more are to come', () => {
    expect(cycle(18)).toMatchObject({ status: 'recorded', delayDays: [12, 12] });
    expect(toIso(cycle(18)?.planned.start ?? 0)).toBe('2025-11-21');
    expect(cycle(2)).toMatchObject({ status: 'planned', actual: null, delayDays: null });
    expect(svd?.cycles.map(({ status }) => status).filter((status) => status === 'future')).toHaveLength(2);
    expect(toIso(cycle(19)?.expected.start ?? 0)).toBe('2026-01-07');
  });
  it('each planned dose is of the level then in force', () => {
    expect(doseOn(1, 15, 'selinexor')?.planned).toBe(100);
    expect(doseOn(1, 22, 'selinexor')?.planned).toBe(80);
    expect(doseOn(3, 15, 'selinexor')?.planned).toBe(80);
    expect(doseOn(3, 22, 'selinexor')?.planned).toBe(60);
    expect(doseOn(5, 22, 'bortezomib')?.planned).toBe(1.3);
    expect(doseOn(6, 1, 'bortezomib')?.planned).toBe(1);
    expect(doseOn(1, 1, 'selinexor')?.given).toBeNull();
  });
  it('levels with reason, event and the table of the label: D24', () => {
    const selinexor = svd?.drugs.find(({ drug }) => drug === 'selinexor');
    expect(selinexor?.levels.map(({ dose, level }) => [dose, level])).toEqual([[100, 0], [80, -1], [60, -2]]); // biome-ignore format: pairs
    expect(selinexor?.levels[1]).toMatchObject({
      reason: 'haematological',
      events: [{ term: 'thrombocytopenia', grade: 3 }],
      label: { steps: [{ action: 'reduce', nextDose: 80 }, { action: 'interrupt-then-reduce', nextDose: 80 }] },
    }); // biome-ignore format: a table
    expect(svd?.drugs.find(({ drug }) => drug === 'bortezomib')?.levels.at(-1)).toMatchObject({
      dose: 1,
      level: -1,
      label: null,
    });
  });
  it('relative dose and intensity: D26', () => {
    const of = (name: string) => svd?.drugs.find(({ drug }) => drug === name)?.intensity;
    expect(of('selinexor')).toMatchObject({ relativeDosePercent: 63.8, rdiPercent: 62.5, noOmissionsAssumed: true });
    expect(of('bortezomib')).toMatchObject({ relativeDosePercent: 83.7, rdiPercent: 82.1 });
  });
  it('support is linked to what it is for, and what is not on record is said so', () => {
    const of = (what: string) => svd?.support.find((one) => one.what === what);
    expect(of('olanzapine')?.for).toMatchObject([{ purpose: 'nausea', drugs: ['selinexor'], facts: ['a155'] }]);
    expect(of('ivig')?.for[0]?.facts).toContain('a082');
    expect(of('bisphosphonate')?.for[0]).toMatchObject({ purpose: 'bone' });
    expect(svd?.notRecorded.map(({ purpose }) => purpose)).toEqual(['zoster']);
  });
});

it('DRd had four cycles and no more, by the usual schedule of the regimen, which is said', () => {
  const drd = on('2025-12-03')[0];
  expect(drd?.cycles).toHaveLength(4);
  expect(drd?.schedules.map(({ drug, from, words }) => [drug, from, words !== null])).toEqual([
    ['daratumumab', 'knowledge', true],
    ['lenalidomide', 'knowledge', false],
    ['dexamethasone', 'knowledge', false],
  ]);
  expect(drd?.support.map(({ what }) => what)).toEqual(['bisphosphonate', 'ivig']);
});

it('as of its first weeks the line of March 2024 does not know of April', () => {
  const lines = on('2024-03-31');
  expect(lines.map(({ line }) => line.regimen)).toEqual(['DRd']);
});

describe('a line with single doses', () => {
  const story = (end: string) =>
    [
      ['2024-01-01', 'registration:r', { 'reg.indication': 'MM' }],
      ['2024-01-01', 'line:L1', { 'line.number': 1, 'line.regimen': 'PVd', 'line.start': '2024-01-01' }],
      ['2024-01-01', 'drug:d1', { 'drug.code': 'pomalidomide', 'drug.lineRef': 'line:L1', 'drug.start': '2024-01-01', 'drug.dose': 4, 'drug.doseUnit': 'mg', 'drug.schedule': '1-14', 'drug.cycleLength': 21 }],
      ['2024-01-01', 'dose:o1', { 'dose.drug': 'pomalidomide', 'dose.lineRef': 'line:L1', 'dose.cycle': 1, 'dose.cycleDay': 1, 'dose.planned': 4, 'dose.given': 4, 'dose.unit': 'mg', 'dose.status': 'given' }],
      ['2024-01-02', 'dose:o2', { 'dose.drug': 'pomalidomide', 'dose.lineRef': 'line:L1', 'dose.cycle': 1, 'dose.cycleDay': 2, 'dose.planned': 4, 'dose.given': 0, 'dose.unit': 'mg', 'dose.status': 'omitted' }],
      [end, 'followup:f', { 'fu.survival': 'alive' }],
    ] as const; // biome-ignore format: a table

  it('shows planned against given, day by day', () => {
    const [pvd] = regimensOf(told(story('2024-02-01'), '2024-02-01'), '2024-02-01');
    const doses = pvd?.cycles[0]?.doses ?? [];
    expect(doses.find(({ day, drug }) => day === 1 && drug === 'pomalidomide')?.given).toMatchObject({
      dose: 4,
      status: 'given',
    });
    expect(doses.find(({ day, drug }) => day === 2 && drug === 'pomalidomide')?.given).toMatchObject({
      dose: 0,
      status: 'omitted',
    });
    expect(doses.find(({ day, drug }) => day === 3 && drug === 'pomalidomide')?.given).toBeNull();
  });
  it('a line without a first day has no calendar', () => {
    const [line] = regimensOf(
      told([['2024-01-01', 'registration:r', { 'reg.indication': 'MM' }], ['2024', 'line:L1', { 'line.number': 1, 'line.regimen': 'PVd' }]], '2024-06-01'),
      '2024-06-01',
    ); // biome-ignore format: a story
    expect(line?.cycles).toEqual([]);
  });
});
