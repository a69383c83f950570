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
  expect(drd?.schedules.map(({ drug, from, words, reading }) => [drug, from, words, reading?.mark])).toEqual([
    ['daratumumab', 'knowledge', null, 'memory'],
    ['lenalidomide', 'knowledge', null, undefined],
    ['dexamethasone', 'knowledge', null, undefined],
  ]);
  // myeloma.md 8: weekly in cycles 1 and 2, days 1 and 15 in cycles 3 to 6.
  const days = (number: number) =>
    drd?.cycles
      .find((cycle) => cycle.number === number)
      ?.doses.flatMap(({ drug, day }) => (drug === 'daratumumab' ? [day] : []));
  expect([1, 2, 3, 4].map(days)).toEqual([[1, 8, 15, 22], [1, 8, 15, 22], [1, 15], [1, 15]]); // biome-ignore format: days
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

describe('days by cycle', () => {
  const line = (regimen: string, start: string, asOf: string) =>
    regimensOf(
      told([[start, 'line:L1', { 'line.number': 1, 'line.regimen': regimen, 'line.start': start }]], asOf),
      asOf,
    )[0];

  it('Kd: 20 mg/m2 on days 1 and 2 of cycle 1, 56 from day 8 on and in every later cycle', () => {
    const kd = line('Kd', '2024-01-01', '2024-02-10');
    const of = (number: number) =>
      kd?.cycles[number - 1]?.doses
        .filter(({ drug }) => drug === 'carfilzomib')
        .map(({ day, planned }) => [day, planned]);
    expect(of(1)).toEqual([[1, 20], [2, 20], [8, 56], [9, 56], [15, 56], [16, 56]]); // biome-ignore format: days
    expect(of(2)).toEqual([[1, 56], [2, 56], [8, 56], [9, 56], [15, 56], [16, 56]]); // biome-ignore format: days
  });
  it('PVd: bortezomib four times up to cycle 8, twice from cycle 9 on', () => {
    const pvd = line('PVd', '2024-01-01', '2024-07-01');
    const days = (number: number) =>
      pvd?.cycles[number - 1]?.doses.flatMap(({ drug, day }) => (drug === 'bortezomib' ? [day] : []));
    expect([days(8), days(9)]).toEqual([[1, 4, 8, 11], [1, 8]]); // biome-ignore format: days
  });
});

describe('what was given, against the plan', () => {
  const dose = (day: string, event: string, items: Readonly<Record<string, unknown>>) =>
    [day, event, { 'dose.lineRef': 'line:L1', ...items }] as const;
  const [kd] = regimensOf(
    told(
      [
        ['2024-01-01', 'line:L1', { 'line.number': 1, 'line.regimen': 'Kd', 'line.start': '2024-01-01' }],
        dose('2024-01-02', 'dose:a', { 'dose.drug': 'carfilzomib', 'dose.cycle': 1, 'dose.cycleDay': 2, 'dose.given': 20, 'dose.unit': 'mg/m2' }),
        dose('2024-01-08', 'dose:b', { 'dose.drug': 'carfilzomib', 'dose.date': '2024-01-08', 'dose.given': 27, 'dose.unit': 'mg/m2', 'dose.status': 'reduced' }),
        dose('2024-01-10', 'dose:c', { 'dose.drug': 'carfilzomib', 'dose.date': '2024-01-10', 'dose.given': 56, 'dose.unit': 'mg/m2' }),
      ], // biome-ignore format: a story
      '2024-01-20',
    ),
    '2024-01-20',
  );
  const found = kd?.cycles[0]?.doses.filter(({ drug, given }) => drug === 'carfilzomib' && given !== null);

  it('is found by cycle and day, and by its date alone; on a day without a plan it is called unplanned', () =>
    expect(found?.map(({ day, planned, unplanned, given }) => [day, planned, unplanned, given?.dose, given?.status])).toEqual([
      [2, 20, false, 20, null],
      [8, 56, false, 27, 'reduced'],
      [10, null, true, 56, null],
    ])); // biome-ignore format: a table
  it('leaves every other day with nothing on record', () =>
    expect(kd?.cycles[0]?.doses.filter(({ given }) => given === null)).toHaveLength(6 - 2 + 8));
});

it('a cell therapy counts from the infusion: planned from the first day of lymphodepletion, two days late', () => {
  const [line] = regimensOf(
    told(
      [
        ['2025-01-01', 'line:L1', { 'line.number': 1, 'line.regimen': 'axi-cel', 'line.start': '2025-01-01' }],
        ['2025-03-01', 'lymphodepletion:d', { 'ld.start': '2025-03-01', 'ld.end': '2025-03-03', 'ld.regimen': 'fluCy' }],
        ['2025-03-08', 'infusion:i', { 'inf.date': '2025-03-08', 'inf.product': 'axi-cel', 'inf.dosePerKg': 2 }],
      ], // biome-ignore format: a story
      '2025-04-01',
    ),
    '2025-04-01',
  );
  expect(line?.fromInfusion).toBe(true);
  const [course] = line?.cycles ?? [];
  expect([toIso(course?.planned.start ?? 0), toIso(course?.actual?.start ?? 0), course?.delayDays]).toEqual([
    '2025-03-06',
    '2025-03-08',
    [2, 2],
  ]);
  expect(course?.doses.find(({ day }) => day === 0)?.given?.dose).toBe(2);
});
