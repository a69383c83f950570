import { describe, expect, it } from 'vitest';
import { atrialFibrillation } from './atrial-fibrillation.ts';
import { febrileNeutropenia } from './febrile-neutropenia.ts';
import { iecHs } from './iec-hs.ts';
import { infectionGrade } from './infection.ts';
import { longTermFollowUp } from './long-term-follow-up.ts';
import { prolongedCytopenia } from './prolonged-cytopenia.ts';
import { secondMalignancy } from './second-malignancy.ts';
import { tocilizumabDose } from './tocilizumab-dose.ts';

const of = (value: number, unit: string) => ({ value, unit });
const C = (value: number) => of(value, 'Cel');
const MEMORY = 'ruleNotIndependentlyVerified';

describe('febrile neutropenia, toxicity.md 5.1', () => {
  const grade = (input: unknown) => febrileNeutropenia.derive(input).answer;
  it.each([
    ['ANC 900 and 38.4', { anc: of(900, '/uL'), temperature: C(38.4) }, 3],
    ['ANC 1000 and 38.5', { anc: of(1000, '/uL'), temperature: C(38.5) }, 0],
    ['ANC 0.9 x 10*9/L and 38.0 for 2 h', { anc: of(0.9, '10*9/L'), temperature: C(38), feverHours: 2 }, 3],
    ['38.0 for exactly 1 h', { anc: of(900, '/uL'), temperature: C(38), feverHours: 1 }, 0],
    ['38.0 for more than 1 h, as the flow-sheet says', { anc: of(900, '/uL'), temperature: C(38), feverOver1h: true }, 3],
    ['ANC 900 and 38.3 once', { anc: of(900, '/uL'), temperature: C(38.3) }, 0],
    ['septic shock with ANC 200', { anc: of(200, '/uL'), lifeThreatening: true }, 4],
    ['death', { anc: of(200, '/uL'), temperature: C(39), death: true }, 5],
  ])('%s', (_, input, expected) => expect(grade(input)).toMatchObject({ status: 'determined', grade: expected, warnings: [MEMORY] })); // biome-ignore format: a table
  it('ANC unknown at 39 degrees: open', () =>
    expect(grade({ temperature: C(39) })).toMatchObject({
      status: 'indeterminate',
      possible: [0, 3],
      missing: ['anc'],
    }));
});

describe('infection and atrial fibrillation, toxicity.md 5.1', () => {
  const infection = (input: unknown) => infectionGrade.derive(input).answer;
  it.each([
    ['observation only', { treatment: 'none' }, 1, false], ['local', { treatment: 'local' }, 2, false], ['oral', { treatment: 'oral' }, 2, false],
    ['intravenous', { treatment: 'intravenous' }, 3, true], ['invasive', { treatment: 'invasive' }, 3, true],
    ['oral, but admitted', { treatment: 'oral', hospitalised: true }, 3, true], ['life-threatening', { lifeThreatening: true }, 4, true], ['death', { death: true }, 5, true],
  ])('infection: %s', (_, input, grade, severe) => expect(infection(input)).toMatchObject({ grade, severe })); // biome-ignore format: a table
  it('treatment not recorded leaves the grade open', () =>
    expect(infection({})).toMatchObject({ possible: [1, 2, 3], missing: ['treatment'], severe: null }));
  it.each([[0, 'early'], [30, 'early'], [31, 'intermediate'], [90, 'intermediate'], [91, 'late']])('day %d is %s', (day, period) =>
    expect(infection({ treatment: 'none', day })).toMatchObject({ period })); // biome-ignore format: a table
  it('days that straddle a limit leave the period open', () =>
    expect(infection({ treatment: 'none', day: { low: 29, high: 31 } })).toMatchObject({ period: null }));

  const fibrillation = (input: unknown) => atrialFibrillation.derive(input).answer;
  it.each([
    ['asymptomatic', { symptomatic: false, intervention: 'none' }, 1], ['non-urgent', { symptomatic: false, intervention: 'nonUrgent' }, 2],
    ['symptomatic', { symptomatic: true }, 3], ['ablation', { intervention: 'deviceOrAblation' }, 3], ['life-threatening', { lifeThreatening: true }, 4], ['death', { death: true }, 5],
  ])('atrial fibrillation: %s', (_, input, grade) => expect(fibrillation(input)).toMatchObject({ grade })); // biome-ignore format: a table
  it('where nothing says what was done there is no grade', () =>
    expect(fibrillation({})).toMatchObject({ status: 'indeterminate', grade: null, min: 1, max: 3 }));
});

describe('iechs.astct2023, toxicity.md 3', () => {
  const features = (input: unknown) => iecHs.derive(input).answer;
  const ferritin = (value: number, more = {}) => ({
    ferritin: of(value, 'ng/mL'),
    ferritinUln: of(400, 'ng/mL'),
    ...more,
  });
  it('1: ferritin 12 000, fibrinogen 120, CRS resolved two days before', () =>
    expect(features(ferritin(12_000, { fibrinogen: of(120, 'mg/dL'), timing: 'resolvingCrs' }))).toMatchObject({
      status: 'determined', value: true, suspected: true, features: { coagulopathy: true, liver: null }, warnings: ['iecHsSuspected', MEMORY],
    })); // biome-ignore format: one answer
  it.each([
    ['2: 700 with baseline 300', ferritin(700, { ferritinBaseline: of(300, 'ng/mL') }), true],
    ['3: 800 with baseline 500', ferritin(800, { ferritinBaseline: of(500, 'ng/mL') }), false],
    ['3: 800 with baseline 500, rising rapidly', ferritin(800, { ferritinBaseline: of(500, 'ng/mL'), ferritinRapidRise: true }), true],
    ['801 of 400', ferritin(801), true],
  ])('ferritin criterion %s', (_, input, value) => expect(features(input)).toMatchObject({ ferritinCriterion: { status: 'determined', value } })); // biome-ignore format: a table
  it('4: ferritin unknown', () =>
    expect(features({ fibrinogen: of(120, 'mg/dL') })).toMatchObject({
      status: 'indeterminate',
      suspected: null,
      missing: ['ferritin', 'ferritinUln'],
      warnings: ['doesNotRuleOut', MEMORY],
    }));
  it.each([
    ['5: 1.5 g/L is not below 150', { fibrinogen: of(1.5, 'g/L') }, { coagulopathy: false }],
    ['5: unless below the lower limit', { fibrinogen: { ...of(1.5, 'g/L'), lln: 1.8 } }, { coagulopathy: true }],
    ['6: AST 5.25 times the limit', { ast: of(210, 'U/L'), astUln: of(40, 'U/L'), baselineNormal: true }, { liver: true }],
    ['5.25 times the limit of an abnormal baseline of 80', { ast: of(210, 'U/L'), astUln: of(40, 'U/L'), astBaseline: of(80, 'U/L'), alt: of(20, 'U/L'), altUln: of(40, 'U/L') }, { liver: false }],
  ])('feature %s', (_, input, expected) => expect(features(input)).toMatchObject({ features: expected })); // biome-ignore format: a table
  it('all features absent, or CRS still at its height: not suspected', () => {
    const none = {
      cytopenia: false,
      haemophagocytosis: false,
      fibrinogen: of(300, 'mg/dL'),
      ast: { ...of(20, 'U/L'), uln: 40 },
      alt: { ...of(20, 'U/L'), uln: 40 },
    };
    expect(features(ferritin(12_000, none))).toMatchObject({ value: false });
    expect(features(ferritin(12_000, { cytopenia: true, timing: 'duringCrs' }))).toMatchObject({ value: false });
  });
});

describe('prolongedCytopenia, toxicity.md 6.3', () => {
  const periods = (input: unknown) => prolongedCytopenia.derive(input).answer;
  const platelets = (day: number, value: number) => ({ platelets: [{ day, value, unit: '10*9/L' }] });
  it.each([
    ['platelets 40 on day 29', platelets(29, 40), 'early'], ['platelets 40 on day 30', platelets(30, 40), 'prolonged'],
    ['platelets 40 on day 90', platelets(90, 40), 'prolonged'], ['platelets 40 on day 91', platelets(91, 40), 'late'],
    ['ANC 900 on day 40', { anc: [{ day: 40, value: 0.9, unit: '10*9/L' }] }, 'prolonged'],
    ['haemoglobin 79 g/L on day 100', { haemoglobin: [{ day: 100, value: 79, unit: 'g/L' }] }, 'late'],
  ])('%s is %s', (_, input, value) => expect(periods(input)).toMatchObject({ value })); // biome-ignore format: a table
  it('exactly 50, 1000 and 8.0 are not grade 3', () =>
    expect(
      periods({
        ...platelets(40, 50),
        anc: [{ day: 40, value: 1000, unit: '/uL' }],
        haemoglobin: [{ day: 40, value: 8, unit: 'g/dL' }],
      }),
    ).toMatchObject({ value: 'none' }));
  it('a lineage that was not measured leaves none open', () =>
    expect(periods(platelets(40, 120))).toMatchObject({ status: 'indeterminate', missing: ['anc', 'haemoglobin'] }));
  it('a transfusion in the 7 days before supports platelets', () => {
    expect(periods({ ...platelets(40, 40), plateletTransfusionDays: [33] }).warnings).toEqual(['valueSupported']);
    expect(periods({ ...platelets(40, 40), plateletTransfusionDays: [32] }).warnings).toEqual([]);
  });
});

describe('second malignancy and long-term follow-up, toxicity.md 7', () => {
  const malignancy = (input: unknown) => secondMalignancy.derive(input).answer;
  it('months from infusion, and what is not recorded is said', () =>
    expect(malignancy({ lineage: 'tCell', infusionDate: '2023-01-15', date: '2024-07-20' })).toMatchObject({
      value: 'tCellNeoplasm', monthsFromInfusion: 18.1, warnings: ['transgeneNotTested', 'notReportedToAuthority'],
    })); // biome-ignore format: one answer
  it.each([['mdsAml', 'myeloidNeoplasmPostTherapy'], ['melanoma', 'solid'], ['skinNonMelanoma', 'skinNonMelanoma'], ['otherHaem', 'otherHaematological']])('%s is %s', (lineage, value) =>
    expect(malignancy({ lineage, carTransgene: 'notDetected', reportedOn: '2024-01-01' })).toMatchObject({ value, warnings: [] })); // biome-ignore format: a table
  it('relapse of the treated disease is none', () =>
    expect(malignancy({ lineage: 'tCell', relapseOfIndexDisease: true })).toMatchObject({
      status: 'notApplicable',
      reason: 'relapse-of-index-disease',
    }));
  it('kind not known: open', () =>
    expect(malignancy({})).toMatchObject({ status: 'indeterminate', missing: ['lineage'] }));

  const followUp = (input: unknown) =>
    longTermFollowUp.derive(input).answer as {
      ltfuDueDates: { month: number; from: unknown; due: unknown }[];
    };
  it('months 1, 3, 6, 12, then every year to year 15', () => {
    const { ltfuDueDates } = followUp({ infusionDate: '2024-01-31', asOf: '2024-07-31' });
    expect(ltfuDueDates.map(({ month }) => month)).toEqual([
      1, 3, 6, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180,
    ]);
    expect(ltfuDueDates.slice(0, 4)).toMatchObject([
      { from: '2024-02-29', due: true },
      { from: '2024-04-30', due: true },
      { from: '2024-07-31', due: true },
      { from: '2025-01-31', due: false },
    ]);
    expect(followUp({ infusionDate: '2024-01-31', asOf: '2024-07-31' })).toMatchObject({
      nextDue: '2025-01-31',
      examinationToYear: 5,
    });
  });
  it('a bounded infusion gives intervals, which may straddle the day asked about', () =>
    expect(followUp({ infusionDate: '2024-09', asOf: '2024-12-10' }).ltfuDueDates.slice(0, 2)).toMatchObject([
      { due: true },
      { from: { start: '2024-12-01', end: '2024-12-30' }, due: null },
    ]));
  it('no infusion date: asked for', () =>
    expect(followUp({})).toMatchObject({ status: 'indeterminate', missing: ['infusionDate'] }));
});

describe('tocilizumab.dose, toxicity.md 9.1', () => {
  const dose = (input: unknown) => tocilizumabDose.derive(input).answer;
  it.each([
    ['70 kg', of(70, 'kg'), 560], ['100 kg reaches the cap', of(100, 'kg'), 800], ['120 kg', of(120, 'kg'), 800],
    ['29 kg', of(29, 'kg'), 348], ['30 kg', of(30, 'kg'), 240], ['2 kg', of(2, 'kg'), 24],
  ])('%s', (_, weight, doseMg) => expect(dose({ weight })).toMatchObject({ status: 'determined', doseMg, value: doseMg, allowedNow: true, reason: null, dosesRemaining: 4 })); // biome-ignore format: a table
  it('176 lb are 79.83 kg: 638.7 mg', () => expect(dose({ weight: of(176, 'lb') }).doseMg).toBeCloseTo(638.7, 1));
  it('below 30 kg the rule is from memory', () => {
    expect(dose({ weight: of(29, 'kg') }).warnings).toEqual([MEMORY]);
    expect(dose({ weight: of(30, 'kg') }).warnings).toEqual([]);
  });
  const at = (...hours: readonly number[]) =>
    hours.map((hour) => new Date(Date.UTC(2025, 2, 1) + hour * 3_600_000).toISOString().slice(0, 16));
  const next = (hour: number, ...before: readonly number[]) =>
    dose({ weight: of(70, 'kg'), previousDoses: at(...before), now: at(hour)[0] });
  it.each([
    ['7 h 59 min after the first', 7 + 59 / 60, [0], { allowedNow: false, reason: 'intervalShort', dosesRemaining: 3 }],
    ['exactly 8 h', 8, [0], { allowedNow: true, reason: null }],
    ['a third in 24 h', 16, [0, 8], { allowedNow: true, dosesRemaining: 2 }],
    ['a fourth in 24 h', 22.5, [0, 7, 14], { allowedNow: false, reason: 'max24h' }],
    ['a fourth 24 h after the first', 24, [0, 8, 16], { allowedNow: true, dosesRemaining: 1 }],
    ['a fifth', 96, [0, 24, 48, 72], { allowedNow: false, reason: 'maxTotal', dosesRemaining: 0 }],
    ['a dose later than now does not count', 8, [0, 9], { allowedNow: true, dosesRemaining: 3, warnings: ['doseAfterNow'] }],
  ])('%s', (_, hour, before, expected) => expect(next(hour, ...before)).toMatchObject(expected)); // biome-ignore format: a table
  it('the instant asked about is needed once a dose was given', () =>
    expect(dose({ weight: of(70, 'kg'), previousDoses: at(0) })).toMatchObject({
      status: 'indeterminate',
      allowedNow: null,
      missing: ['now'],
      doseMg: 560,
    }));
  it('a dose of which only the day is known leaves it open', () => {
    const open = (now: string) => dose({ weight: of(70, 'kg'), previousDoses: ['2025-03-01'], now });
    expect(open('2025-03-02T04:00')).toMatchObject({
      status: 'indeterminate',
      allowedNow: null,
      missing: ['previousDoses'],
    });
    expect(open('2025-03-02T08:00')).toMatchObject({ allowedNow: true });
  });
  it('no weight: open; 300 kg: refused', () => {
    expect(dose({})).toMatchObject({ status: 'indeterminate', doseMg: null, missing: ['weight'], allowedNow: true });
    expect(dose({ weight: of(300, 'kg') })).toMatchObject({
      doseMg: null,
      missing: ['weight'],
      warnings: ['rejected:weight'],
    });
  });
  it('hidden in isolated ICANS', () =>
    expect(dose({ weight: of(70, 'kg'), isolatedIcans: true })).toMatchObject({ hidden: true }));
});
