import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const day = (number: number): string => new Date(Date.UTC(2025, 2, 1 + number)).toISOString().slice(0, 10);
const patient: readonly Told[] = [
  ['2025-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
  [day(-5), 'lymphodepletion:ld', { 'ld.start': day(-5), 'ld.regimen': 'fluCy' }],
  [day(0), 'infusion:i', { 'inf.date': day(0), 'inf.product': 'axi-cel' }],
]; // biome-ignore format: a story
const lab = (number: number, items: Record<string, unknown>): Told => [day(number), `lab:l${number}`, items];
const full = { 'lab.plt': 110, 'lab.anc': 0.95, 'lab.hb': 10.1, 'lab.crp': 42, 'lab.ferritin': 540 };

describe('CAR-HEMATOTOX before lymphodepletion', () => {
  it('the value nearest to day -5 of day -10 to the start; C-reactive protein in mg/L', () =>
    expect(answersTo('carHematotox.2021', [...patient, lab(-9, { ...full, 'lab.plt': 50 }), lab(-6, full), lab(-4, { ...full, 'lab.plt': 10 })])).toMatchObject([
      { score: 3, category: 'high', at: day(-5), components: { platelets: { value: 110 }, crp: { value: 4.2 } }, warnings: [] },
    ])); // biome-ignore format: one answer
  it('of two as near the earlier', () => {
    const before = patient.map(
      (event): Told => (event[1] === 'lymphodepletion:ld' ? [day(-3), event[1], { 'ld.start': day(-3) }] : event),
    );
    expect(
      answersTo('carHematotox.2021', [...before, lab(-4, { ...full, 'lab.plt': 10 }), lab(-6, full)]),
    ).toMatchObject([{ components: { platelets: { value: 110 } } }]);
  });
  it('platelets of day -11 are outside the window', () =>
    expect(
      answersTo('carHematotox.2021', [...patient, lab(-11, { 'lab.plt': 110 }), lab(-6, { ...full, 'lab.plt': null })]),
    ).toMatchObject([{ missing: ['lab.plt'], min: 2, max: 4 }]));
  it('a transfusion before, another disease, and a start that is not recorded are said', () => {
    const told = [
      ...patient,
      lab(-6, full),
      [day(-8), 'support:s', { 'supp.kind': 'platelets', 'supp.start': day(-8) }] as Told,
    ];
    expect(answersTo('carHematotox.2021', told)[0]?.warnings).toEqual(['valueSupported']);
    const leukaemia = [
      ['2025-01-10', 'registration:r', { 'reg.indication': 'ALL' }] as Told,
      ...patient.slice(2),
      lab(-6, full),
    ];
    expect(answersTo('carHematotox.2021', leukaemia)[0]?.warnings).toEqual([
      'outsideDerivationPopulation',
      'lymphodepletionStartUnknown',
    ]);
  });
});

describe('EASIX family', () => {
  const set = { 'lab.ldh': 400, 'lab.creatinine': 1, 'lab.crp': 20, 'lab.plt': 100 };
  it('before lymphodepletion and on days 0, 1, 3 and 7', () => {
    const told = [
      ...patient,
      lab(-6, set),
      lab(0, { ...set, 'lab.ldh': 800 }),
      lab(2, set),
      lab(3, { ...set, 'lab.plt': null }),
    ];
    expect(answersTo('easix', told)).toMatchObject([
      { of: { timepoint: 'pre' }, value: 4, aboveCutoff467: false },
      { of: { timepoint: 'd0' }, value: 8, aboveCutoff467: true },
      { of: { timepoint: 'd3' }, status: 'indeterminate', missing: ['lab.plt'] },
    ]);
    expect(answersTo('mEasix', told)[0]).toMatchObject({ value: 8 });
    expect(answersTo('sEasix', told)[0]).toMatchObject({ value: 4 });
  });
  it('values more than three days apart are no set', () =>
    expect(answersTo('sEasix', [...patient, lab(-10, { 'lab.ldh': 400 }), lab(-6, { 'lab.plt': 100 })])).toMatchObject([
      { status: 'indeterminate', missing: ['lab.ldh'] },
    ]));
});

describe('comorbidity', () => {
  const listed: readonly Told[] = [
    ...patient,
    ['2015', 'comorbidity:a', { 'com.condition': 'arrhythmia' }],
    ['2025-01-20', 'comorbidity:a', { 'com.active': 'no' }],
    ['2025-01-20', 'comorbidity:b', { 'com.condition': 'rheumatologic', 'com.active': 'yes' }],
    ['2025-01-20', 'comorbidity:c', { 'com.condition': 'diabetes', 'com.active': 'no' }],
    ['2025-01-20', 'demographics:p', { 'demo.birthYear': 1960 }],
  ]; // biome-ignore format: a story
  const complete: Told = [
    '2025-01-20',
    'function:f',
    { 'com.listComplete': true, 'com.weight': 108, 'com.height': 175, 'com.hctciReported': 3 },
  ];
  it('a complete list: arrhythmia ever, obesity by weight and height, against the score that was written', () => {
    expect(answersTo('hctci.2005', [...listed, complete])).toMatchObject([
      { score: 4, category: 'high', hctCiAge: 5, discrepancy: { stated: 3, derived: [4] } },
    ]);
    expect(answersTo('charlson.1987', [...listed, complete])).toMatchObject([{ score: 1, ageAdjusted: 3 }]);
  });
  it('an incomplete list leaves what nobody asked open', () =>
    expect(answersTo('hctci.2005', listed)).toMatchObject([
      { status: 'indeterminate', min: 3, category: 'high', categoryStatus: 'determined' },
    ]));
  it('bilirubin of the 28 days before lymphodepletion, over its own limit', () => {
    const raised: Told = [day(-20), 'lab:b', { 'lab.bilirubin': [1.5, 'mg/dL', { uln: 1.2 }] }];
    const early: Told = [day(-40), 'lab:b', { 'lab.bilirubin': [1.5, 'mg/dL', { uln: 1.2 }] }];
    expect(answersTo('hctci.2005', [...listed, complete, raised])[0]).toMatchObject({ score: 5 });
    expect(answersTo('hctci.2005', [...listed, complete, early])[0]).toMatchObject({ score: 4 });
  });
});

describe('IPI family and performance status', () => {
  const staged: readonly Told[] = [
    ...patient,
    ['2025-01-20', 'demographics:p', { 'demo.birthYear': 1955 }],
    ['2024-02-01', 'line:L1', { 'line.number': 1, 'line.start': '2024-02-01' }],
    ['2024-01-15', 'staging:s1', { 'stg.timepoint': 'dx', 'stg.annArbor': '4', 'stg.ecog': '2', 'stg.extranodalSites': 2, 'stg.ipiReported': 4 }],
    ['2024-01-16', 'lab:x', { 'lab.ldh': [500, 'U/L', { uln: 250 }] }],
    ['2025-01-15', 'staging:s2', { 'stg.annArbor': '2x', 'stg.ecog': '0' }],
    ['2024-01-15', 'marrow:m', { 'marrow.lymphoma': 'yes' }],
  ]; // biome-ignore format: a story
  it('at diagnosis and before a second line', () => {
    expect(answersTo('ipi', staged)).toMatchObject([
      { of: { setting: 'diagnosis' }, score: 5, category: 'high', discrepancy: { stated: 4, derived: [5] } },
      { of: { setting: 'secondLine' }, status: 'indeterminate', min: 1, max: 3 },
    ]);
    expect(answersTo('aaipi', staged)[1]).toMatchObject({
      of: { setting: 'secondLine' },
      min: 0,
      max: 1,
      missing: ['lab.ldh', 'lab.uln'],
    });
    expect(answersTo('nccnIpi', staged)[0]).toMatchObject({ score: 6, category: 'high' });
  });
  it('the last performance status, also from Karnofsky', () => {
    expect(answersTo('ecog', staged)).toMatchObject([{ value: 0, at: '2025-01-15' }]);
    expect(answersTo('ecog', [...staged, ['2025-02-01', 'staging:s3', { 'stg.karnofsky': 60 }]])).toMatchObject([
      { value: 2, warnings: ['mappedFromKarnofsky'] },
    ]);
  });
});

it('InflaMix counts what was measured before the infusion', () =>
  expect(answersTo('inflamix', [...patient, lab(-2, { 'lab.albumin': 3, 'lab.alp': 100, 'lab.ast': 20, 'lab.crp': 12, 'lab.hb': 9, 'lab.ldh': 300 }), lab(1, { 'lab.ferritin': 900 }), [day(-2), 'assay:c', { 'cyt.analyte': 'il6', 'cyt.value': 12 }]])).toMatchObject([
    { coverage: { of14: 7, of6: 6 } },
  ])); // biome-ignore format: one answer
