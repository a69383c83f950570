import { describe, expect, it } from 'vitest';
import { endpoint } from './endpoint.ts';

const asked = (input: unknown) => endpoint.derive(input).answer;
const ROW1 = {
  endpoint: 'RFS',
  scheme: 'zuma3',
  infusion: '2024-09-05',
  responseDate: '2024-10-03',
  relapse: null,
  death: null,
  hsct: null,
  lastAssessment: '2025-09-10',
};
const ROW4 = {
  endpoint: 'DOR',
  infusion: '2024-09-05',
  responseDate: '2024-10-03',
  hsct: '2025-01-10',
  relapse: '2025-04-01',
  death: null,
  lastAssessment: '2025-09-10',
};
const time = (timeDays: number, event: 0 | 1, reason: string) => ({
  status: 'determined',
  timeDays,
  minDays: timeDays,
  maxDays: timeDays,
  event,
  reason,
});

describe('all.endpoint, all.md 5.8', () => {
  it.each([
    [1, ROW1, time(370, 0, 'last-assessment')],
    [2, { ...ROW1, responseDate: null }, time(0, 1, 'no-response')],
    [3, { ...ROW1, endpoint: 'DOR' }, time(342, 0, 'last-assessment')],
    [4, { ...ROW4, hsctRule: 'ignore' }, time(180, 1, 'relapse')],
    [5, { ...ROW4, hsctRule: 'censor' }, time(99, 0, 'hsct')],
    [6, { ...ROW1, endpoint: 'DOR', responseDate: null }, { status: 'notApplicable', reason: 'non-responder' }],
    [
      7,
      {
        endpoint: 'PFS',
        scheme: 'rocca',
        infusion: '2024-09-05',
        lastAssessment: '2025-09-10',
        lastAlive: '2025-11-01',
      },
      time(422, 0, 'last-follow-up'),
    ],
    [8, { endpoint: 'OS', infusion: '2024-09-05', death: '2025-02-05' }, time(153, 1, 'death')],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it('rows 4 and 5 side by side, and a transplant as event', () => {
    expect(asked(ROW4)).toMatchObject({ byHsctRule: { ignore: time(180, 1, 'relapse'), censor: time(99, 0, 'hsct') } });
    expect(asked({ ...ROW4, hsctRule: 'event' })).toMatchObject(time(99, 1, 'hsct'));
  });
  it('an event on the day of the transplant precedes censoring', () =>
    expect(asked({ ...ROW4, relapse: '2025-01-10', hsctRule: 'censor' })).toMatchObject(time(99, 1, 'relapse')));
  it('a transplant after the last assessment does not lengthen follow-up', () =>
    expect(asked({ ...ROW1, hsct: '2025-12-01', hsctRule: 'censor' })).toMatchObject(time(370, 0, 'last-assessment')));
  it('last follow-up by its other name; death before relapse', () => {
    expect(asked({ endpoint: 'PFS', infusion: '2024-09-05', lastFollowUp: '2025-11-01' })).toMatchObject(
      time(422, 0, 'last-follow-up'),
    );
    expect(asked({ ...ROW1, relapse: '2025-05-01', death: '2025-04-01' })).toMatchObject(time(208, 1, 'death'));
  });
});

describe('all.endpoint, EFS', () => {
  const EFS = {
    endpoint: 'EFS',
    scheme: 'generic',
    infusion: '2024-09-05',
    apheresis: '2024-08-01',
    responseDate: '2024-10-03',
    lastAssessment: '2025-09-10',
  };
  it.each([
    ['responder without event', EFS, time(370, 0, 'last-assessment')],
    ['no remission: the end of the M3 window', { ...EFS, responseDate: null }, time(104, 1, 'no-response')],
    ['remission on day 104 counts', { ...EFS, responseDate: '2024-12-18' }, time(370, 0, 'last-assessment')],
    ['remission on day 105 is too late', { ...EFS, responseDate: '2024-12-19' }, time(104, 1, 'no-response')],
    [
      'no remission yet at an earlier last assessment',
      { ...EFS, responseDate: null, lastAssessment: '2024-10-10' },
      time(35, 0, 'last-assessment'),
    ],
    ['new therapy before that', { ...EFS, responseDate: null, newTherapy: '2024-11-04' }, time(60, 1, 'new-therapy')],
    ['transplant in remission is no event', { ...EFS, hsct: '2024-12-01' }, time(370, 0, 'last-assessment')],
    ['from apheresis', { ...EFS, start: 'apheresis', responseDate: null }, time(139, 1, 'no-response')],
  ])('%s', (_, input, expected) => expect(asked(input)).toMatchObject(expected));
});

describe('all.endpoint, imprecise and unknown', () => {
  it('imprecise dates bound the time', () =>
    expect(asked({ ...ROW1, infusion: '2024-08-05/2024-10-30', lastAssessment: '2025-09' })).toMatchObject({
      status: 'determined',
      timeDays: null,
      minDays: 306,
      maxDays: 421,
      event: 0,
      reason: 'last-assessment',
    }));
  it('the label of the last assessment bounds it further', () => {
    const imprecise = {
      ...ROW1,
      infusion: '2024-08-05/2024-10-30',
      lastAssessment: '2025-09',
      lastAssessmentVisit: 'm12',
    };
    expect(asked(imprecise)).toMatchObject({ minDays: 306, maxDays: 421, byVisit: { minDays: 335, maxDays: 395 } });
    expect(
      asked({
        ...imprecise,
        endpoint: 'DOR',
        responseDate: '2024-08-26/2024-12-04',
        responseDay: { low: 21, high: 35 },
      }),
    ).toMatchObject({ minDays: 271, maxDays: 400, byVisit: { minDays: 300, maxDays: 374 } });
  });
  it('days counted from the infusion narrow the time itself', () =>
    expect(
      asked({ ...ROW1, infusion: '2024-08', lastAssessment: '2024-11', lastAssessmentDay: { low: 76, high: 104 } }),
    ).toMatchObject({ minDays: 76, maxDays: 104 }));
  it('response unknown: an event on day 0 or the last assessment', () =>
    expect(asked({ ...ROW1, responseDate: undefined })).toMatchObject({
      status: 'indeterminate', timeDays: null, event: null, reason: null, minDays: 0, maxDays: 370, missing: ['responseDate'],
      possible: expect.arrayContaining([expect.objectContaining(time0()), expect.objectContaining({ timeDays: 370, event: 0 })]),
    })); // biome-ignore format: one answer
  const time0 = () => ({ timeDays: 0, event: 1, reason: 'no-response' });
  it('no response is an event on day 0, or at day 104, however imprecise the infusion', () => {
    const imprecise = { ...ROW1, infusion: '2024-09', responseDate: null };
    expect(asked(imprecise)).toMatchObject(time(0, 1, 'no-response'));
    expect(asked({ ...imprecise, endpoint: 'EFS', scheme: 'generic' })).toMatchObject(time(104, 1, 'no-response'));
    expect(
      asked({
        ...imprecise,
        endpoint: 'EFS',
        scheme: 'generic',
        responseDate: '2024-09-22/2024-11-04',
        responseDay: { low: 21, high: 35 },
      }),
    ).toMatchObject({ event: 0, minDays: 345, maxDays: 374 });
  });
  it('relapse and transplant in one month: which came first is open under censoring, not when ignored', () => {
    const month = { ...ROW4, hsct: '2025-04', relapse: '2025-04' };
    expect(asked(month)).toMatchObject({ status: 'determined', event: 1, minDays: 180, maxDays: 209 });
    expect(asked({ ...month, hsctRule: 'censor' })).toMatchObject({
      status: 'indeterminate',
      event: null,
      missing: ['relapse', 'hsct'],
    });
  });
  it('what is missing is asked for', () => {
    expect(asked({ ...ROW1, infusion: null })).toMatchObject({
      status: 'indeterminate',
      timeDays: null,
      missing: ['infusion'],
    });
    expect(asked({ ...ROW1, lastAssessment: null })).toMatchObject({
      status: 'indeterminate',
      event: 0,
      missing: ['lastAssessment'],
    });
    expect(asked({ ...ROW1, endpoint: 'DOR', responseDate: undefined })).toMatchObject({
      status: 'indeterminate',
      missing: ['responseDate'],
    });
  });
  it('a call that is wrong in itself', () => {
    expect(asked({ infusion: '2024-09-05' })).toEqual({ error: 'unknown-endpoint' });
    expect(asked({ ...ROW1, scheme: 'rocca' })).toEqual({ error: 'scheme-not-for-endpoint' });
  });
});

describe('all.endpoint, what is asked for and what narrows', () => {
  const course = { infusion: '2024-09-05', responseDate: '2024-10-03', death: null, lastAssessment: '2025-09-10' };
  it('of two ends whose order is open only the imprecise one is asked for', () =>
    expect(
      asked({ ...course, endpoint: 'RFS', hsct: '2025-01-10', relapse: '2025-01', hsctRule: 'censor' }),
    ).toMatchObject({
      status: 'indeterminate',
      missing: ['relapse'],
    }));
  it.each([
    ['OS', ['lastAlive']],
    ['PFS', ['lastAlive']],
    ['RFS', ['lastAssessment']],
  ])('%s without an end asks for %j', (name, missing) =>
    expect(asked({ infusion: '2024-09-05', responseDate: '2024-10-03', relapse: null, death: null, hsct: null, endpoint: name })).toMatchObject({ status: 'indeterminate', missing })); // biome-ignore format: a row
  it('the days of the last assessment narrow PFS where no contact follows it', () =>
    expect(asked({ endpoint: 'PFS', infusion: '2024-08-05/2024-10-30', relapse: null, death: null, hsct: null, lastAssessment: '2025-09', lastAssessmentDay: { low: 335, high: 395 } })).toMatchObject({ minDays: 335, maxDays: 395 })); // biome-ignore format: a row
  it('rules from memory say so', () => {
    for (const name of ['RFS', 'DOR']) expect(asked({ ...course, endpoint: name, relapse: null, hsct: null }).warnings).toContain('ruleNotIndependentlyVerified');
    expect(asked({ ...course, endpoint: 'PFS', relapse: null, hsct: null }).warnings).toEqual([]);
  }); // biome-ignore format: rows
});
