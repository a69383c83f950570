import { describe, expect, it } from 'vitest';
import { outcomeDor, outcomeEfs, outcomePfs } from './event-free.ts';
import { outcomeNrm, outcomeOs, outcomeRelapse, outcomeTtnt } from './simple.ts';

const of = {
  os: outcomeOs,
  pfs: outcomePfs,
  efs: outcomeEfs,
  dor: outcomeDor,
  nrm: outcomeNrm,
  relapse: outcomeRelapse,
  ttnt: outcomeTtnt,
};
type Name = keyof typeof of;
const end = (name: Name, input: object) => of[name].derive({ infusionDay: 0, ...input }).answer;
const time = (timeDays: number | null, event: number, reason: string) => ({
  status: 'determined',
  timeDays,
  event,
  reason,
});

describe('outcome.*, lymphoma.md 5', () => {
  const one = { progressionDay: 92, deathDay: 200, lastAssessmentDay: 92, lastContactDay: 200 };
  const two = { deathDay: 30, lastAssessmentDay: 28, lastContactDay: 30 };
  const three = {
    progressionDay: null,
    deathDay: null,
    newTherapyDay: null,
    lastAssessmentDay: 180,
    lastContactDay: 240,
  };
  const four = { newTherapyDay: 60, lastAssessmentDay: 58, lastContactDay: 300 };
  const five = { leukapheresisDay: -40, progressionDay: 60, lastAssessmentDay: 60, lastContactDay: 90 };
  const six = { infusionDay: null, leukapheresisDay: 0, deathDay: 20 };
  const eight = { progressionDay: 70, deathDay: 70, lastAssessmentDay: 70, lastContactDay: 70 };
  it.each([
    ['1: PFS event at the PD', 'pfs', one, time(92, 1, 'pd')],
    ['1: OS event at death', 'os', one, time(200, 1, 'death')],
    ['1: relapse event', 'relapse', one, time(92, 1, 'relapse')],
    ['1: death after PD is not NRM', 'nrm', one, time(92, 2, 'relapse')],
    ['2: death without PD is a PFS event', 'pfs', two, time(30, 1, 'death')],
    ['2: NRM event', 'nrm', two, time(30, 1, 'nrm')],
    ['2: relapse competes', 'relapse', two, time(30, 2, 'nrm')],
    ['3: PFS censored at the last scan', 'pfs', three, time(180, 0, 'no-event')],
    ['3: OS censored at the last contact', 'os', three, time(240, 0, 'no-event')],
    ['3: NRM censored at the last scan', 'nrm', three, time(180, 0, 'no-event')],
    ['3: TTNT censored at the last contact', 'ttnt', three, time(240, 0, 'no-event')],
    ['4: a new drug without PD censors PFS at the scan before it', 'pfs', four, { ...time(58, 0, 'new-therapy'), newTherapyAsEvent: time(60, 1, 'new-therapy') }],
    ['4: and is the event of EFS', 'efs', four, time(60, 1, 'new-therapy')],
    ['4: and of TTNT', 'ttnt', four, time(60, 1, 'new-therapy')],
    ['4: and does not end NRM', 'nrm', four, time(58, 0, 'no-event')],
    ['5: from infusion', 'pfs', five, { ...time(60, 1, 'pd'), byAnchor: { infusion: time(60, 1, 'pd'), leukapheresis: time(100, 1, 'pd') } }],
    ['5: from leukapheresis', 'pfs', { ...five, anchor: 'leukapheresis' }, time(100, 1, 'pd')],
    ['6: never infused, OS by intention to treat', 'os', { ...six, anchor: 'leukapheresis' }, time(20, 1, 'death')],
    ['6: and PFS', 'pfs', { ...six, anchor: 'leukapheresis' }, time(20, 1, 'death')],
    ['6: not in the infused population', 'os', six, { status: 'notApplicable', reason: 'not-infused' }],
    ['7: first CR on day 30, PD on day 150', 'dor', { responseDay: 30, progressionDay: 150, lastAssessmentDay: 150 }, time(120, 1, 'pd')],
    ['7: no response', 'dor', { responseDay: null, progressionDay: 150 }, { status: 'notApplicable', reason: 'non-responder' }],
    ['7: in response at the last scan', 'dor', { responseDay: 30, lastAssessmentDay: 180 }, time(150, 0, 'no-event')],
    ['8: PD and death on one day, PFS', 'pfs', eight, time(70, 1, 'pd')],
    ['8: relapse event', 'relapse', eight, time(70, 1, 'relapse')],
    ['8: not NRM', 'nrm', eight, time(70, 2, 'relapse')],
    ['PD on the day of the new drug counts', 'pfs', { progressionDay: 60, newTherapyDay: 60, lastAssessmentDay: 60 }, time(60, 1, 'pd')],
    ['PD after a new drug does not', 'pfs', { progressionDay: 90, newTherapyDay: 60, lastAssessmentDay: 30 }, time(30, 0, 'new-therapy')],
    ['death on the day of the new drug is an event', 'pfs', { deathDay: 60, newTherapyDay: 60, lastAssessmentDay: 30 }, time(60, 1, 'death')],
    ['never assessed: censored at the start', 'pfs', { lastContactDay: 100 }, time(0, 0, 'no-event')],
    ['no contact: alive at the last scan', 'os', { lastAssessmentDay: 58 }, time(58, 0, 'no-event')],
    ['neither contact nor scan', 'os', {}, { status: 'indeterminate', timeDays: null, missing: ['lastContactDay'] }],
    ['infusion unknown', 'pfs', { infusionDay: undefined, progressionDay: 92 }, { status: 'indeterminate', missing: ['infusionDay'], timeDays: null, event: null }],
    ['the start may be any day', 'pfs', { infusionDay: 10, progressionDay: 92, lastAssessmentDay: 92 }, time(82, 1, 'pd')],
    ['the anchor may be a day', 'pfs', { infusionDay: undefined, anchor: -40, progressionDay: 60 }, time(100, 1, 'pd')],
    ['PD before the infusion', 'pfs', { progressionDay: -3 }, { error: 'event-before-start' }],
    ['PD between collection and infusion', 'pfs', { leukapheresisDay: -40, anchor: 'leukapheresis', progressionDay: -3 }, { ...time(37, 1, 'pd'), byAnchor: { infusion: { error: 'event-before-start' }, leukapheresis: time(37, 1, 'pd') } }],
    ['infusion before leukapheresis', 'os', { leukapheresisDay: 5, deathDay: 30 }, { error: 'infusion-before-leukapheresis' }],
  ] as const)('%s', (_, name, input, expected) => expect(end(name, input)).toMatchObject(expected)); // biome-ignore format: a table

  it('a month is an interval, and so is the time', () =>
    expect(end('pfs', { progressionDay: { low: 60, high: 90 }, lastAssessmentDay: 95 })).toMatchObject({
      status: 'determined',
      timeDays: null,
      minDays: 60,
      maxDays: 90,
      event: 1,
      reason: 'pd',
    }));

  it('PD and death in one month: which came first is open', () =>
    expect(end('nrm', { progressionDay: { low: 60, high: 90 }, deathDay: 75, lastAssessmentDay: 90 })).toMatchObject({
      status: 'indeterminate',
      event: { possible: [1, 2] },
      missing: ['progressionDay'],
    }));

  it.each([
    ['ZUMA-7: no response by day 150', 'zuma7', { responseDay: null, lastAssessmentDay: 160 }, time(150, 1, 'no-response')],
    ['ZUMA-7: followed for less than 150 days', 'zuma7', { responseDay: null, lastAssessmentDay: 149 }, time(149, 0, 'no-event')],
    ['ZUMA-7: response on day 150', 'zuma7', { responseDay: 150, lastAssessmentDay: 160 }, time(160, 0, 'no-event')],
    ['ZUMA-7: stable disease at best', 'zuma7', { bestResponse: 'SD', lastAssessmentDay: 160 }, time(150, 1, 'no-response')],
    ['ZUMA-7: PD before', 'zuma7', { responseDay: null, progressionDay: 90, lastAssessmentDay: 160 }, time(90, 1, 'pd')],
    ['TRANSFORM: response after nine weeks', 'transform', { responseDay: 64, lastAssessmentDay: 160 }, time(63, 1, 'no-response')],
    ['TRANSFORM: response at nine weeks', 'transform', { responseDay: 63, lastAssessmentDay: 160 }, time(160, 0, 'no-event')],
    ['TRANSFORM: response not known', 'transform', { lastAssessmentDay: 160 }, { status: 'indeterminate', missing: ['responseDay'] }],
  ])('%s', (_, efsDefinition, input, expected) => {
    const answer = end('efs', { efsDefinition, ...input });
    expect(answer).toMatchObject({ ...expected, efsDefinition, warnings: ['ruleNotIndependentlyVerified'] });
  }); // biome-ignore format: a table
});
