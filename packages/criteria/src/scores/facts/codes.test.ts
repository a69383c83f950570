import { describe, expect, it } from 'vitest';
import { type Answered, answersTo, type Told } from '../../patient/story.testing.ts';
import { criterionById } from '../../registry.ts';

const day = (number: number): string => new Date(Date.UTC(2025, 2, 1 + number)).toISOString().slice(0, 10);
const story = (indication = 'LBCL'): readonly Told[] => [
  ['2025-01-10', 'registration:r', { 'reg.indication': indication }],
  [day(-5), 'lymphodepletion:ld', { 'ld.start': day(-5), 'ld.regimen': 'fluCy' }],
  [day(0), 'infusion:i', { 'inf.date': day(0), 'inf.product': 'axi-cel' }],
];
const lab = (number: number, items: Told[2], name = 'l'): Told => [day(number), `lab:${name}${number}`, items];
const support = (number: number, kind: string): Told => [day(number), `support:${kind}${number}`, { 'supp.kind': kind, 'supp.start': day(number) }]; // biome-ignore format: one event
const daily = (number: number, items: Told[2]): Told => [day(number), `daily:${number}`, { 'day.date': day(number), ...items }]; // biome-ignore format: one event
const last = (id: string, ...facts: readonly Told[]) => answersTo(id, [...story(), ...facts])[0];

const isWarned = (answer: Answered | undefined, code: string): boolean =>
  (answer?.warnings as readonly string[] | undefined)?.includes(code) ?? false;

const WELL = { 'lab.plt': [200, '10*9/L'], 'lab.anc': [2, '10*9/L'], 'lab.hb': [11, 'g/dL'], 'lab.crp': [10, 'mg/L'], 'lab.ferritin': [300, 'ug/L'] }; // biome-ignore format: a table

describe('CAR-HEMATOTOX: each result by its code, in its own unit', () => {
  it.each<[string, unknown, number]>([
    ['lab.plt', [176, '10*9/L'], 0], ['lab.plt', [175, '10*9/L'], 1], ['lab.plt', [75, '10*9/L'], 1], ['lab.plt', [74, '10*9/L'], 2],
    ['lab.anc', [1.2, '10*9/L'], 0], ['lab.anc', [1199, '/uL'], 1], ['lab.hb', [90, 'g/L'], 0], ['lab.hb', [8.9, 'g/dL'], 1],
    ['lab.crp', [30, 'mg/L'], 0], ['lab.crp', [30.1, 'mg/L'], 1], ['lab.ferritin', [649, 'ug/L'], 0], ['lab.ferritin', [650, 'ug/L'], 1],
    ['lab.ferritin', [2000, 'ng/mL'], 1], ['lab.ferritin', [2001, 'ug/L'], 2],
  ])('%s %j', (code, value, score) => expect(last('carHematotox.2021', lab(-5, { ...WELL, [code]: value }))).toMatchObject({ score })); // biome-ignore format: a table
  it.each([[-10, true], [-11, false], [-5, true], [-4, false]])('day %i is of the window: %s', (number, counts) =>
    expect(last('carHematotox.2021', lab(number, WELL)) !== undefined).toBe(counts)); // biome-ignore format: a table
  it.each<[string, Told, boolean]>([
    ['platelets 7 days before', support(-12, 'platelets'), true], ['8 days before', support(-13, 'platelets'), false],
    ['red cells 14 days before', support(-19, 'rbc'), true], ['15 days before', support(-20, 'rbc'), false], ['on the day', support(-5, 'rbc'), true],
    ['the day after', support(-4, 'rbc'), false], ['immunoglobulin', support(-6, 'ivig'), false], ['units of platelets', daily(-6, { 'day.pltUnits': 1 }), true],
    ['units of red cells', daily(-6, { 'day.rbcUnits': 2 }), true], ['none', daily(-6, { 'day.rbcUnits': 0 }), false],
  ])('supported: %s', (_, transfusion, supported) =>
    expect(isWarned(last('carHematotox.2021', transfusion, lab(-5, WELL)), 'valueSupported')).toBe(supported)); // biome-ignore format: a table
  it.each([['LBCL', false], ['MM', false], ['ALL', true], ['SLE', true]])('of %s: outside what it was built for: %s', (disease, outside) => {
    const [answer] = answersTo('carHematotox.2021', [...story(disease), lab(-5, WELL)]);
    expect(isWarned(answer, 'outsideDerivationPopulation')).toBe(outside);
  }); // biome-ignore format: a table
});

describe('EASIX: the set of a time point', () => {
  const SET = {
    'lab.ldh': [400, 'U/L'],
    'lab.creatinine': [1, 'mg/dL'],
    'lab.plt': [100, '10*9/L'],
    'lab.crp': [80, 'mg/L'],
  };
  const { 'lab.plt': platelets, ...others } = SET;
  it.each([['easix', 4], ['sEasix', 4], ['mEasix', 32]])('%s', (id, value) => expect(last(id, lab(-6, SET))).toMatchObject({ value, of: { timepoint: 'pre' } })); // biome-ignore format: a table
  it.each([[-5, 'pre'], [-4, undefined], [0, 'd0'], [1, 'd1'], [2, undefined], [3, 'd3'], [7, 'd7'], [8, undefined]])('day %i is %s', (number, timepoint) =>
    expect(last('easix', lab(number, SET))?.of?.timepoint).toBe(timepoint)); // biome-ignore format: a table
  it.each<[number, object]>([[-9, { value: 4 }], [-10, { status: 'indeterminate', missing: ['lab.plt'] }]])('platelets of day %i beside the rest of day -6', (number, expected) =>
    expect(last('easix', lab(-6, others), lab(number, { 'lab.plt': platelets }, 'p'))).toMatchObject(expected)); // biome-ignore format: a table
});

describe('HScore: each item by its code', () => {
  const components = (...facts: readonly Told[]) =>
    last('hscore.2014', lab(10, { 'lab.ferritin': [7000, 'ug/L'] }, 'f'), [day(10), 'iechs:e', { 'iechs.occurred': true }], ...facts)?.components as Record<string, object>; // biome-ignore format: one answer
  const condition = (code: string): Told => ['2024-01-01', `comorbidity:${code}`, { 'com.condition': code }];
  const complete: Told = ['2024-01-01', 'function:f', { 'com.listComplete': true }];
  it.each<[string, readonly Told[], string, object]>([
    ['nothing of immunosuppression', [], 'immunosuppression', { value: null }],
    ['immunosuppression', [condition('immunosuppression')], 'immunosuppression', { value: true }],
    ['HIV', [condition('hiv')], 'immunosuppression', { value: true }],
    ['AIDS', [condition('aids')], 'immunosuppression', { value: true }],
    ['another disease', [condition('diabetes')], 'immunosuppression', { value: null }],
    ['a complete list without it', [condition('diabetes'), complete], 'immunosuppression', { value: false }],
    ['no organ', [[day(9), 'iechs:o', { 'iechs.organomegaly': 'none' }]], 'organomegaly', { value: 'none' }],
    ['liver', [[day(9), 'iechs:o', { 'iechs.organomegaly': 'liver' }]], 'organomegaly', { value: 'liver' }],
    ['spleen', [[day(9), 'iechs:o', { 'iechs.organomegaly': 'spleen' }]], 'organomegaly', { value: 'spleen' }],
    ['both', [[day(9), 'iechs:o', { 'iechs.organomegaly': 'both' }]], 'organomegaly', { value: 'both' }],
    ['organs not known', [[day(9), 'iechs:o', { 'iechs.organomegaly': 'unknown' }]], 'organomegaly', { value: null }],
    ['an organ of before the infusion', [[day(-9), 'iechs:o', { 'iechs.organomegaly': 'liver' }]], 'organomegaly', { value: null }],
    ['triglycerides 133 mg/dL', [lab(10, { 'lab.triglycerides': [133, 'mg/dL'] })], 'triglycerides', { points: 44 }],
    ['fibrinogen 250 mg/dL', [lab(10, { 'lab.fibrinogen': [250, 'mg/dL'] })], 'fibrinogen', { points: 30 }],
    ['251', [lab(10, { 'lab.fibrinogen': [251, 'mg/dL'] })], 'fibrinogen', { points: 0 }],
    ['AST 30', [lab(10, { 'lab.ast': [30, 'U/L'] })], 'ast', { points: 19 }],
    ['29', [lab(10, { 'lab.ast': [29, 'U/L'] })], 'ast', { points: 0 }],
    ['39.5 degrees', [daily(10, { 'day.tempMax': 39.5 })], 'temperature', { points: 49 }],
    ['three days after', [lab(13, { 'lab.ast': [30, 'U/L'] })], 'ast', { points: 19 }],
    ['four days after', [lab(14, { 'lab.ast': [30, 'U/L'] })], 'ast', { value: null }],
    ['haemophagocytosis', [[day(9), 'iechs:o', { 'iechs.haemophagocytosis': 'yes' }]], 'haemophagocytosis', { points: 35 }],
    ['not seen', [[day(9), 'iechs:o', { 'iechs.haemophagocytosis': 'no' }]], 'haemophagocytosis', { points: 0 }],
  ])('%s', (_, facts, name, expected) => expect(components(...facts)?.[name]).toMatchObject(expected)); // biome-ignore format: a table
});

describe('Charlson: a heart disease without a name', () => {
  const condition = (code: string, active?: string): Told => ['2024-01-01', `comorbidity:${code}`, { 'com.condition': code, ...(active ? { 'com.active': active } : {}) }]; // biome-ignore format: one event
  const complete: Told = ['2024-01-01', 'function:f', { 'com.listComplete': true }];
  it.each<[string, readonly Told[], object]>([
    ['leaves infarction and heart failure open', [condition('cardiac'), complete], { min: 0, max: 2 }],
    ['but for one that was denied', [condition('cardiac'), condition('heartFailure', 'no'), complete], { min: 0, max: 1 }],
    ['says no more where one is named', [condition('cardiac'), condition('infarction'), complete], { score: 1 }],
    ['nothing of the kind', [complete], { score: 0 }],
    ['an old infarction counts, active or not', [condition('infarction', 'no'), complete], { score: 1 }],
    ['a heart failure that is over does not', [condition('heartFailure', 'no'), complete], { score: 0 }],
  ])('%s', (_, facts, expected) => expect(last('charlson.1987', ...facts)).toMatchObject(expected)); // biome-ignore format: a table
  it.each<[string, readonly Told[], object]>([
    ['the myeloma itself listed as lymphoma', [condition('lymphoma'), complete], { value: 'fit' }],
    ['one disease', [condition('dementia'), complete], { value: 'fit' }],
    ['two', [condition('dementia'), condition('diabetes'), complete], { value: 'intermediate' }],
    ['a heart disease without a name', [condition('cardiac'), complete], { possible: ['fit', 'intermediate'] }],
    ['two of a list that may go on', [condition('dementia'), condition('diabetes')], { value: 'intermediate' }],
    ['one of it', [condition('dementia')], { possible: ['fit', 'intermediate'] }],
  ])('frailty takes the same index: %s', (_, facts, expected) => {
    const function_: Told = ['2024-01-01', 'function:g', { 'com.adl': 5, 'com.iadl': 6 }];
    const born: Told = ['2024-01-01', 'demographics:p', { 'demo.birthYear': 1960 }];
    const line: Told = ['2024-03-01', 'line:L1', { 'line.number': 1, 'line.start': '2024-03-01' }];
    expect(answersTo('mm.frailty.imwg', [...story('MM'), function_, born, line, ...facts])).toMatchObject([expected]);
  }); // biome-ignore format: a table
});

describe('the IPI family: what is near a staging', () => {
  const ON = '2024-01-15';
  const staged: Told = [
    ON,
    'staging:s',
    { 'stg.timepoint': 'dx', 'stg.annArbor': '4', 'stg.ecog': '2', 'stg.extranodalSites': 2, 'stg.cnsInvolved': 'no' },
  ];
  const born: Told = ['2024-01-01', 'demographics:p', { 'demo.birthYear': 1955 }];
  const ldh = (on: string, value: number, more: object = { uln: 250 }): Told => [
    on,
    `lab:${on}`,
    { 'lab.ldh': [value, 'U/L', more] },
  ];
  const points = (id: string, ...facts: readonly Told[]) => answersTo(id, [...story(), born, staged, ...facts]);
  it('a staging of several items is asked once', () => expect(points('ipi')).toHaveLength(1));
  it.each<[string, readonly Told[], object]>([
    ['of two the nearer', [ldh('2024-01-10', 200), ldh('2024-01-01', 300)], { score: 4 }],
    ['whichever is told first', [ldh('2024-01-01', 200), ldh('2024-01-10', 300)], { score: 5 }],
    ['of two as near the earlier', [ldh('2024-01-14', 300), ldh('2024-01-16', 200)], { score: 5 }],
    ['28 days before', [ldh('2023-12-18', 300)], { score: 5 }],
    ['29 days before', [ldh('2023-12-17', 300)], { min: 4, max: 5 }],
    ['28 days after', [ldh('2024-02-12', 300)], { score: 5 }],
    ['29 days after', [ldh('2024-02-13', 300)], { min: 4, max: 5 }],
    ['without a limit', [ldh('2024-01-15', 300, {})], { min: 4, max: 5 }],
    ['a word is no ratio', [ldh('2024-01-15', 300, { interpretation: 'high' })], { min: 4, max: 5 }],
  ])('LDH: %s', (_, facts, expected) => expect(points('ipi', ...facts)[0]).toMatchObject(expected)); // biome-ignore format: a table
  const organ = (site: string): Told => [ON, 'marrow:e', { 'extramed.site': [site] }];
  const marrow = (word: string): Told => [ON, 'marrow:m', { 'marrow.lymphoma': word }];
  it.each<[string, readonly Told[], object]>([
    ['marrow', [marrow('yes')], { score: 6 }],
    ['liver', [organ('liver')], { score: 6 }],
    ['gut', [organ('gi')], { score: 6 }],
    ['lung', [organ('lungPleura')], { score: 6 }],
    ['skin is not listed', [marrow('no'), organ('skin')], { score: 5 }],
    ['none, all looked at', [marrow('no'), organ('none')], { score: 5 }],
    ['organs not looked at', [marrow('no')], { min: 5, max: 6 }],
  ])('extranodal disease of the NCCN-IPI: %s', (_, facts, expected) =>
    expect(points('nccnIpi', ldh(ON, 300), ...facts)[0]).toMatchObject(expected)); // biome-ignore format: a table
});

it('a score that may fall into two groups names these two', () =>
  expect(
    criterionById('ipi')?.derive({ ageYears: 65, stage: 'IV', ecog: 0, extranodalSites: 1 }).answer.possibleCategories,
  ).toEqual(['low-intermediate', 'high-intermediate']));
