import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const day = (number: number): string => new Date(Date.UTC(2025, 2, 1 + number)).toISOString().slice(0, 10);
const patient: readonly Told[] = [
  ['2025-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
  [day(-5), 'lymphodepletion:ld', { 'ld.start': day(-5), 'ld.regimen': 'fluCy' }],
  [day(0), 'infusion:i', { 'inf.date': day(0), 'inf.product': 'axi-cel' }],
]; // biome-ignore format: a story
const well = { 'day.hypotension': 'none', 'day.vasopressors': ['none'], 'day.o2Device': 'none' };
const record = (number: number, time: string, items: Record<string, unknown>): Told => [
  day(number),
  `daily:d${number}-${time}`,
  { 'day.date': day(number), 'day.time': `${day(number)}T${time}`, ...items },
];
const give = (number: number, time: string, drug: string, more: Record<string, unknown> = {}): Told => [
  day(number),
  `medication:m${number}-${time}`,
  { 'med.drug': drug, 'med.at': `${day(number)}T${time}`, ...more },
];

describe('CRS and ICANS from the flow-sheet', () => {
  const story: readonly Told[] = [
    ...patient,
    record(1, '08:00', { ...well, 'day.tempMax': 36.8 }),
    record(2, '08:00', { ...well, 'day.tempMax': 38.6 }),
    give(2, '10:00', 'tocilizumab', { 'med.dose': 560, 'med.doseUnit': 'mg', 'med.purpose': 'crs' }),
    record(3, '08:00', { ...well, 'day.tempMax': 36.9, 'day.vasopressors': ['norepinephrine', 'terlipressin'] }),
    give(3, '09:00', 'methylprednisolone', { 'med.dose': 40, 'med.doseUnit': 'mg' }),
    record(4, '08:00', { ...well, 'day.tempMax': 36.6 }),
    record(5, '08:00', { ...well, 'day.tempMax': 36.5 }),
    ['2025-03-20', 'crs:c', { 'crs.occurred': true, 'crs.maxGrade': '2' }],
  ]; // biome-ignore format: a story
  it('grades every day, follows treatment, and compares with what the chart says', () =>
    expect(answersTo('crs.astct2019.course', story)).toMatchObject([
      {
        status: 'determined', maxGrade: 3, maxGradeFirstDay: 3, onsetDay: 2, resolutionDay: 4, durationDays: 2, at: day(5),
        dayGrades: [{ day: 1, grade: 0 }, { day: 2, grade: 1 }, { day: 3, grade: 3 }, { day: 4, grade: 0 }, { day: 5, grade: 0 }],
        tocilizumabDoses: 1, tocilizumabFirstDay: 2, dexamethasoneEquivalentMg: 7.5, vasopressorDays: 1,
        discrepancy: { code: 'stated-differs', stated: 2, derived: [3] },
      },
    ])); // biome-ignore format: one answer
  it('what the centre did not yet know is not graded', () =>
    expect(answersTo('crs.astct2019.course', story, day(2))).toMatchObject([
      { maxGrade: 1, resolutionDay: null, tocilizumabDoses: 1 },
    ]));
  it('oxygen of before the infusion, and fever of another cause', () => {
    const told: readonly Told[] = [
      ...patient,
      [day(-10), 'function:f', { 'com.baselineO2Device': 'nasalCannula', 'com.baselineO2Flow': 2 }],
      record(2, '08:00', { ...well, 'day.tempMax': 38.6, 'day.o2Device': 'nasalCannula', 'day.o2Flow': 2 }),
      record(3, '08:00', { ...well, 'day.tempMax': 38.6, 'day.feverOtherCause': true }),
    ]; // biome-ignore format: a story
    expect(answersTo('crs.astct2019.course', told)).toMatchObject([{ dayGrades: [{ grade: 1 }, { grade: 0 }] }]);
  });
  it('drugs known as totals of a day count as that day, unless the dose itself is recorded', () => {
    const told: readonly Told[] = [
      ...patient,
      record(2, '08:00', { ...well, 'day.tempMax': 38.6, 'day.tocilizumab': 560, 'day.dexaEq': 10 }),
    ];
    expect(answersTo('crs.astct2019.course', told)).toMatchObject([
      { tocilizumabDoses: 1, dexamethasoneEquivalentMg: 10 },
    ]);
    expect(answersTo('crs.astct2019.course', [...told, give(2, '12:00', 'tocilizumab')])).toMatchObject([
      { tocilizumabDoses: 1 },
    ]);
  });
  it('a grade written in the chart that the record does not allow is said, and changes nothing', () => {
    const told: readonly Told[] = [
      ...patient,
      record(2, '08:00', { ...well, 'day.tempMax': 38.6, 'day.crsReported': '2' }),
    ];
    expect(answersTo('crs.astct2019.course', told)).toMatchObject([
      { maxGrade: 1, warnings: expect.arrayContaining(['gradeDisagreement']) },
    ]);
  });
  it('death from CRS is grade 5', () =>
    expect(
      answersTo('crs.astct2019.course', [
        ...story,
        [day(6), 'death:d', { 'death.date': day(6), 'death.cause': 'crs' }],
      ]),
    ).toMatchObject([{ maxGrade: 5 }]));
  it('no signs recorded: nothing is said', () => expect(answersTo('crs.astct2019.course', patient)).toEqual([]));

  const neuro = { 'day.consciousness': 'alert', 'day.seizure': 'none', 'day.motor': 'no', 'day.icpSigns': ['none'] };
  it('ICE by its items, one not testable; oedema with haemorrhage; an examination not done', () => {
    const ice = {
      'day.iceOrientation': 3,
      'day.iceNaming': 3,
      'day.iceCommand': 1,
      'day.iceAttention': 1,
      'day.iceWriting': 1,
    };
    const told: readonly Told[] = [
      ...patient,
      record(4, '08:00', { ...neuro, ...ice, 'day.iceNotTestable': ['writing'] }),
      record(5, '08:00', { ...neuro, 'day.iceScore': 8, 'day.cerebralOedema': 'focal', 'day.intracranialBleed': 'yes' }),
      record(6, '08:00', { ...neuro, 'day.iceScore': 3, 'day.neuroAssessed': false }),
      record(7, '08:00', { ...neuro, 'day.iceScore': 10 }),
    ]; // biome-ignore format: a story
    expect(answersTo('icans.astct2019.course', told)).toMatchObject([
      {
        dayGrades: [
          { day: 4, grade: 1 },
          { day: 5, grade: 1 },
          { day: 6, grade: null },
          { day: 7, grade: 0 },
        ],
        minIce: 8,
        onsetDay: 4,
        resolutionDay: 7,
      },
    ]);
  });
  it('sedated: ICE and consciousness are unknown, never 0; concurrent with CRS', () => {
    const told: readonly Told[] = [
      ...story,
      record(2, '12:00', { ...neuro, 'day.iceScore': 8 }),
      record(3, '12:00', { ...neuro, 'day.consciousness': 'sedated', 'day.iceScore': 0, 'day.iceNotTestableReason': 'sedated' }),
    ]; // biome-ignore format: a story
    expect(answersTo('icans.astct2019.course', told)).toMatchObject([
      {
        dayGrades: [
          { day: 2, grade: 1 },
          { day: 3, grade: null, min: 0, max: 4 },
        ],
        concurrentCrs: true,
        minIce: 8,
      },
    ]);
  });
  it('a child is graded by CAPD', () => {
    const told: readonly Told[] = [
      ...patient,
      ['2025-01-10', 'demographics:p', { 'demo.birthYear': 2017 }],
      record(4, '08:00', { ...neuro, 'day.capd': 12 }),
    ];
    expect(answersTo('icans.astct2019.course', told)).toMatchObject([{ maxGrade: 3 }]);
  });
  it('a second infusion opens a new count of days', () => {
    const second: readonly Told[] = [
      ['2025-06-01', 'infusion:j', { 'inf.date': '2025-06-01' }],
      ['2025-06-03', 'daily:z', { 'day.date': '2025-06-03', ...well, 'day.tempMax': 39 }],
    ];
    expect(answersTo('crs.astct2019.course', [...story, ...second])).toMatchObject([
      { of: { after: 'infusion:i' }, maxGrade: 3 },
      { of: { after: 'infusion:j' }, maxGrade: 1, onsetDay: 2 },
    ]);
  });
});

const counts = (code: string, values: readonly (readonly [number, number])[]): readonly Told[] =>
  values.map(([number, value]) => [day(number), `lab:${code}${number}`, { [code]: value }]);
const every = (first: number, last: number, value: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, value] as const);

describe('counts after the infusion', () => {
  const anc = counts('lab.anc', [...every(-1, 2, 1.5), ...every(3, 9, 0.1), ...every(10, 30, 2), [45, 0.9], [52, 0.8]]);
  it('early and late ICAHT, with what the chart says', () => {
    const told: readonly Told[] = [
      ...patient,
      ...anc,
      [day(100), 'icaht:h', { 'icaht.earlyReported': '2', 'icaht.lateReported': '2' }],
    ];
    expect(answersTo('icaht.early', told)).toMatchObject([
      { grade: 3, d100: 7, discrepancy: { stated: 2, derived: [3] } },
    ]);
    expect(answersTo('icaht.late', told)).toMatchObject([{ grade: 2, discrepancy: null }]);
    expect(answersTo('neutrophilRecovery', told)).toMatchObject([{ value: 'intermittent' }]);
  });
  it('progression cuts the window', () =>
    expect(
      answersTo('icaht.early', [
        ...patient,
        ...anc,
        [day(20), 'response:p', { 'resp.date': day(20), 'resp.lugano': 'PD' }],
      ]),
    ).toMatchObject([{ status: 'indeterminate', min: 3, max: 4, warnings: ['windowCut'] }]));
  it('platelets, and a transfusion before them', () => {
    const platelets = counts('lab.plt', [...every(0, 9, 110), ...every(10, 16, 15), ...every(17, 30, 60)]);
    const told: readonly Told[] = [
      ...patient,
      ...platelets,
      [day(16), 'support:s', { 'supp.kind': 'platelets', 'supp.start': day(16) }],
    ];
    expect(answersTo('ticaht.early', told)).toMatchObject([{ grade: 3, d20: 7, recoveryDay: 24 }]);
    expect(answersTo('prolongedCytopenia', told)).toMatchObject([{ value: 'early', warnings: ['valueSupported'] }]);
  });
});

describe('immune reconstitution', () => {
  const told: readonly Told[] = [
    ...patient,
    [day(90), 'immune:a', { 'imm.cd19': 0, 'imm.cd4': 150 }],
    [day(180), 'immune:b', { 'imm.cd19': 25, 'imm.cd4': 250 }],
    [day(270), 'immune:c', { 'imm.cd19': 40, 'imm.cd4': 300 }],
    [day(100), 'lab:g', { 'lab.igg': [500, 'mg/dL', { lln: 700 }] }],
    [day(90), 'support:iv', { 'supp.kind': 'ivig', 'supp.start': day(90) }],
  ]; // biome-ignore format: a story
  it('B-cell aplasia with its end, CD4, and IgG soon after immunoglobulin', () => {
    expect(answersTo('bCellAplasia', told)).toMatchObject([
      { value: 'recovery', recoveryDay: 180, of: { preset: 'general' } },
    ]);
    expect(answersTo('cd4Recovery', told)).toMatchObject([{ value: true, recoveryDay: 180 }]);
    expect(answersTo('hypogammaglobulinaemia', told)).toMatchObject([
      { value: 'moderate', warnings: ['post-infusion'] },
    ]);
  });
  it('in lupus also the depth of depletion', () => {
    const lupus = told.map(
      (event): Told => (event[1] === 'registration:r' ? [event[0], event[1], { 'reg.indication': 'SLE' }] : event),
    );
    expect(answersTo('bCellAplasia', lupus).map(({ of }) => of?.preset)).toEqual(['general', 'sle-depth']);
  });
});

describe('events', () => {
  it('features of IEC-HS around the highest ferritin', () => {
    const told: readonly Told[] = [
      ...patient,
      [day(-8), 'lab:f0', { 'lab.ferritin': 300 }],
      [day(12), 'lab:f1', { 'lab.ferritin': [12000, 'ug/L', { uln: 400 }], 'lab.fibrinogen': 120, 'lab.anc': 0.2 }],
      [day(12), 'iechs:h', { 'iechs.occurred': true, 'iechs.timing': 'resolvingCrs', 'iechs.haemophagocytosis': 'no' }],
    ]; // biome-ignore format: a story
    expect(answersTo('iechs.astct2023', told)).toMatchObject([
      {
        value: true,
        at: day(12),
        features: { coagulopathy: true, cytopenia: true, haemophagocytosis: false },
        discrepancy: null,
      },
    ]);
    expect(answersTo('hscore.2014', told)).toMatchObject([
      { status: 'indeterminate', warnings: ['outsideDerivationPopulation'] },
    ]);
  });
  it('the febrile day with the lowest neutrophils', () => {
    const told: readonly Told[] = [
      ...patient,
      ...counts('lab.anc', [
        [4, 0.9],
        [6, 0.3],
      ]),
      record(4, '08:00', { 'day.tempMax': 38.2 }),
      record(6, '08:00', { 'day.tempMax': 38.4 }),
    ];
    expect(answersTo('febrileNeutropenia', told)).toMatchObject([{ grade: 3, at: day(6) }]);
  });
  it('an infection with its period, against the grade that was written', () => {
    const told: readonly Told[] = [
      ...patient,
      [
        day(40),
        'infection:i1',
        {
          'infx.onset': day(40),
          'infx.kind': 'bacterial',
          'infx.site': 'blood',
          'infx.hospitalised': true,
          'infx.grade': '2',
        },
      ],
    ];
    expect(answersTo('infectionGrade', told)).toMatchObject([
      { grade: 3, period: 'intermediate', severe: true, discrepancy: { stated: 2, derived: [3] } },
    ]);
  });
  it('a second malignancy, and the dates of follow-up', () => {
    const told: readonly Told[] = [
      ...patient,
      [
        '2026-09-15',
        'malignancy:m',
        { 'spm.occurred': true, 'spm.date': '2026-09-15', 'spm.kind': 'mdsAml', 'spm.carTransgene': 'notDetected' },
      ],
    ];
    expect(answersTo('secondMalignancy', told)).toMatchObject([
      { value: 'myeloidNeoplasmPostTherapy', monthsFromInfusion: 18.5, warnings: ['notReportedToAuthority'] },
    ]);
    expect(answersTo('longTermFollowUp', told, '2025-04-15')).toMatchObject([{ nextDue: '2025-06-01' }]);
  });
  it('the dose line is never asked of a timeline', () => expect(answersTo('tocilizumab.dose', patient)).toEqual([]));
});
