import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
const INFUSED: Told = ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12', 'inf.product': 'axi-cel' }];
const CR = { 'resp.deauville': '1', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' };
const PD = { 'resp.deauville': '5', 'resp.newLesion': 'lymphoma', 'resp.marrowUptake': 'normal' };
const SD = { ...CR, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'unchanged' };
const OPEN = { ...SD, 'resp.uptakeVsBaseline': 'notCompared' };
const at = (on: string, items: object): Told => [on, `response:${on}`, { 'resp.date': on, ...items }];
const died = (on: string): Told => [on, 'death:d', { 'death.date': on }];
const alive = (on: string): Told => [on, 'followup:f', { 'fu.date': on, 'fu.survival': 'alive' }];
const treated = (on: string): Told => [on, 'subsequent:s', { 'sub.start': on, 'sub.kind': 'chemo' }];
const one = (id: string, ...story: readonly Told[]) => answersTo(id, [LBCL, INFUSED, ...story])[0];

// Every expectation is worked by hand from lymphoma.md 4.5 and 5.
describe('"until the first PD or new anti-lymphoma treatment": what follows is no response', () => {
  it.each([
    ['CR after a PD', [at('2024-04-11', PD), at('2024-06-10', CR)]],
    ['CR after a new treatment', [at('2024-04-11', SD), treated('2024-05-01'), at('2024-06-10', CR)]],
  ])('duration of response: %s', (_, story) =>
    expect(one('outcome.dor', ...story)).toMatchObject({ status: 'notApplicable', reason: 'non-responder' }),
  );
});

describe('"first PD": a scan that may have shown it leaves the day open', () => {
  it.each([
    ['just before the sure one', [at('2024-04-10', OPEN), at('2024-06-12', PD)], { event: 1, timeDays: null, minDays: 29, maxDays: 92 }],
    ['one that no progression followed was none', [at('2024-04-10', OPEN), at('2024-06-12', CR), at('2024-09-12', PD)], { event: 1, timeDays: 184 }],
    ['after the sure one it changes nothing', [at('2024-04-10', PD), at('2024-06-12', OPEN)], { event: 1, timeDays: 29 }],
  ])('PFS: %s', (_, story, expected) => expect(one('outcome.pfs', ...story)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('a death known to the month was not before the patient was last seen alive', () => {
  it.each([
    ['a contact', 'outcome.os', [alive('2024-09-15'), died('2024-09')], { event: 1, minDays: 187, maxDays: 202 }],
    ['an assessment', 'outcome.os', [at('2024-09-15', CR), died('2024-09')], { event: 1, minDays: 187, maxDays: 202 }],
    ['a contact of an earlier month bounds nothing', 'outcome.os', [alive('2024-08-15'), died('2024-09')], { event: 1, minDays: 173, maxDays: 202 }],
    ['a contact after it is a contradiction, and bounds nothing', 'outcome.os', [alive('2024-10-15'), died('2024-09')], { event: 1, minDays: 173, maxDays: 202 }],
    ['"death after PD is never NRM"', 'outcome.nrm', [at('2024-06-20', PD), died('2024-06')], { event: 2, timeDays: 100, reason: 'relapse' }],
  ])('%s', (_, id, story, expected) => expect(one(id, ...story)).toMatchObject(expected)); // biome-ignore format: a table
});
