import { describe, expect, it } from 'vitest';
import { criterionById } from '../registry.ts';

const of = (value: number, unit: string) => ({ value, unit });
const answerOf = (id: string, input: object) => criterionById(id)?.derive(input).answer;

/** Both sides of every printed limit, beside the worked examples of scores.md. */
describe('CAR-HEMATOTOX at its limits', () => {
  const well = {
    platelets: of(200, '10*9/L'),
    anc: of(1300, '/uL'),
    haemoglobin: of(10, 'g/dL'),
    crp: of(1, 'mg/dL'),
    ferritin: of(100, 'ng/mL'),
  };
  it.each([
    [{}, 0], [{ platelets: of(175.01, '10*9/L') }, 0], [{ platelets: of(175, '10*9/L') }, 1], [{ platelets: of(75, '10*9/L') }, 1],
    [{ platelets: of(74.9, '10*9/L') }, 2], [{ platelets: of(74_000, '/uL') }, 2], [{ anc: of(1199.9, '/uL') }, 1], [{ anc: of(1.2, '10*9/L') }, 0],
    [{ haemoglobin: of(8.99, 'g/dL') }, 1], [{ haemoglobin: of(90, 'g/L') }, 0], [{ crp: of(3.01, 'mg/dL') }, 1], [{ crp: of(30, 'mg/L') }, 0],
    [{ ferritin: of(649.9, 'ng/mL') }, 0], [{ ferritin: of(650, 'ng/mL') }, 1], [{ ferritin: of(2000, 'ng/mL') }, 1], [{ ferritin: of(2000.1, 'ng/mL') }, 2],
    [{ ferritin: { ...of(2000, 'ng/mL'), comparator: '>' } }, 2], [{ ferritin: { ...of(500, 'ng/mL'), comparator: '<' } }, 0],
  ])('%j is %i', (changed, score) => expect(answerOf('carHematotox.2021', { ...well, ...changed })).toMatchObject({ score })); // biome-ignore format: a table
  it.each([
    [['platelets'], { min: 0, max: 2, category: null }],
    [['haemoglobin'], { min: 0, max: 1, category: 'low' }],
    [['platelets', 'anc', 'haemoglobin', 'crp', 'ferritin'], { min: 0, max: 7, category: null }],
  ])('without %j', (names, expected) => {
    const left = Object.fromEntries(Object.entries(well).filter(([name]) => !names.includes(name)));
    expect(answerOf('carHematotox.2021', left)).toMatchObject(expected);
  });
});

describe('HScore at its limits', () => {
  const none = {
    immunosuppression: false,
    temperature: of(37, 'Cel'),
    organomegaly: 'none',
    haemoglobin: of(12, 'g/dL'),
    wbc: of(6000, '/uL'),
    platelets: of(200, '10*9/L'),
    ferritin: of(100, 'ng/mL'),
    triglycerides: of(1, 'mmol/L'),
    fibrinogen: of(3, 'g/L'),
    ast: of(20, 'U/L'),
    haemophagocytosis: false,
  };
  it.each([
    [{}, 0], [{ immunosuppression: true }, 18], [{ temperature: of(38.39, 'Cel') }, 0], [{ temperature: of(38.4, 'Cel') }, 33],
    [{ temperature: of(39.4, 'Cel') }, 33], [{ temperature: of(39.41, 'Cel') }, 49], [{ organomegaly: 'liver' }, 23], [{ organomegaly: 'both' }, 38],
    [{ haemoglobin: of(9.2, 'g/dL') }, 0], [{ haemoglobin: of(9.2, 'g/dL'), wbc: of(5000, '/uL') }, 24],
    [{ haemoglobin: of(9.21, 'g/dL'), wbc: of(5000, '/uL') }, 0], [{ haemoglobin: of(9, 'g/dL'), wbc: of(5, '10*9/L'), platelets: of(110, '10*9/L') }, 34],
    [{ ferritin: of(1999.9, 'ng/mL') }, 0], [{ ferritin: of(2000, 'ng/mL') }, 35], [{ ferritin: of(6000, 'ng/mL') }, 35], [{ ferritin: of(6000.1, 'ng/mL') }, 50],
    [{ triglycerides: of(1.49, 'mmol/L') }, 0], [{ triglycerides: of(4, 'mmol/L') }, 44], [{ triglycerides: of(4.01, 'mmol/L') }, 64],
    [{ fibrinogen: of(251, 'mg/dL') }, 0], [{ fibrinogen: of(250, 'mg/dL') }, 30], [{ ast: of(29.9, 'U/L') }, 0], [{ ast: of(0.5, 'ukat/L') }, 19],
    [{ haemophagocytosis: true }, 35],
  ])('%j is %i', (changed, score) => expect(answerOf('hscore.2014', { ...none, ...changed })).toMatchObject({ score })); // biome-ignore format: a table
});

describe('the IPI family at its limits', () => {
  const ipi = { ageYears: 60, stage: 'II', ecog: 1, ldhUlnRatio: 1, extranodalSites: 1 };
  it.each([
    ['ipi', {}, 0], ['ipi', { ageYears: 61 }, 1], ['ipi', { stage: 'III' }, 1], ['ipi', { ecog: 2 }, 1], ['ipi', { ldhUlnRatio: 1.01 }, 1], ['ipi', { extranodalSites: 2 }, 1],
    ['nccnIpi', { ageYears: 40 }, 0], ['nccnIpi', { ageYears: 41 }, 1], ['nccnIpi', { ageYears: 60 }, 1], ['nccnIpi', { ageYears: 61 }, 2], ['nccnIpi', { ageYears: 75 }, 2],
    ['nccnIpi', { ageYears: 76 }, 3], ['nccnIpi', { ageYears: 40, ldhUlnRatio: 3 }, 1], ['nccnIpi', { ageYears: 40, ldhUlnRatio: 3.01 }, 2],
    ['nccnIpi', { ageYears: 40, extranodalListed: true }, 1],
  ])('%s of %j is %i', (id, changed, score) =>
    expect(answerOf(id, { ...ipi, ...(id === 'nccnIpi' ? { extranodalListed: false } : {}), ...changed })).toMatchObject({ score })); // biome-ignore format: a table
});

it.each([
  [59, 1], [60, 2], [69, 2], [70, 3], [79, 3], [80, 4], [95, 4], [49, 0],
])('the Charlson index at %i years adds %i', (ageYears, points) =>
  expect(answerOf('charlson.1987', { conditions: [], ageYears })).toMatchObject({ score: 0, ageAdjusted: points })); // biome-ignore format: a table
