import { describe, expect, it } from 'vitest';
import { secondLineStatus } from './second-line-status.ts';

const status = (bestResponseFirstLine: string | null, firstLineCompletionDate: string | null, progressionDate: string | null | undefined, rest: object = {}) =>
  secondLineStatus.derive({ bestResponseFirstLine, firstLineCompletionDate, progressionDate, ...rest }).answer; // biome-ignore format: a table

describe('lbcl.secondLineStatus, lymphoma.md 3', () => {
  it.each([
    ['1: best response PD', 'PD', null, null, { value: 'refractory' }],
    ['2: CR, relapse on the day twelve months after completion', 'CR', '2024-03-15', '2025-03-15', { value: 'earlyRelapse' }],
    ['3: CR, relapse a day later', 'CR', '2024-03-15', '2025-03-16', { value: 'lateRelapse' }],
    ['4: PR, progression within three months', 'PR', '2024-03-15', '2024-06-01', { value: 'refractory' }],
    ['6: CR, completion unknown', 'CR', null, '2025-01-01', { possible: ['earlyRelapse', 'lateRelapse'], missing: ['firstLineCompletionDate'] }],
    ['7: completion on 29 February', 'CR', '2024-02-29', '2025-02-28', { value: 'earlyRelapse' }],
    ['completion on 29 February, relapse on 1 March', 'CR', '2024-02-29', '2025-03-01', { value: 'lateRelapse' }],
    ['completion on 31 August, relapse on 31 August', 'CR', '2024-08-31', '2025-08-31', { value: 'earlyRelapse' }],
    ['best response SD', 'SD', '2024-03-15', null, { value: 'refractory' }],
    ['SD and a late progression', 'SD', '2024-03-15', '2026-03-15', { value: 'refractory' }],
    ['CR without progression', 'CR', '2024-03-15', null, { value: 'notRelapsed', refractoryOrEarly: false }],
    ['"first progression later than that -> lateRelapse": no proof needs to be denied', 'PR', '2024-03-15', '2025-03-16', { value: 'lateRelapse' }],
    ['PR, progression in a month that straddles the limit', 'PR', '2024-03-15', '2025-03', { possible: ['refractory', 'lateRelapse'], missing: ['progressionDate'] }],
    ['CR, month of relapse known only', 'CR', '2024-03-15', '2025-03', { possible: ['earlyRelapse', 'lateRelapse'], missing: ['progressionDate'] }],
    ['CR, relapse some time in a month within the limit', 'CR', '2024-03-15', '2025-02', { value: 'earlyRelapse' }],
    ['progression before completion', 'CR', '2024-03-15', '2024-02-01', { value: 'earlyRelapse' }],
    ['NE says nothing', 'NE', '2024-03-15', '2024-06-01', { possible: ['refractory', 'earlyRelapse'] }],
  ])('%s', (_, best, completion, progression, expected) => expect(status(best, completion, progression)).toMatchObject(expected)); // biome-ignore format: a table

  it('5: PR, no progression, residual disease proven by biopsy', () =>
    expect(status('PR', '2024-03-15', null, { residualProven: true })).toMatchObject({ value: 'refractory' }));

  it('PR, residual disease proven, and a late progression', () =>
    expect(status('PR', '2024-03-15', '2025-03-16', { residualProven: true })).toMatchObject({ value: 'refractory' }));

  it('PR, not proven, late progression', () =>
    expect(status('PR', '2024-03-15', '2025-03-16', { residualProven: false })).toMatchObject({
      value: 'lateRelapse',
    }));

  it('8: best response unknown, progression within six months: the timing is settled, the status is not', () =>
    expect(status(null, '2024-03-15', '2024-08-15')).toMatchObject({
      status: 'indeterminate',
      possible: ['refractory', 'earlyRelapse'],
      missing: ['bestResponseFirstLine'],
      refractoryOrEarly: true,
    }));

  it('PR with neither proof nor progression stays open', () => {
    expect(status('PR', '2024-03-15', null)).toMatchObject({ possible: ['refractory', 'notRelapsed'], missing: expect.arrayContaining(['residualProven']) });
    expect(status('PR', '2024-03-15', null, { residualProven: false })).toMatchObject({ possible: ['refractory', 'notRelapsed'], missing: ['residualProven', 'progressionDate'] });
    expect(status('PR', '2024-03-15', undefined)).toMatchObject({ possible: ['refractory', 'lateRelapse', 'notRelapsed'] });
  }); // biome-ignore format: two rows

  it.each([
    ['both given', { firstLineHadAntiCD20: true, firstLineHadAnthracycline: true }, false, []],
    ['no anthracycline', { firstLineHadAntiCD20: true, firstLineHadAnthracycline: false }, true, ['notStandardFirstLine']],
    ['no anti-CD20, anthracycline unknown', { firstLineHadAntiCD20: false }, true, ['notStandardFirstLine']],
    ['anthracycline unknown', { firstLineHadAntiCD20: true }, { missing: ['firstLineHadAnthracycline'] }, []],
  ])('first line: %s', (_, given, notStandardFirstLine, warnings) =>
    expect(status('PD', null, null, given)).toMatchObject({ value: 'refractory', notStandardFirstLine, warnings })); // biome-ignore format: a table

  it.each([
    ['TRANSFORM: relapse before three months is refractory', 'transform', '2024-06-14', {}, 'refractory'],
    ['TRANSFORM: at three months it is an early relapse', 'transform', '2024-06-15', {}, 'earlyRelapse'],
    ['TRANSFORM: after twelve months it is late', 'transform', '2025-03-16', {}, 'lateRelapse'],
    ['SCHOLAR-1: within twelve months of a transplant', 'scholar1', '2025-05-01', { autologousTransplantDate: '2024-05-01' }, 'refractory'],
    ['SCHOLAR-1: a day later', 'scholar1', '2025-05-02', { autologousTransplantDate: '2024-05-01' }, 'lateRelapse'],
    ['SCHOLAR-1: no transplant', 'scholar1', '2025-01-02', { autologousTransplantDate: null }, 'earlyRelapse'],
  ])('%s', (_, trialDefinition, progression, rest, value) => {
    const answer = status('CR', '2024-03-15', progression, { trialDefinition, ...rest });
    expect(answer).toMatchObject({ value, warnings: ['ruleNotIndependentlyVerified'] });
  }); // biome-ignore format: a table

  it('an impossible date is refused and counts as unknown', () =>
    expect(status('CR', '2024-02-30', '2025-01-01')).toMatchObject({
      possible: ['earlyRelapse', 'lateRelapse'],
      warnings: ['rejected:firstLineCompletionDate'],
    }));
});
