import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { crsCourse } from '../toxicity/crs/course.ts';
import { icansCourse } from '../toxicity/icans/course.ts';
import { admissionsOf, bedsideColumnOf, bedsideOf } from './bedside.ts';

const day = (number: number): string => new Date(Date.UTC(2025, 2, 1 + number)).toISOString().slice(0, 10);
const infused: readonly Told[] = [
  ['2025-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
  ['2025-01-10', 'demographics:1', { 'demo.birthYear': 1965 }],
  [day(0), 'infusion:i', { 'inf.date': day(0), 'inf.product': 'axi-cel' }],
];
const well = { 'day.hypotension': 'none', 'day.vasopressors': ['none'], 'day.o2Device': 'none' };
const at = (number: number, time: string, items: Record<string, unknown>, name = ''): Told => [
  day(number),
  `daily:d${number}-${time}${name}`,
  { 'day.date': day(number), 'day.time': `${day(number)}T${time}`, ...items },
];
const give = (number: number, time: string, drug: string): Told => [
  day(number),
  `medication:m${number}-${time}`,
  { 'med.drug': drug, 'med.at': `${day(number)}T${time}` },
];
const ice = (orientation: number, naming = 3) => ({
  'day.iceOrientation': orientation,
  'day.iceNaming': naming,
  'day.iceCommand': 1,
  'day.iceWriting': 1,
  'day.iceAttention': 1,
});
const awake = { 'day.consciousness': 'alert', 'day.seizure': 'none', 'day.motor': 'no', 'day.icpSigns': ['none'] };
/** The sheet of a story; each of its columns on its own is the same. */
const sheet = (story: readonly Told[], admission?: string) => {
  const of = patient(viewOf([...infused, ...story]));
  const made = bedsideOf(of, admission);
  for (const column of made?.observations ?? [])
    expect(bedsideColumnOf(patient(viewOf([...infused, ...story])), admission, column.event)).toEqual(column);
  return made;
};
const columns = (story: readonly Told[]) => sheet(story)?.observations ?? [];

describe('the sheet of an admission', () => {
  it('has a column per observation, in order of time, each with its grades', () =>
    expect(
      columns([
        at(2, '20:00', { ...well, 'day.tempMax': 36.9, ...ice(4), ...awake }),
        at(2, '08:00', { ...well, 'day.tempMax': 38.6 }),
        at(-2, '08:00', { 'day.tempMax': 36.4 }),
      ]),
    ).toMatchObject([
      { at: '2025-02-27T08:00', day: -2, crs: null, icans: null },
      { at: '2025-03-03T08:00', day: 2, crs: { grade: 1, gate: 'fever' }, icans: null },
      { at: '2025-03-03T20:00', day: 2, crs: { grade: 0, gate: 'recentFever' }, icans: { grade: 0 } },
    ]));
  it('has no column for what lies before it, is of no daily record, or of no admission', () => {
    const of = patient(
      viewOf([...infused, at(-20, '08:00', { 'day.tempMax': 36.4 }), at(2, '08:00', { 'day.tempMax': 39 })]),
    );
    expect(bedsideColumnOf(of, undefined, 'daily:d-20-08:00')).toBeNull();
    expect(bedsideColumnOf(of, undefined, 'infusion:i')).toBeNull();
    expect(bedsideColumnOf(of, undefined, 'daily:none')).toBeNull();
    expect(bedsideColumnOf(of, 'infusion:none', 'daily:d2-08:00')).toBeNull();
    expect(bedsideColumnOf(of, 'infusion:i', 'daily:d2-08:00')).toMatchObject({ day: 2, crs: { min: 1 } });
  });
  it('is that of one admission: the last, or the one asked for', () => {
    const second: readonly Told[] = [
      at(2, '08:00', { ...well, 'day.tempMax': 38.6 }),
      [day(60), 'infusion:j', { 'inf.date': day(60), 'inf.product': 'axi-cel' }],
      at(62, '08:00', { ...well, 'day.tempMax': 39 }),
    ];
    expect(admissionsOf(patient(viewOf([...infused, ...second]))).map(({ event }) => event)).toEqual([
      'infusion:i',
      'infusion:j',
    ]);
    expect(sheet(second)?.observations.map((one) => one.day)).toEqual([2]);
    expect(sheet(second)?.admission.event).toBe('infusion:j');
    expect(sheet(second, 'infusion:i')?.observations.map(({ event }) => event)).toEqual(['daily:d2-08:00']);
    expect(sheet(second, 'infusion:i')?.crs?.of).toEqual({ after: 'infusion:i' });
    expect(sheet(second, 'infusion:none')).toBeNull();
  });
  it('without an infusion there is none', () => expect(bedsideOf(patient(viewOf([])))).toBeNull());
  it('grades what the courses grade, and with them', () => {
    const told = [
      at(1, '08:00', { ...well, 'day.tempMax': 38.4 }),
      give(1, '09:00', 'tocilizumab'),
      at(1, '20:00', { ...well, 'day.tempMax': 36.9, 'day.vasopressors': ['norepinephrine'], ...ice(2), ...awake }),
      at(3, '08:00', { ...well, 'day.tempMax': 36.5, 'day.o2Device': 'nasalCannula' }),
    ];
    const of = patient(viewOf([...infused, ...told]));
    const found = bedsideOf(of);
    expect(found?.crs?.answer).toEqual(derive(crsCourse, of)[0]?.answer);
    expect(found?.icans?.answer).toEqual(derive(icansCourse, of)[0]?.answer);
    const graded = (found?.crs?.answer.perObservation ?? []) as readonly { min: number; max: number }[];
    expect(found?.observations.map(({ crs }) => [crs?.min, crs?.max])).toEqual(
      graded.map(({ min, max }) => [min, max]),
    );
    expect(found?.observations.map(({ crs }) => crs?.gate)).toEqual(['fever', 'treated', 'treated']);
    expect(found?.observations[2]?.crs).toMatchObject({ grade: null, min: 2, max: 3, missing: ['day.o2Flow'] });
    expect(found?.drugs).toMatchObject([{ drug: 'tocilizumab', at: '2025-03-02T09:00', day: 1 }]);
  });
  it('explanations change no grade', () => {
    const of = patient(viewOf([...infused, at(1, '08:00', { ...well, 'day.tempMax': 38.4 })]));
    const plain = bedsideOf(of, undefined, () => false)?.observations[0]?.crs;
    const told = bedsideOf(of)?.observations[0]?.crs;
    expect(plain).toMatchObject({ grade: 1, components: {} });
    expect(told).toMatchObject({ grade: 1, components: { fever: { grade: 1 }, hypoxia: { grade: 0 } } });
  });
});

describe('what is missing, by observation', () => {
  it.each([
    [
      'nothing but a fever: every sign',
      { 'day.tempMax': 38.6 },
      ['day.o2Device', 'day.vasopressors', 'day.hypotension'],
    ],
    ['no temperature', well, ['day.tempMax']],
    ['a cannula without its flow', { ...well, 'day.tempMax': 39, 'day.o2Device': 'nasalCannula' }, ['day.o2Flow']],
    ['nothing', { ...well, 'day.tempMax': 39 }, []],
  ])('CRS, %s', (_, items, missing) => expect(columns([at(2, '08:00', items)])[0]?.crs?.missing).toEqual(missing));
  it.each([
    ['an item of ICE not asked', { ...ice(4), 'day.iceWriting': undefined, ...awake }, ['day.iceWriting'], [0, 1]],
    ['ICE not asked', awake, ['day.iceOrientation', 'day.iceNaming', 'day.iceCommand', 'day.iceWriting', 'day.iceAttention'], [0, 3]],
    ['seizures', { ...ice(4), ...awake, 'day.seizure': undefined }, ['day.seizure'], [0, 4]],
    ['signs of pressure', { ...ice(4), ...awake, 'day.icpSigns': undefined }, ['day.icpSigns'], [0, 4]],
    ['nothing', { ...ice(4), ...awake }, [], [0, 0]],
  ])('ICANS, %s', (_, items, missing, [min, max]) => {
    const given = Object.fromEntries(Object.entries(items).filter(([, value]) => value !== undefined));
    expect(columns([at(2, '08:00', given)])[0]?.icans).toMatchObject({ missing, min, max });
  }); // biome-ignore format: a table
  it('items that were not testable are no zero: they count from none to all of their points', () =>
    expect(
      columns([at(2, '08:00', { ...ice(4), 'day.iceNotTestable': ['writing'], 'day.iceWriting': 0, ...awake })])[0]
        ?.icans,
    ).toMatchObject({ grade: null, min: 0, max: 1, missing: ['day.iceWriting'] }));
  it('an unarousable patient is grade 4 without any item', () =>
    expect(
      columns([
        at(2, '08:00', {
          'day.iceNotTestable': ['all'],
          'day.iceNotTestableReason': 'unarousable',
          'day.consciousness': 'unarousable',
        }),
      ])[0]?.icans,
    ).toMatchObject({ grade: 4, missing: [] }));
  it('an item that was not asked leaves its points open, and no more', () => {
    const { 'day.iceOrientation': _, ...others } = ice(4);
    const [column] = columns([at(2, '08:00', { ...others, ...awake })]);
    // 6 of 10, and four open: 6 is grade 2, 10 is grade 0.
    expect(column?.icans).toMatchObject({ min: 0, max: 2, missing: ['day.iceOrientation'] });
  });
});

describe('contradictions', () => {
  it('in one observation are both kept, the worst counts, and the item is named', () => {
    const told: readonly Told[] = [
      at(2, '08:00', { ...well, 'day.tempMax': 37.1 }),
      [day(2), 'daily:d2-08:00', { 'day.tempMax': 38.9, 'day.vasopressors': ['norepinephrine'] }],
    ];
    expect(columns(told)).toMatchObject([
      { crs: { grade: 3 }, contradictory: ['day.tempMax', 'day.vasopressors'], sameMoment: [] },
    ]);
    expect(columns([...told].reverse())[0]?.crs).toMatchObject({ grade: 3 });
  });
  it('of two observations at one moment are two columns that name each other', () =>
    expect(
      columns([
        at(2, '08:00', { ...well, 'day.tempMax': 37.1 }),
        at(2, '08:00', { ...well, 'day.tempMax': 38.9 }, 'b'),
        at(2, '09:00', { ...well, 'day.tempMax': 38.9 }),
      ]).map(({ sameMoment }) => sameMoment),
    ).toEqual([['daily:d2-08:00b'], ['daily:d2-08:00'], []]));
  it('a vasopressor under two names counts once', () =>
    expect(
      columns([
        at(2, '08:00', { ...well, 'day.tempMax': 39, 'day.vasopressors': ['vasopressin', 'terlipressin'] }),
        at(2, '09:00', { ...well, 'day.tempMax': 39, 'day.vasopressors': ['norepinephrine', 'terlipressin'] }),
        at(2, '10:00', { ...well, 'day.tempMax': 39, 'day.vasopressors': ['norepinephrine', 'epinephrine'] }),
      ]).map(({ crs }) => crs?.grade),
    ).toEqual([3, 3, 4]));
});
