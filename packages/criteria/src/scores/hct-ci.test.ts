import { describe, expect, it } from 'vitest';
import { hctCi } from './hct-ci.ts';

const KEYS = [
  'arrhythmia', 'cardiac', 'ibd', 'diabetes', 'cerebrovascular', 'psychiatric', 'hepaticMild', 'obesity', 'infection', 'rheumatologic', 'pepticUlcer',
  'renalModSevere', 'pulmonaryModerate', 'priorMalignancy', 'heartValve', 'pulmonarySevere', 'hepaticModSevere',
]; // biome-ignore format: a list
const absent = Object.fromEntries(KEYS.map((key) => [key, false]));
const score = (input: Record<string, unknown>) => hctCi.derive(input).answer;
const is = (points: number, category: string) => ({
  status: 'determined',
  score: points,
  value: points,
  min: points,
  max: points,
  category,
});
const lungUnknown = { ...absent, pulmonaryModerate: null, pulmonarySevere: null };

describe('hctci.2005, scores.md 3', () => {
  it.each([
    ['1: nothing present', absent, is(0, 'low')],
    ['2: atrial fibrillation, BMI exactly 35', { ...absent, arrhythmia: true, bmi: 35 }, is(1, 'intermediate')],
    ['3: FEV1 80 %, DLCO 66 %', { ...absent, fev1Pct: 80, dlcoPct: 66 }, is(2, 'intermediate')],
    ['4: FEV1 81 %, DLCO 65 %', { ...absent, fev1Pct: 81, dlcoPct: 65 }, is(3, 'high')],
    ['5: bilirubin 1.5 and AST 2.5 times the limit exactly', { ...absent, bilirubinUlnRatio: 1.5, astUlnRatio: 2.5 }, is(1, 'intermediate')],
    ['6: rheumatoid arthritis; multiple sclerosis is no item', { ...absent, rheumatologic: true }, is(2, 'intermediate')],
    ['7: creatinine 178 umol/L', { ...absent, creatinine: { value: 178, unit: 'µmol/L' } }, is(2, 'intermediate')],
    ['7: exactly 177 umol/L', { ...absent, creatinine: { value: 177, unit: 'µmol/L' } }, is(0, 'low')],
    ['7: exactly 2.0 mg/dL', { ...absent, creatinine: { value: 2, unit: 'mg/dL' } }, is(0, 'low')],
    [
      '8: prior breast cancer, lungs unknown',
      { ...lungUnknown, priorMalignancy: true },
      { status: 'indeterminate', min: 3, max: 6, category: 'high', categoryStatus: 'determined' },
    ],
    ['9: lungs unknown', lungUnknown, { status: 'indeterminate', possible: [0, 2, 3], min: 0, max: 3, category: null }],
  ])('row %s', (_, input, expected) => expect(score(input)).toMatchObject(expected)); // biome-ignore format: a table

  const {
    hepaticMild: _m,
    hepaticModSevere: _s,
    pulmonaryModerate: _p,
    pulmonarySevere: _q,
    obesity: _o,
    renalModSevere: _r,
    ...said
  } = absent;
  const measured = {
    ...said, bmi: 22, bilirubinUlnRatio: 0.5, astUlnRatio: 0.5, altUlnRatio: 0.5, chronicHepatitis: false, cirrhosis: false,
    creatinine: { value: 0.9, unit: 'mg/dL' }, dialysisOrTransplant: false, dlcoPct: 90, fev1Pct: 90, dyspnoea: 'none', oxygen: false,
  }; // biome-ignore format: one patient
  it.each([
    ['all measured and normal', {}, 0],
    ['BMI 35.1', { bmi: 35.1 }, 1],
    ['65.5 % rounds to 66: moderate', { dlcoPct: 65.5 }, 2],
    ['65.4 % rounds to 65: severe', { dlcoPct: 65.4 }, 3],
    ['80.5 % rounds to 81: none', { dlcoPct: 80.5 }, 0],
    ['dyspnoea on slight activity', { dyspnoea: 'slightActivity' }, 2],
    ['dyspnoea at rest', { dyspnoea: 'rest' }, 3],
    ['oxygen', { oxygen: true }, 3],
    ['bilirubin just above the limit', { bilirubinUlnRatio: 1.01 }, 1],
    ['bilirubin 1.51', { bilirubinUlnRatio: 1.51 }, 3],
    ['ALT 2.51', { altUlnRatio: 2.51 }, 3],
    ['chronic hepatitis', { chronicHepatitis: true }, 1],
    ['cirrhosis', { cirrhosis: true }, 3],
    ['dialysis', { dialysisOrTransplant: true }, 2],
    ['creatinine 2.01 mg/dL', { creatinine: { value: 2.01, unit: 'mg/dL' } }, 2],
  ])('%s', (_, changed, points) => expect(score({ ...measured, ...changed })).toMatchObject({ status: 'determined', score: points })); // biome-ignore format: a table

  it('one lung test alone decides, and is said; breathlessness not recorded beside a test is not an unknown', () => {
    const { fev1Pct: _, dyspnoea: __, oxygen: ___, ...rest } = measured;
    expect(score({ ...rest, dlcoPct: 70 })).toMatchObject({
      status: 'determined',
      score: 2,
      warnings: ['onePulmonaryTestOnly'],
    });
  });
  it('a transaminase that was not measured leaves the liver open', () => {
    const { altUlnRatio: _, ...rest } = measured;
    expect(score(rest)).toMatchObject({ status: 'indeterminate', possible: [0, 1, 3], missing: ['altUlnRatio'] });
  });
  it('BMI wins over the word', () => expect(score({ ...absent, obesity: true, bmi: 30 })).toMatchObject({ score: 0 }));
  it('with age from 40 years one point more', () => {
    expect(score({ ...absent, ageYears: 40 })).toMatchObject({ score: 0, hctCiAge: 1 });
    expect(score({ ...absent, ageYears: 39 })).toMatchObject({ hctCiAge: 0 });
    expect(score(absent)).toMatchObject({ hctCiAge: null });
  });
  it('everything present is 26 points', () =>
    expect(score(Object.fromEntries(KEYS.map((key) => [key, true])))).toMatchObject({ score: 26, category: 'high' }));
  it('nothing known: 0 to 26', () => expect(score({})).toMatchObject({ status: 'indeterminate', min: 0, max: 26 }));
});
