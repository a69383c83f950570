import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { drugFreeMonths } from './drug-free.ts';
import { slePathway } from './pathway.ts';

const ALL = {
  referralDate: '2025-01-05', consent: true, eligible: true, accepted: true, released: true,
  leukapheresisDate: '2025-02-01', releaseDate: '2025-02-26', lymphodepletionDate: '2025-03-01', infusionDate: '2025-03-06', dischargeDate: '2025-03-20',
  asOf: '2025-10-06', visitMonths: [3, 6],
}; // biome-ignore format: a story
type Stage = { stage: string; status: string; missing: readonly string[]; blockedBy: readonly string[] };
const answer = (changes: object) => slePathway.derive({ ...ALL, ...changes }).answer;
const stage = (name: string, changes: object) =>
  (answer(changes).stages as readonly Stage[]).find((one) => one.stage === name);

describe('slePathway, lupus.md 6', () => {
  it.each([
    ['consent missing blocks leukapheresis', 'leukapheresis', { consent: undefined }, { status: 'blocked', missing: ['consent'] }],
    ['consent refused', 'leukapheresis', { consent: false }, { status: 'blocked', blockedBy: ['consent'] }],
    ['not eligible', 'leukapheresis', { eligible: false }, { status: 'blocked', blockedBy: ['eligible'] }],
    ['the decision ends screening, whichever it is', 'screening', { eligible: false }, { status: 'done' }],
    ['no decision yet', 'screening', { eligible: undefined }, { status: 'open' }],
    ['product not released blocks lymphodepletion', 'lymphodepletion', { released: false }, { status: 'blocked', blockedBy: ['released'] }],
    ['release not recorded', 'lymphodepletion', { released: undefined }, { status: 'blocked', missing: ['released'] }],
    ['active infection recorded blocks lymphodepletion', 'lymphodepletion', { activeInfection: true }, { status: 'blocked', blockedBy: ['noActiveInfection'] }],
    ['no infection recorded', 'lymphodepletion', {}, { status: 'done', blockedBy: [] }],
    ['discharge unknown on day 20', 'infusion', { dischargeDate: undefined, asOf: '2025-03-26' }, { status: 'open' }],
    ['and follow-up waits for it', 'followUpFrequent', { dischargeDate: undefined, asOf: '2025-03-26' }, { status: 'blocked', missing: ['dischargeDate'] }],
    ['month 3 ends frequent follow-up', 'followUpFrequent', { asOf: '2025-06-06' }, { status: 'done' }],
    ['a day before month 3', 'followUpFrequent', { asOf: '2025-06-05' }, { status: 'open' }],
    ['visit of month 6 missing', 'followUpSpaced', { visitMonths: [3] }, { status: 'open', missing: ['month6'] }],
    ['visits of which nobody spoke', 'followUpSpaced', { visitMonths: undefined }, { status: 'open', missing: [] }],
    ['all visits made', 'followUpSpaced', {}, { status: 'open', missing: [] }],
    ['what screening has not recorded', 'screening', { recorded: { screening: ['classification', 'sledai', 'pga'] } }, { missing: expect.arrayContaining(['bilag', 'tb', 'consent']) }],
  ])('%s', (_, name, changes, expected) => expect(stage(name, changes)).toMatchObject(expected)); // biome-ignore format: a table

  it.each([
    ['infusion before lymphodepletion', { lymphodepletionDate: '2025-03-07' }, { error: 'infusion-before-lymphodepletion' }],
    ['discharge before infusion', { dischargeDate: '2025-03-05' }, { error: 'stage-dates-decrease' }],
    ['release before leukapheresis', { releaseDate: '2025-01-31' }, { error: 'stage-dates-decrease' }],
    ['months that overlap are in no wrong order', { releaseDate: '2025-02', leukapheresisDate: '2025-02' }, { status: 'determined' }],
    ['CD19 4/uL is depleted', { cd19: { value: 4, unit: '/uL' } }, { depleted: true, reset: false }],
    ['5/uL is not', { cd19: { value: 5, unit: '/uL' } }, { depleted: false, reset: null }],
    ['0.005 x 10*9/L is 5/uL', { cd19: { value: 0.005, unit: '10*9/L' } }, { depleted: false }],
    ['back and mainly naive', { cd19: 40, naivePct: 81 }, { reset: true }],
    ['naive 80 % is not above', { cd19: 40, naivePct: 80 }, { reset: false }],
    ['nothing measured', {}, { depleted: null, reset: null }],
  ])('%s', (_, changes, expected) => expect(answer(changes)).toMatchObject(expected)); // biome-ignore format: a table

  it('from the timeline', () => {
    const story: readonly Told[] = [
      ['2025-01-05', 'registration:r', { 'reg.indication': 'SLE' }],
      ['2025-01-05', 'eligibility:e', { 'ref.date': '2025-01-05', 'elig.carT': 'eligible' }],
      ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01', 'leuk.result': 'accepted' }],
      ['2025-02-20', 'manufacturing:m', { 'mfg.result': 'failed' }],
    ];
    const stages = derive(slePathway, viewOf(story))[0]?.answer.stages as readonly Stage[];
    expect(stages.map(({ stage: name, status }) => `${name} ${status}`)).toEqual([
      'screening done', 'leukapheresis blocked', 'manufacturing open', 'lymphodepletion blocked', 'infusion blocked', 'followUpFrequent blocked', 'followUpSpaced blocked',
    ]); // biome-ignore format: seven stages
    expect(stages[1]).toMatchObject({ missing: expect.arrayContaining(['consent.status', 'washOut']) });
  });
});

describe('drugFreeMonths, lupus.md 6', () => {
  it.each([
    ['from the later of the two', { lastImmunosuppressantDate: '2025-01-01', lastGlucocorticoidDate: '2025-03-01', asOf: '2025-09-01' }, { drugFree: true, drugFreeMonths: 184 / 30.4375 }],
    ['never an immunosuppressant', { lastImmunosuppressantDate: null, lastGlucocorticoidDate: '2025-03-01', asOf: '2025-03-31' }, { drugFree: true, drugFreeMonths: 30 / 30.4375 }],
    ['glucocorticoid goes on', { lastImmunosuppressantDate: '2025-01-01', onGlucocorticoid: true, asOf: '2025-09-01' }, { drugFree: false, drugFreeMonths: 0 }],
    ['nothing recorded is unknown, never drug-free', { asOf: '2025-09-01' }, { status: 'indeterminate', drugFree: null, missing: ['lastImmunosuppressantDate', 'lastGlucocorticoidDate'] }],
    ['a month', { lastImmunosuppressantDate: null, lastGlucocorticoidDate: '2025-03', asOf: '2025-04-30' }, { drugFreeMonths: null, minMonths: 30 / 30.4375, maxMonths: 60 / 30.4375 }],
    ['off both, no dates', { onImmunosuppressant: false, onGlucocorticoid: false, asOf: '2025-04-30' }, { drugFree: true, drugFreeMonths: null }],
    ['a dose after the day asked about', { lastImmunosuppressantDate: null, lastGlucocorticoidDate: '2025-05-01', asOf: '2025-04-30' }, { error: 'event-after-day' }],
  ])('%s', (_, input, expected) => expect(drugFreeMonths.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});
