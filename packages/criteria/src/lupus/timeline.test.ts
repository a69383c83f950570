import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { criterionById } from '../registry.ts';

const only = (id: string, story: readonly Told[]) =>
  derive(criterionById(id) as never, viewOf(story)).map(({ answer, assuming, discrepancy, of }) => ({ ...answer, assuming, discrepancy, of })); // biome-ignore format: one thought

const start: readonly Told[] = [
  ['2025-01-05', 'registration:r', { 'reg.indication': 'SLE' }],
  ['2025-01-05', 'demographics:p', { 'demo.birthYear': 1990 }],
  ['2020-05', 'sle-diagnosis:d', { 'sle.ana': 'positive', 'sle.criteriaItems': ['jointInvolvement', 'antiDsDna'], 'sle.criteriaNotAssessed': ['antiphospholipid'], 'sle.nephritisClass': '4', 'sle.acrEularScore': 12 }],
  ['2025-01-10', 'eligibility:e', { 'elig.trialId': 'NCT06189157', 'elig.sleFailures': ['glucocorticoids', 'mycophenolate', 'belimumab'], 'elig.contraception': 'yes' }],
  ['2025-01-10', 'sle-activity:v0', { 'sledai.date': '2025-01-10', 'sledai.items': ['arthritis', 'proteinuria', 'rash', 'fever'], 'sledai.notAttributed': ['fever'], 'sledai.attributionUnknown': ['rash'], 'sledai.notAssessed': ['none'], 'sledai.total': 10, 'sledai.pga': 2, 'sledai.gcDose': 12.5 }],
  ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01', 'leuk.result': 'accepted' }],
  ['2025-03-01', 'lymphodepletion:ld', { 'ld.start': '2025-03-01' }],
  ['2025-02-25', 'lab:b', { 'lab.upcr': 4000, 'lab.egfr': 90 }],
  ['2025-03-06', 'infusion:i', { 'inf.date': '2025-03-06', 'inf.product': 'investigational' }],
  ['2025-06-10', 'sle-activity:v1', { 'sledai.date': '2025-06-10', 'sledai.items': ['lowComplement'], 'sledai.notAssessed': ['none'], 'sledai.pga': 0.2, 'sledai.gcDose': 0, 'sledai.immunosuppressantStable': 'none', 'sledai.biologic': 'none', 'sledai.antimalarial': 'stable', 'sledai.haemolyticAnaemia': 'no', 'sledai.gastrointestinal': 'no', 'sledai.response': 'active', 'sledai.ckd': 'partial' }],
  ['2025-06-09', 'lab:m3', { 'lab.upcr': 300, 'lab.egfr': 88, 'lab.rbcHpf': 7 }],
]; // biome-ignore format: a story

describe('lupus from the timeline', () => {
  it('a present item of unknown attribution is unknown, one not attributed does not count', () =>
    expect(only('sledai2k', start)).toMatchObject([
      { of: { date: '2025-01-10' }, possible: [8, 10], missing: ['sledai.items'], discrepancy: null },
      { of: { date: '2025-06-10' }, score: 2, clinicalSledai: 0 },
    ]));
  it('what the urine shows that nobody ticked', () =>
    expect(only('sledai2k.derivedItems', start)).toMatchObject([{ haematuria: true, proteinuria: false, score: 4 }]));
  it('the score fell', () => expect(only('sledai2k.change', start)).toMatchObject([{ value: 'improvement' }]));
  it('remission, against what the visit states', () =>
    expect(only('doris2021', start).at(-1)).toMatchObject({
      met: true,
      drugFreeRemission: true,
      strictDrugFree: false,
      discrepancy: { stated: false },
    }));
  it('low disease activity: item 5 is blocked, item 2 is derived from the two visits', () =>
    expect(only('lldas', start).at(-1)).toMatchObject({
      met: false,
      itemFive: 'blockedByInvestigational',
      itemTwo: false,
      lldasExcludingItem5: false,
    }));
  it('classification from items and biopsy, against the stated score', () =>
    expect(only('eularAcr2019', start)).toMatchObject([
      { classified: true, min: 22, max: 24, discrepancy: { stated: 12 } },
    ]));
  it('the kidney: complete, against the stated partial response', () =>
    expect(only('renalResponse.kdigo2024', start)).toMatchObject([
      { value: 'complete', of: { date: '2025-06-10' }, discrepancy: { stated: 'partial' } },
    ]));
  it('inclusion texts as things stood at collection', () => {
    const [answer] = only('sleTrials.eligibilityPattern', start) as unknown as {
      checks: { check: string; status: string }[];
    }[];
    const status = Object.fromEntries((answer?.checks ?? []).map(({ check, status: word }) => [check, word]));
    expect(status).toMatchObject({ classification: 'met', autoantibodies: 'met', activity: 'met', failedDrugs: 'met', age: 'met', contraception: 'met', cd3: 'unknown', egfr: 'unknown' }); // biome-ignore format: a row
  });
  it('sustained remission is not yet', () =>
    expect(only('doris2021.sustained', start)).toMatchObject([{ met: false, timeInRemissionDays: 0 }]));
  it('SELENA-SLEDAI is another instrument', () =>
    expect(only('sledai2k', [...start.slice(0, 1), ['2025-01-10', 'sle-activity:s', { 'sledai.version': 'selena', 'sledai.items': ['rash'] }]])).toEqual([])); // biome-ignore format: a row
  it('only a stated total: DORIS assuming it, with what is not known of serology', () =>
    expect(only('doris2021', [...start.slice(0, 1), ['2025-01-10', 'sle-activity:s', { 'sledai.total': 0, 'sledai.pga': 0.1, 'sledai.gcDose': 5 }]])).toMatchObject([{ met: true, warnings: ['dorisPrednisoloneAmbiguity'] }])); // biome-ignore format: a row
});
