import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';
import { criterionById } from '../../registry.ts';

const day = (number: number): string => new Date(Date.UTC(2025, 2, 1 + number)).toISOString().slice(0, 10);
const story: readonly Told[] = [
  ['2025-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
  ['2020-01-01', 'demographics:p', { 'demo.birthYear': 1960 }],
  [day(-5), 'lymphodepletion:ld', { 'ld.start': day(-5), 'ld.regimen': 'fluCy' }],
  [day(0), 'infusion:i', { 'inf.date': day(0), 'inf.product': 'axi-cel' }],
];
const record = (number: number, items: Told[2]): Told => [
  day(number), `daily:d${number}`, { 'day.date': day(number), 'day.time': `${day(number)}T08:00`, ...items },
]; // biome-ignore format: one event
const give = (number: number, drug: string, more: Told[2] = {}): Told => [
  day(number), `medication:${drug}${number}`, { 'med.drug': drug, 'med.at': `${day(number)}T10:00`, ...more },
]; // biome-ignore format: one event
const lab = (number: number, items: Told[2], name = 'l'): Told => [day(number), `lab:${name}${number}`, items];
const last = (id: string, ...facts: readonly Told[]) => answersTo(id, [...story, ...facts])[0];
type Day = { readonly grade: number | null; readonly min?: number; readonly max?: number };
const days = (id: string, ...facts: readonly Told[]) => last(id, ...facts)?.dayGrades as readonly Day[] | undefined;

const WELL = { 'day.tempMax': 36.8, 'day.hypotension': 'none', 'day.vasopressors': ['none'], 'day.o2Device': 'none' };
const FEVER = { ...WELL, 'day.tempMax': 39 };
const crs = (...facts: readonly Told[]) => days('crs.astct2019.course', ...facts)?.at(-1);

describe('each item of the flow-sheet alone decides the CRS grade', () => {
  it.each<[readonly string[], number]>([
    [['none'], 1], [['norepinephrine'], 3], [['epinephrine'], 3], [['dopamine'], 3], [['phenylephrine'], 3], [['vasopressin'], 3], [['terlipressin'], 3],
    [['vasopressin', 'terlipressin'], 3], [['norepinephrine', 'terlipressin', 'vasopressin'], 3], [['norepinephrine', 'phenylephrine'], 4],
    [['dobutamine'], 1], [['milrinone'], 1], [['levosimendan'], 1], [['norepinephrine', 'dobutamine'], 3], [['other'], 3], [['other', 'norepinephrine'], 4],
  ])('vasopressors %j', (names, grade) => expect(crs(record(2, { ...FEVER, 'day.vasopressors': names }))).toMatchObject({ grade })); // biome-ignore format: a table
  it.each<[string, number | null, number]>([
    ['none', null, 1], ['nasalCannula', 6, 2], ['nasalCannula', 6.1, 3], ['blowBy', null, 2], ['highFlowNasalCannula', null, 3], ['simpleFaceMask', null, 3], ['venturi', null, 3],
    ['nonRebreather', null, 3], ['cpap', null, 4], ['bipap', null, 4],
  ])('%s at %j L/min', (device, flow, grade) =>
    expect(crs(record(2, { ...FEVER, 'day.o2Device': device, ...(flow === null ? {} : { 'day.o2Flow': flow }) }))).toMatchObject({ grade })); // biome-ignore format: a table
  it.each<[string, Told[2], object]>([
    ['100.4 degrees Fahrenheit', { 'day.tempMax': [100.4, '[degF]'] }, { grade: 1 }],
    ['37.9 degrees', { 'day.tempMax': 37.9 }, { grade: 0 }],
    ['hypotension', { 'day.hypotension': 'present' }, { grade: 2 }],
    ['of another cause', { 'day.hypotension': 'present', 'day.hypotensionOtherCause': true }, { grade: 1 }],
    ['said not to be', { 'day.hypotension': 'present', 'day.hypotensionOtherCause': false }, { grade: 2 }],
    ['oxygen of another cause', { 'day.o2Device': 'nonRebreather', 'day.hypoxiaOtherCause': true }, { grade: 1 }],
    ['fever of another cause', { 'day.feverOtherCause': true }, { grade: 0 }],
    ['ventilated to protect the airway', { 'day.o2Device': 'mechanicalVentilation', 'day.ventilationReason': 'airwayProtection' }, { grade: 1 }],
    ['for a procedure', { 'day.o2Device': 'mechanicalVentilation', 'day.ventilationReason': 'procedure' }, { grade: 1 }],
    ['for hypoxia', { 'day.o2Device': 'mechanicalVentilation', 'day.ventilationReason': 'hypoxia' }, { grade: 4 }],
    ['nobody said why', { 'day.o2Device': 'mechanicalVentilation' }, { grade: null, min: 1, max: 4 }],
    ['pressure and drugs not recorded', { 'day.hypotension': null, 'day.vasopressors': null, 'day.o2Device': 'nonRebreather' }, { grade: null, min: 3, max: 4 }],
  ])('%s', (_, items, expected) => expect(crs(record(2, { ...FEVER, ...items }))).toMatchObject(expected)); // biome-ignore format: a table

  const oxygen = (litres: number) => record(2, { ...FEVER, 'day.o2Device': 'nasalCannula', 'day.o2Flow': litres });
  const before = (number: number, items: Told[2]): Told => [day(number), `function:f${number}`, items];
  const home = { 'com.baselineO2Device': 'nasalCannula', 'com.baselineO2Flow': 2 };
  it.each<[string, readonly Told[], number | null]>([
    ['as before the infusion', [before(-10, home), oxygen(2)], 1],
    ['more than before', [before(-10, home), oxygen(3)], 2],
    ['the last before the infusion counts', [before(-10, home), before(-3, { 'com.baselineO2Device': 'none' }), oxygen(2)], 2],
    ['whose flow was not recorded with its device is open', [before(-10, { ...home, 'com.baselineO2Flow': 4 }), before(-3, { 'com.baselineO2Device': 'nasalCannula' }), oxygen(3)], null],
    ['what was recorded later does not', [before(3, home), oxygen(2)], 2],
  ])('oxygen %s', (_, facts, grade) => expect(crs(...facts)).toMatchObject({ grade })); // biome-ignore format: a table

  const low = record(4, { ...WELL, 'day.hypotension': 'present' });
  it.each<[string, Told[2], number]>([
    ['paracetamol', {}, 2], ['nsaid', {}, 2], ['metamizole', {}, 2], ['tocilizumab', {}, 2], ['siltuximab', {}, 2], ['anakinra', {}, 2], ['dexamethasone', {}, 2],
    ['methylprednisolone', {}, 2], ['prednisone', {}, 2], ['hydrocortisone', {}, 2], ['levetiracetam', {}, 0], ['ruxolitinib', { 'med.purpose': 'crs' }, 2],
    ['ruxolitinib', { 'med.purpose': 'other' }, 0],
  ])('after %s %j two days on fever is asked for no more, or still is', (drug, more, grade) =>
    expect(crs(record(2, FEVER), give(2, drug, more), low)).toMatchObject({ grade })); // biome-ignore format: a table
  it.each([['day.tocilizumab', 560], ['day.siltuximab', 700], ['day.anakinra', 100], ['day.dexaEq', 10]])('a total of a day, %s, likewise', (code, dose) =>
    expect(crs(record(1, FEVER), record(2, { ...FEVER, [code]: dose }), low)).toMatchObject({ grade: 2 })); // biome-ignore format: a table
  it.each([['dexamethasone', 10, 10], ['methylprednisolone', 40, 7.5], ['prednisone', 50, 7.5], ['hydrocortisone', 200, 7.5]])('%s %i mg is %f mg of dexamethasone', (drug, mg, expected) =>
    expect(last('crs.astct2019.course', record(2, FEVER), give(2, drug, { 'med.dose': mg, 'med.doseUnit': 'mg' }))).toMatchObject({ dexamethasoneEquivalentMg: expected })); // biome-ignore format: a table
  it.each([['crs', 5], ['infection', 1], ['icans', 1]])('death of %s', (cause, maxGrade) =>
    expect(last('crs.astct2019.course', record(2, FEVER), [day(3), 'death:d', { 'death.date': day(3), 'death.cause': cause }])).toMatchObject({ maxGrade })); // biome-ignore format: a table
});

describe('each item of the neurological block alone decides the ICANS grade', () => {
  const UNTESTED = { 'day.consciousness': 'alert', 'day.seizure': 'none', 'day.motor': 'no', 'day.icpSigns': ['none'] };
  const ALERT = { ...UNTESTED, 'day.iceScore': 10 };
  const ITEMS = { 'day.iceOrientation': 3, 'day.iceNaming': 3, 'day.iceCommand': 1, 'day.iceAttention': 1 };
  const icans = (items: Told[2], ...facts: readonly Told[]) => days('icans.astct2019.course', ...facts, record(3, items))?.at(-1)?.grade; // biome-ignore format: one answer
  it.each<[string, Told[2], number | null | undefined]>([
    ['ICE 10', ALERT, 0], ['9', { ...ALERT, 'day.iceScore': 9 }, 1], ['7', { ...ALERT, 'day.iceScore': 7 }, 1], ['6', { ...ALERT, 'day.iceScore': 6 }, 2],
    ['3', { ...ALERT, 'day.iceScore': 3 }, 2], ['2', { ...ALERT, 'day.iceScore': 2 }, 3], ['0 awake', { ...ALERT, 'day.iceScore': 0 }, 3],
    ['the lowest of a day', { ...UNTESTED, 'day.iceMin': 5 }, 2],
    ['items but one', { ...UNTESTED, ...ITEMS }, 1],
    ['an item that could not be tested', { ...UNTESTED, ...ITEMS, 'day.iceWriting': 1, 'day.iceNotTestable': ['writing'] }, 1],
    ['an item that could', { ...UNTESTED, ...ITEMS, 'day.iceOrientation': 4, 'day.iceWriting': 1 }, 0],
    ['none, intubated', { ...UNTESTED, 'day.iceNotTestable': ['all'], 'day.iceNotTestableReason': 'intubated' }, null],
    ['none, unarousable', { ...UNTESTED, 'day.iceNotTestable': ['all'], 'day.iceNotTestableReason': 'unarousable', 'day.consciousness': 'unarousable' }, 4],
    ['awakens by himself', { ...ALERT, 'day.consciousness': 'awakensSpontaneously' }, 1], ['to voice', { ...ALERT, 'day.consciousness': 'awakensToVoice' }, 2],
    ['to touch', { ...ALERT, 'day.consciousness': 'awakensToTactile' }, 3], ['unarousable', { ...ALERT, 'day.consciousness': 'unarousable' }, 4],
    ['sedated is not known', { ...ALERT, 'day.consciousness': 'sedated' }, null],
    ['a brief seizure', { ...ALERT, 'day.seizure': 'brief' }, 3], ['of 5 minutes', { ...ALERT, 'day.seizure': 'brief', 'day.seizureMinutes': 5 }, 3],
    ['of 6 minutes', { ...ALERT, 'day.seizure': 'brief', 'day.seizureMinutes': 6 }, 4], ['prolonged', { ...ALERT, 'day.seizure': 'prolonged' }, 4],
    ['again and again', { ...ALERT, 'day.seizure': 'repetitiveNoRecovery' }, 4],
    ['weakness', { ...ALERT, 'day.motor': 'yes' }, 4], ['not known', { ...ALERT, 'day.motor': 'unknown' }, null],
    ['posturing', { ...ALERT, 'day.icpSigns': ['posturing'] }, 4], ['sixth nerve', { ...ALERT, 'day.icpSigns': ['sixthNervePalsy'] }, 4],
    ['papilloedema', { ...ALERT, 'day.icpSigns': ['papilloedema'] }, 4], ['Cushing', { ...ALERT, 'day.icpSigns': ['cushingTriad'] }, 4],
    ['not looked for', { ...ALERT, 'day.icpSigns': null }, null],
    ['focal oedema', { ...ALERT, 'day.cerebralOedema': 'focal' }, 3], ['diffuse', { ...ALERT, 'day.cerebralOedema': 'diffuse' }, 4], ['none', { ...ALERT, 'day.cerebralOedema': 'none' }, 0],
    ['oedema of a bleeding does not count', { ...ALERT, 'day.cerebralOedema': 'diffuse', 'day.intracranialBleed': 'yes' }, 0],
    ['without a bleeding it does', { ...ALERT, 'day.cerebralOedema': 'diffuse', 'day.intracranialBleed': 'no' }, 4],
    ['a sign counts beside a bleeding', { ...ALERT, 'day.icpSigns': ['papilloedema'], 'day.intracranialBleed': 'yes' }, 4],
    ['low ICE of another cause', { ...ALERT, 'day.iceScore': 2, 'day.iceOtherCause': true }, 0], ['said not to be', { ...ALERT, 'day.iceScore': 2, 'day.iceOtherCause': false }, 3],
    ['consciousness', { ...ALERT, 'day.consciousness': 'awakensToTactile', 'day.consciousnessOtherCause': true }, 0],
    ['seizure', { ...ALERT, 'day.seizure': 'prolonged', 'day.seizureOtherCause': true }, 0], ['motor', { ...ALERT, 'day.motor': 'yes', 'day.motorOtherCause': true }, 0],
    ['raised pressure', { ...ALERT, 'day.icpSigns': ['papilloedema'], 'day.icpOtherCause': true }, 0],
    ['not examined', { ...ALERT, 'day.neuroAssessed': false }, undefined],
  ])('%s', (_, items, grade) => expect(icans(items)).toBe(grade)); // biome-ignore format: a table
  const child: Told = ['2020-01-01', 'demographics:q', { 'demo.birthYear': 2018 }];
  it.each<[string, readonly Told[], Told[2], number]>([
    ['a child with CAPD 9', [child], { 'day.capd': 9 }, 3],
    ['8, awakens to voice', [child], { 'day.capd': 8, 'day.consciousness': 'awakensToVoice' }, 2],
    [
      'an adult of delayed development',
      [['2020-01-01', 'demographics:q', { 'demo.developmentalDelay': 'yes' }]],
      { 'day.capd': 9 },
      3,
    ],
  ])('%s', (_, facts, items, grade) => expect(icans({ ...UNTESTED, ...items }, ...facts)).toBe(grade));
  it.each([null, { absent: 'notApplicable' }])('no death of ICANS where it was %j', (absent) =>
    expect(last('icans.astct2019.course', record(3, ALERT), [day(4), 'death:d', { 'death.date': absent, 'death.cause': 'icans' }])?.maxGrade).not.toBe(5)); // biome-ignore format: one answer
  it('death of ICANS', () =>
    expect(last('icans.astct2019.course', record(3, ALERT), [day(4), 'death:d', { 'death.date': day(4), 'death.cause': 'icans' }])).toMatchObject({ maxGrade: 5 })); // biome-ignore format: one answer
});

describe('counts, in whatever unit, and what cuts their window', () => {
  const counts = (from: number, to: number, value: number, unit = '10*9/L') =>
    Array.from({ length: to - from + 1 }, (_, index) => lab(from + index, { 'lab.anc': [value, unit] }));
  const low = [...counts(0, 2, 2), ...counts(3, 9, 0.5), ...counts(10, 30, 2)];
  const CUT = { status: 'indeterminate', min: 2, max: 4 };
  it.each<[string, readonly Told[], object]>([
    ['seven days of 500', low, { grade: 2, d500: 7 }],
    ['of 501', [...counts(0, 2, 2), ...counts(3, 9, 0.501), ...counts(10, 30, 2)], { grade: 0 }],
    ['in cells/uL', [...counts(0, 2, 2000, '/uL'), ...counts(3, 9, 500, '/uL'), ...counts(10, 30, 2000, '/uL')], { grade: 2 }],
    ['a spurious one', [...counts(0, 2, 2), lab(3, { 'lab.anc': [0.1, '10*9/L', { spurious: true }] }), ...counts(4, 30, 2)], { grade: 0 }],
    ['progression', [...low, [day(10), 'response:r', { 'resp.date': day(10), 'resp.lugano': 'PD' }]], CUT],
    ['progression of myeloma', [...low, [day(10), 'response:r', { 'resp.date': day(10), 'resp.imwg': 'PD' }]], CUT],
    ['relapse of leukaemia', [...low, [day(10), 'response:r', { 'resp.date': day(10), 'resp.all': 'relapse' }]], CUT],
    ['progression by the line', [...low, ['2024-01-01', 'line:L9', { 'line.number': 9, 'line.progressionDate': day(10) }]], CUT],
    ['a response does not cut', [...low, [day(10), 'response:r', { 'resp.date': day(10), 'resp.lugano': 'PR' }]], { grade: 2 }],
    ['new treatment', [...low, [day(10), 'subsequent:s', { 'sub.start': day(10), 'sub.kind': 'chemo' }]], CUT],
    ['palliative care is none', [...low, [day(10), 'subsequent:s', { 'sub.start': day(10), 'sub.kind': 'palliative' }]], { grade: 2 }],
    ['a boost of stem cells', [...low, [day(10), 'support:b', { 'supp.kind': 'stemCellBoost', 'supp.start': day(10) }]], CUT],
    ['G-CSF is none', [...low, [day(10), 'support:b', { 'supp.kind': 'gcsf', 'supp.start': day(10) }]], { grade: 2 }],
    ['a transplant', [...low, [day(10), 'procedure:p', { 'proc.kind': 'alloHsct', 'proc.date': day(10) }]], CUT],
    ['death', [...low, [day(10), 'death:d', { 'death.date': day(10) }]], CUT],
    ['death not applicable is none', [...low, [day(10), 'death:d', { 'death.date': { absent: 'notApplicable' } }]], { grade: 2 }],
    ['death not done is none', [...low, [day(10), 'death:d', { 'death.date': null }]], { grade: 2 }],
    ['death whose date nobody gave, known to that day', [...low, [day(10), 'death:d', { 'death.date': { absent: 'unknown' } }]], CUT],
    ['a treatment not applicable is none', [...low, [day(10), 'subsequent:s', { 'sub.start': { absent: 'notApplicable' } }]], { grade: 2 }],
    ['a treatment that was not begun is none', [...low, [day(10), 'subsequent:s', { 'sub.start': null, 'sub.kind': 'chemo' }]], { grade: 2 }],
    ['a treatment whose date nobody gave, known to that day', [...low, [day(10), 'subsequent:s', { 'sub.start': { absent: 'unknown' } }]], CUT],
  ])('%s', (_, facts, expected) => expect(last('icaht.early', ...facts)).toMatchObject(expected)); // biome-ignore format: a table

  const hot = (number: number, temperature: unknown, more: Told[2] = {}) =>
    record(number, { 'day.tempMax': temperature, ...more });
  it.each<[string, readonly Told[], number]>([
    ['38.4 degrees and 900', [lab(4, { 'lab.anc': [0.9, '10*9/L'] }), hot(4, 38.4)], 3],
    ['38.3 once', [lab(4, { 'lab.anc': [0.9, '10*9/L'] }), hot(4, 38.3, { 'day.feverOver1h': 'no' })], 0],
    ['38.0 for more than an hour', [lab(4, { 'lab.anc': [0.9, '10*9/L'] }), hot(4, 38, { 'day.feverOver1h': 'yes' })], 3],
    ['1000', [lab(4, { 'lab.anc': [1, '10*9/L'] }), hot(4, 38.5)], 0],
    ['the lowest count whatever its unit', [lab(4, { 'lab.anc': [900, '/uL'] }), hot(4, 39), lab(8, { 'lab.anc': [1.2, '10*9/L'] }), hot(8, 39)], 3],
    ['98 degrees Fahrenheit are no fever', [lab(3, { 'lab.anc': [0.4, '10*9/L'] }), hot(3, [98, '[degF]']), lab(8, { 'lab.anc': [0.9, '10*9/L'] }), hot(8, 38.5)], 3],
    ['a count of the day before', [lab(3, { 'lab.anc': [0.9, '10*9/L'] }), hot(4, 39)], 3],
  ])('febrile neutropenia: %s', (_, facts, grade) => expect(last('febrileNeutropenia', ...facts)).toMatchObject({ grade })); // biome-ignore format: a table

  const ferritin = (number: number, value: number, more: object = { uln: 400 }) =>
    lab(number, { 'lab.ferritin': [value, 'ug/L', more] }, 'ferritin');
  const seen = (items: Told[2]): Told => [day(10), 'iechs:e', items];
  const HIGH = ferritin(10, 12_000);
  it.each<[string, readonly Told[], boolean | null]>([
    ['ferritin alone', [HIGH], null],
    ['fibrinogen 149', [HIGH, lab(10, { 'lab.fibrinogen': [149, 'mg/dL'] })], true], ['150', [HIGH, lab(10, { 'lab.fibrinogen': [150, 'mg/dL'] })], null],
    ['below its own limit', [HIGH, lab(10, { 'lab.fibrinogen': [190, 'mg/dL', { lln: 200 }] })], true],
    ['three days after', [HIGH, lab(13, { 'lab.fibrinogen': [149, 'mg/dL'] })], true], ['four days after', [HIGH, lab(14, { 'lab.fibrinogen': [149, 'mg/dL'] })], null],
    ['AST above 5 x ULN', [HIGH, lab(10, { 'lab.ast': [201, 'U/L', { uln: 40 }] })], true], ['ALT', [HIGH, lab(10, { 'lab.alt': [201, 'U/L', { uln: 40 }] })], true],
    ['the highest of two', [HIGH, lab(9, { 'lab.ast': [20, 'U/L', { uln: 40 }] }), lab(10, { 'lab.ast': [201, 'U/L', { uln: 40 }] }), lab(11, { 'lab.ast': [30, 'U/L', { uln: 40 }] })], true],
    ['ALT of 5 x ULN', [HIGH, lab(10, { 'lab.alt': [200, 'U/L', { uln: 40 }] })], null],
    ['neutrophils 400/uL', [HIGH, lab(10, { 'lab.anc': [400, '/uL'] })], true], ['0.5', [HIGH, lab(10, { 'lab.anc': [0.5, '10*9/L'] })], null],
    ['platelets 24', [HIGH, lab(10, { 'lab.plt': [24, '10*9/L'] })], true], ['25', [HIGH, lab(10, { 'lab.plt': [25, '10*9/L'] })], null],
    ['haemophagocytosis', [HIGH, seen({ 'iechs.haemophagocytosis': 'yes' })], true],
    ['while CRS is at its height', [HIGH, seen({ 'iechs.haemophagocytosis': 'yes', 'iechs.timing': 'duringCrs' })], false],
    ['timing not known', [HIGH, seen({ 'iechs.haemophagocytosis': 'yes', 'iechs.timing': 'unknown' })], true],
    ['ferritin rising rapidly', [ferritin(10, 700, {}), seen({ 'iechs.haemophagocytosis': 'yes', 'iechs.ferritinRapidRise': 'yes' })], true],
    ['more than twice its baseline', [ferritin(-6, 300, {}), ferritin(10, 700), seen({ 'iechs.haemophagocytosis': 'yes' })], true],
    ['neither', [ferritin(-6, 500, {}), ferritin(10, 800), seen({ 'iechs.haemophagocytosis': 'yes', 'iechs.ferritinRapidRise': 'no' })], false],
  ])('IEC-HS: %s', (_, facts, suspected) => expect(last('iechs.astct2023', ...facts)).toMatchObject({ suspected })); // biome-ignore format: a table
});

describe('what alone is enough to ask a question', () => {
  it.each<[string, unknown]>([
    ['day.iceScore', 9], ['day.iceMin', 9], ['day.iceOrientation', 3], ['day.iceNaming', 3], ['day.iceCommand', 0], ['day.iceWriting', 0], ['day.iceAttention', 0],
    ['day.iceNotTestable', ['all']], ['day.iceNotTestableReason', 'sedated'], ['day.capd', 3], ['day.consciousness', 'alert'], ['day.seizure', 'none'],
    ['day.seizureMinutes', 3], ['day.motor', 'no'], ['day.icpSigns', ['none']], ['day.cerebralOedema', 'none'],
  ])('%s opens the neurological record', (code, value) =>
    expect(days('icans.astct2019.course', record(3, { [code]: value }))?.map(({ grade }) => grade)).toHaveLength(1)); // biome-ignore format: a table
  it.each<[string, unknown]>([['day.tempMax', 37], ['day.hypotension', 'none'], ['day.vasopressors', ['none']], ['day.o2Device', 'none']])('%s opens the record of signs', (code, value) =>
    expect(days('crs.astct2019.course', record(3, { [code]: value }))).toHaveLength(1)); // biome-ignore format: a table
  it.each(['day.o2Flow', 'day.sbpMin', 'day.mapMin'])('%s alone does not', (code) =>
    expect(answersTo('crs.astct2019.course', [...story, record(3, { [code]: 60 })])).toEqual([])); // biome-ignore format: a table
  it.each(['lab.anc', 'lab.plt', 'lab.hb'])('%s alone is asked for cytopenia', (code) =>
    expect(answersTo('prolongedCytopenia', [...story, lab(40, { [code]: 8 })])).toHaveLength(1)); // biome-ignore format: a table
  it('a count of before the infusion is not', () =>
    expect(answersTo('prolongedCytopenia', [...story, lab(-1, { 'lab.anc': 0.1 })])).toEqual([]));
});

describe('when something was given, and which of two days counts', () => {
  const low = record(4, { ...WELL, 'day.hypotension': 'present' });
  const paracetamol = (at: string): Told => [day(2), 'medication:p', { 'med.drug': 'paracetamol', 'med.at': at }];
  it.each<[string, string, number | null]>([
    ['before the first fever', `${day(2)}T07:00`, 0],
    ['after it', `${day(2)}T10:00`, 2],
    ['on its day, nobody knows when', day(2), null],
  ])('a drug %s', (_, at, grade) => expect(crs(record(2, FEVER), paracetamol(at), low)).toMatchObject({ grade })); // biome-ignore format: a table
  it('of days with the same neutrophils the hotter is judged', () =>
    expect(last('febrileNeutropenia', lab(4, { 'lab.anc': 0.4 }), record(4, { 'day.tempMax': 38.2 }), lab(6, { 'lab.anc': 0.4 }), record(6, { 'day.tempMax': 39.1 }))).toMatchObject({ at: day(6), grade: 3 })); // biome-ignore format: one answer
});

describe('a second malignancy by its kind', () => {
  it.each([
    ['mdsAml', 'myeloidNeoplasmPostTherapy'], ['tCell', 'tCellNeoplasm'], ['skinNonmelanoma', 'skinNonMelanoma'], ['melanoma', 'solid'], ['solid', 'solid'], ['otherHaem', 'otherHaematological'],
  ])('%s is %s', (kind, value) =>
    expect(last('secondMalignancy', [day(400), 'malignancy:m', { 'spm.kind': kind, 'spm.date': day(400) }])).toMatchObject({ value })); // biome-ignore format: a table
});

describe('what cannot be placed or is not known', () => {
  it('one normal lineage leaves the others open', () =>
    expect(last('prolongedCytopenia', lab(40, { 'lab.plt': 200 }))).toMatchObject({ status: 'indeterminate', possible: ['none', 'early', 'prolonged', 'late'] }));
  it('an observation at a clock time without an infusion is of no day', () => {
    const seen = { at: '2025-03-03T08:00', temperature: { value: 39, unit: 'Cel' }, hypotension: 'none', vasopressors: [], oxygenDevice: 'none' };
    expect(criterionById('crs.astct2019.course')?.derive({ observations: [seen] }).answer.dayGrades).toEqual([]);
  });
  it.each(['{INR}', 'ratio', '1'])('an INR of 2.6 in %s', (unit) =>
    expect(criterionById('ctcae5.lab')?.derive({ term: 'inrIncreased', value: { value: 2.6, unit } }).answer).toMatchObject({ grade: 3 }));
}); // biome-ignore format: answers
