import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';
import { ct } from './ct.ts';
import { outcomeOs } from './outcome/simple.ts';
import { secondLineStatus } from './second-line-status.ts';
import { stage } from './stage.ts';

const cm = (low: number, high: number) => ({ low, high, unit: 'cm' });
const node = (ldi: unknown, sdi: unknown) => ({ id: 'a', ldi, sdi });
const scan = (input: object) => ct.derive({ nonTarget: 'absent', newLesions: [], marrow: 'normal', ...input }).answer;

// Worked by hand from lymphoma.md: sizes and dates that are not exact, one thing changed a row.
describe('sizes that are not exact', () => {
  it.each([
    ['spleen surely beyond half of its excess', cm(14, 15), cm(16.1, 18), { value: 'PD' }],
    ['spleen surely not', cm(14, 15), cm(13, 14.5), { possible: ['PR', 'SD'] }],
    ['spleen perhaps', cm(14, 15), cm(14.4, 14.6), { possible: ['SD', 'PD'], missing: ['baselineSpleenCm', 'spleenCm'] }],
    ['spleen surely below half of its excess', cm(14, 15), cm(13.1, 13.4), { value: 'PR' }],
    ['spleen normal at baseline, surely grown by 2 cm and beyond 13', cm(11, 12), cm(14, 15), { value: 'PD' }],
    ['spleen normal at baseline, surely not grown by 2 cm', cm(11.5, 12), cm(13.1, 13.4), { value: 'PR' }],
  ])('%s', (_, baselineSpleenCm, spleenCm, expected) => expect(scan({ baseline: [node(5, 4)], now: [node(4, 2.5)], baselineSpleenCm, spleenCm })).toMatchObject(expected)); // biome-ignore format: a table
  const at = node(cm(1.9, 2.1), 1);
  it.each([
    ['a nadir on either side of 2 cm, grown by 1 cm at least', node(3.2, 1.5), { value: 'PD' }],
    ['grown by less than 0.5 cm', node(2.3, 1.4), { value: 'SD' }],
    ['grown by something between', node(2.8, 1.45), { possible: ['SD', 'PD'], missing: ['now', 'nadir'] }],
  ])('%s', (_, now, expected) => expect(scan({ baseline: [at], nadir: [at], now: [now], nonTarget: 'notIncreased' })).toMatchObject(expected)); // biome-ignore format: a table
});

describe('what is not given', () => {
  const FREE = { extranodal: 'none', marrow: false, liver: false, pleura: false, csf: false };
  it.each([
    ['a group that nobody named', { nodeGroups: [null] }, { possible: ['I', 'II', 'III'], missing: ['nodeGroups'] }],
    ['one named beside it', { nodeGroups: ['neck', null] }, { possible: ['II', 'III'], missing: ['nodeGroups'] }],
  ])('stage: %s', (_, input, expected) => expect(stage.derive({ ...FREE, ...input }).answer).toMatchObject(expected)); // biome-ignore format: a table
  it('OS: never infused is not unknown', () => {
    expect(outcomeOs.derive({ infusionDay: null, lastContactDay: 100 }).answer).toMatchObject({ status: 'notApplicable', reason: 'not-infused' });
    expect(outcomeOs.derive({ lastContactDay: 100 }).answer).toMatchObject({ status: 'indeterminate', missing: ['infusionDay'] });
  }); // biome-ignore format: rows
});

describe('SCHOLAR-1 calls refractory', () => {
  const scholar = (input: object) => secondLineStatus.derive({ trialDefinition: 'scholar1', progressionDate: null, autologousTransplantDate: null, ...input }).answer; // biome-ignore format: a call
  it.each([
    ['SD', { bestResponseFirstLine: 'SD' }, 'refractory'],
    ['PD', { bestResponseFirstLine: 'PD' }, 'refractory'],
    ['a relapse 12 months after a transplant', { bestResponseFirstLine: 'CR', firstLineCompletionDate: '2024-01-01', autologousTransplantDate: '2024-05-01', progressionDate: '2025-05-01' }, 'refractory'],
    ['and not a day later', { bestResponseFirstLine: 'CR', firstLineCompletionDate: '2024-01-01', autologousTransplantDate: '2024-05-01', progressionDate: '2025-05-02' }, 'lateRelapse'],
  ])('%s', (_, input, value) => expect(scholar(input)).toMatchObject({ value })); // biome-ignore format: a table
});

describe('a clock that is not there, or begins twice on a day', () => {
  const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
  const seen: Told = ['2024-04-10', 'response:m', { 'resp.date': '2024-04-10', 'resp.lugano': 'PR' }];
  const INFUSED: Told = ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12' }];
  it('neither infused nor collected: no best response, no time points, no endpoints', () => {
    for (const id of ['bor', 'lugano.timepoints', 'outcome.os']) expect(answersTo(id, [LBCL, seen])).toEqual([]);
  });
  it('collected on the day of the infusion', () =>
    expect(answersTo('outcome.os', [LBCL, ['2024-03-12', 'leukapheresis:l', { 'leuk.date': '2024-03-12' }], INFUSED, ['2024-11-07', 'followup:f', { 'fu.date': '2024-11-07', 'fu.survival': 'alive' }]]).map(({ of, timeDays }) => [of?.anchor, timeDays])).toEqual([['infusion', 240], ['leukapheresis', 240]])); // biome-ignore format: a row
  it('an assessment is of its date item, not of what was written down first', () =>
    expect(answersTo('lugano.petct', [LBCL, INFUSED, ['2024-04-01', 'response:m', { 'resp.deauville': '2', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' }], ['2024-06-10', 'response:m', { 'resp.date': '2024-06-10' }]])).toMatchObject([{ of: { date: '2024-06-10' } }])); // biome-ignore format: a row
  it('lesions that are no targets give no sum', () =>
    expect(answersTo('lugano.ct', [LBCL, INFUSED, ...['2024-03-01', '2024-06-10'].map((on): Told => [on, `lesion:${on}`, { 'lesion.date': on, 'lesion.id': 'N', 'lesion.role': 'nonTarget', 'lesion.ldi': 3 }])])).toEqual([])); // biome-ignore format: a row
});
