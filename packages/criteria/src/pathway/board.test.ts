import { dictionary, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { boardCodes, boardOf } from './board.ts';
import { stagesOf } from './templates.ts';

const SLE: Told = ['2025-01-05', 'registration:r', { 'reg.indication': 'SLE' }];
const LBCL: Told = ['2025-01-05', 'registration:r', { 'reg.indication': 'LBCL' }];
const CONSENT: Told = ['2025-01-05', 'consent:c', { 'consent.kind': 'registry', 'consent.status': 'given' }];
const ELIGIBLE: Told = ['2025-01-20', 'eligibility:e', { 'elig.carT': 'eligible' }];
const COLLECTED: Told = ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01', 'leuk.result': 'accepted' }];
const RELEASED: Told = [
  '2025-02-26',
  'manufacturing:m',
  { 'mfg.product': 'investigational', 'mfg.result': 'released' },
];
const DEPLETED: Told = ['2025-03-01', 'lymphodepletion:d', { 'ld.start': '2025-03-01', 'ld.end': '2025-03-03' }];
const INFUSED: Told = ['2025-03-06', 'infusion:i', { 'inf.date': '2025-03-06' }];
const DISCHARGED: Told = ['2025-03-20', 'infusion:i', { 'inf.discharge': '2025-03-20' }];

const stages = (day: string, ...story: readonly Told[]) => boardOf(patient(viewOf(story)), day)?.stages ?? [];
const status = (day: string, ...story: readonly Told[]) =>
  Object.fromEntries(stages(day, ...story).map(({ id, status: word }) => [id, word]));

describe('the board of a CAR-T pathway', () => {
  it.each([
    ['registered, nobody spoke of CAR-T', '2025-01-10', [SLE], { screening: 'notYet', leukapheresis: 'notYet' }],
    ['consented', '2025-01-10', [SLE, CONSENT], { screening: 'due', leukapheresis: 'notYet', manufacturing: 'notYet', followUpSpaced: 'notYet' }],
    ['consent refused', '2025-01-25', [SLE, ELIGIBLE, ['2025-01-21', 'consent:c', { 'consent.kind': 'registry', 'consent.status': 'refused' }] as Told], { screening: 'done', leukapheresis: 'blocked' }],
    ['not eligible', '2025-01-25', [SLE, ['2025-01-20', 'eligibility:e', { 'elig.carT': 'notEligible' }] as Told], { leukapheresis: 'blocked' }],
    ['eligible', '2025-01-25', [SLE, CONSENT, ELIGIBLE], { screening: 'done', leukapheresis: 'due', manufacturing: 'notYet' }],
    ['in manufacture', '2025-03-01', [SLE, CONSENT, ELIGIBLE, COLLECTED], { leukapheresis: 'done', manufacturing: 'due', lymphodepletion: 'notYet' }],
    ['in manufacture for more than 45 days', '2025-03-19', [SLE, CONSENT, ELIGIBLE, COLLECTED], { manufacturing: 'overdue' }],
    ['collection rejected', '2025-03-01', [SLE, ELIGIBLE, ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01', 'leuk.result': 'rejected' }] as Told], { manufacturing: 'blocked' }],
    ['manufacture failed', '2025-03-01', [SLE, ELIGIBLE, COLLECTED, ['2025-02-26', 'manufacturing:m', { 'mfg.result': 'failed' }] as Told], { manufacturing: 'due', lymphodepletion: 'blocked' }],
    ['out of specification and rejected', '2025-03-01', [SLE, ELIGIBLE, COLLECTED, ['2025-02-26', 'manufacturing:m', { 'mfg.result': 'outOfSpec', 'mfg.oosHandling': 'rejected' }] as Told], { manufacturing: 'due', lymphodepletion: 'blocked' }],
    ['out of specification under managed access', '2025-02-27', [SLE, ELIGIBLE, COLLECTED, ['2025-02-26', 'manufacturing:m', { 'mfg.result': 'outOfSpec', 'mfg.oosHandling': 'managedAccess' }] as Told], { manufacturing: 'done', lymphodepletion: 'due' }],
    ['consent to a biobank refused', '2025-01-25', [SLE, CONSENT, ELIGIBLE, ['2025-01-21', 'consent:b', { 'consent.kind': 'biobank', 'consent.status': 'refused' }] as Told], { leukapheresis: 'due' }],
    ['consent withdrawn', '2025-01-25', [SLE, ELIGIBLE, ['2025-01-21', 'consent:c', { 'consent.kind': 'registry', 'consent.status': 'withdrawn' }] as Told], { leukapheresis: 'blocked' }],
    ['no bridging was given', '2025-02-20', [LBCL, ELIGIBLE, COLLECTED, ['2025-02-05', 'bridging:b', { 'bridge.kind': 'none' }] as Told], { bridging: 'done' }],
    ['bridging goes on', '2025-02-20', [LBCL, ELIGIBLE, COLLECTED, ['2025-02-05', 'bridging:b', { 'bridge.kind': 'chemo' }] as Told], { bridging: 'due' }],
    ['bridging ended', '2025-02-20', [LBCL, ELIGIBLE, COLLECTED, ['2025-02-05', 'bridging:b', { 'bridge.kind': 'chemo', 'bridge.end': '2025-02-18' }] as Told], { bridging: 'done' }],
    ['nobody misses bridging', '2025-04-20', [LBCL, ELIGIBLE, COLLECTED], { bridging: 'notYet', manufacturing: 'overdue' }],
    ['the 45th day of manufacture', '2025-03-18', [SLE, CONSENT, ELIGIBLE, COLLECTED], { manufacturing: 'due' }],
    ['discharged', '2025-03-21', [SLE, COLLECTED, RELEASED, DEPLETED, INFUSED, DISCHARGED], { infusion: 'done', followUpFrequent: 'due' }],
    ['no discharge recorded, seen on day 60 only', '2025-05-20', [SLE, COLLECTED, RELEASED, DEPLETED, INFUSED, ['2025-05-05', 'sle-activity:a', { 'sledai.date': '2025-05-05', 'sledai.total': 2 }] as Told], { infusion: 'overdue' }],
    ['collected, the decision not recorded', '2025-02-20', [SLE, COLLECTED], { screening: 'done' }],
    ['released, the outcome of the collection not recorded', '2025-02-27', [SLE, ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01' }] as Told, RELEASED], { leukapheresis: 'done' }],
    ['released', '2025-02-27', [SLE, CONSENT, ELIGIBLE, COLLECTED, RELEASED], { manufacturing: 'done', lymphodepletion: 'due', infusion: 'notYet' }],
    ['an infection goes on', '2025-02-27', [SLE, ELIGIBLE, COLLECTED, RELEASED, ['2025-02-20', 'infection:x', { 'infx.onset': '2025-02-20', 'infx.outcome': 'ongoing' }] as Told], { lymphodepletion: 'blocked' }],
    ['infused, collection and release not recorded', '2025-03-14', [SLE, DEPLETED, INFUSED], { screening: 'done', leukapheresis: 'done', manufacturing: 'done', infusion: 'due' }],
    ['in hospital on day 8', '2025-03-14', [SLE, COLLECTED, RELEASED, DEPLETED, INFUSED], { lymphodepletion: 'done', infusion: 'due', followUpFrequent: 'notYet' }],
    ['no discharge recorded by day 20', '2025-03-26', [SLE, COLLECTED, RELEASED, DEPLETED, INFUSED], { infusion: 'overdue', followUpFrequent: 'due' }],
    ['no discharge recorded, seen at month 3', '2025-06-26', [SLE, COLLECTED, RELEASED, DEPLETED, INFUSED, ['2025-06-06', 'sle-activity:a', { 'sledai.date': '2025-06-06', 'sledai.total': 2 }] as Told], { infusion: 'done' }],
    ['not infused, and why', '2025-03-26', [LBCL, COLLECTED, ['2025-03-01', 'infusion:i', { 'inf.notInfusedReason': 'progressionDeath' }] as Told], { infusion: 'blocked' }],
    ['no scan by day 45', '2025-04-27', [LBCL, COLLECTED, RELEASED, DEPLETED, INFUSED, DISCHARGED], { followUpFrequent: 'overdue' }],
    ['a scan within its window', '2025-04-27', [LBCL, COLLECTED, RELEASED, DEPLETED, INFUSED, DISCHARGED, ['2025-04-20', 'response:m1', { 'resp.date': '2025-04-20', 'resp.lugano': 'CR' }] as Told], { followUpFrequent: 'due' }],
    ['died in hospital', '2025-05-01', [LBCL, COLLECTED, INFUSED, ['2025-03-15', 'death:d', { 'death.date': '2025-03-15' }] as Told], { followUpFrequent: 'ended', followUpSpaced: 'ended' }],
  ] as const)('%s', (_, day, story, expected) => expect(status(day, ...(story as readonly Told[]))).toMatchObject(expected)); // biome-ignore format: a table

  const visits = (day: string, ...story: readonly Told[]) => stages(day, ...story).flatMap((stage) => stage.visits);
  const visit = (label: string, day: string, ...story: readonly Told[]) =>
    visits(day, ...story).find((one) => one.label === label);
  const scan = (on: string): Told => [on, 'response:r', { 'resp.date': on, 'resp.lugano': 'CR' }];
  it.each([
    ['M1 is due from day 21', 'm1', '2025-03-27', [], { status: 'due', from: '2025-03-27', to: '2025-04-20' }],
    ['not before', 'm1', '2025-03-26', [], { status: 'notYet' }],
    ['M1 is overdue after day 45', 'm1', '2025-04-21', [], { status: 'overdue' }],
    ['done by a scan on day 45', 'm1', '2025-05-01', [scan('2025-04-20')], { status: 'done' }],
    ['not by one on day 46', 'm1', '2025-05-01', [scan('2025-04-21')], { status: 'overdue' }],
    ['yearly to the fifteenth', 'y15', '2025-05-01', [], { status: 'notYet', from: '2040-01-06' }],
    ['nobody is missed after death', 'm3', '2025-09-01', [['2025-04-01', 'death:d', { 'death.date': '2025-04-01' }] as Told], { status: 'ended' }],
  ] as const)('%s', (_, label, day, more, expected) => expect(visit(label, day, LBCL, COLLECTED, INFUSED, DISCHARGED, ...(more as readonly Told[]))).toMatchObject(expected)); // biome-ignore format: a table

  it('a stage lists what it still needs, an honest absence counts as recorded', () => {
    const [screening] = stages('2025-01-10', LBCL, ['2025-01-06', 'function:f', { 'com.lvef': null }], ['2025-01-06', 'staging:s', { 'stg.ecog': '1' }]);
    expect(screening?.needs).toEqual(expect.arrayContaining(['stg.annArbor', 'consent.status']));
    expect(screening?.needs).not.toContain('com.lvef');
    expect(screening?.needs).not.toContain('stg.ecog');
  }); // biome-ignore format: a story

  it('a stage that lies behind still lists what was not recorded of it', () => {
    const collection = stages('2025-03-14', LBCL, DEPLETED, INFUSED).find(({ id }) => id === 'leukapheresis');
    expect(collection).toMatchObject({ status: 'done', needs: expect.arrayContaining(['leuk.date', 'leuk.result']) });
  });

  it('windows are those of the pathway: lymphodepletion from day -5 to -3 in lupus', () =>
    expect(stages('2025-03-14', SLE, INFUSED).find(({ id }) => id === 'lymphodepletion')?.window).toEqual({
      from: '2025-03-01',
      to: '2025-03-03',
    }));

  it('names one fact that ended a stage, the last', () => {
    const again: Told = ['2025-02-10', 'leukapheresis:m', { 'leuk.date': '2025-02-10', 'leuk.result': 'accepted' }];
    expect(stages('2025-03-01', SLE, ELIGIBLE, COLLECTED, again).find(({ id }) => id === 'leukapheresis')?.doneBy.length).toBe(1);
  }); // biome-ignore format: a story
  it.each([
    ['was not done', null],
    ['is still to come', { absent: 'pending' }],
  ])('an infusion that %s opens no follow-up', (_, date) => {
    const planned: Told = ['2025-03-06', 'infusion:i', { 'inf.date': date, 'inf.notInfusedReason': 'patientChoice' }];
    expect(status('2025-06-01', SLE, CONSENT, ELIGIBLE, COLLECTED, RELEASED, planned)).toMatchObject({ infusion: 'blocked', followUpFrequent: 'notYet', followUpSpaced: 'notYet' });
  }); // biome-ignore format: a story
  it.each([
    ['alive', { 'fu.date': '2025-04-05', 'fu.survival': 'alive' }, 'done'],
    ['lost', { 'fu.date': '2025-04-05', 'fu.survival': 'lost' }, 'overdue'],
    ['of which only the date is written', { 'fu.date': '2025-04-05' }, 'done'],
    ['that did not take place', { 'fu.date': null }, 'overdue'],
  ])('a visit is one where the patient was seen: a contact %s', (_, items, expected) => {
    const contact: Told = ['2025-04-05', 'followup:f', items];
    const follow = stages('2025-06-01', LBCL, INFUSED, contact).flatMap(({ visits }) => visits);
    expect(follow.find(({ label }) => label === 'm1')?.status).toBe(expected);
  });
  it.each([
    ['LBCL', ['screening -120 -45', 'leukapheresis -180 -14', 'manufacturing 0 45', 'bridging 0 45', 'lymphodepletion -7 -3', 'infusion 0 14', 'followUpFrequent 14 120', 'followUpSpaced 120 5479']],
    ['SLE', ['screening -120 -45', 'leukapheresis -60 -21', 'manufacturing 0 45', 'lymphodepletion -5 -3', 'infusion 0 14', 'followUpFrequent 14 91', 'followUpSpaced 91 5479']],
  ] as const)('windows of %s', (disease, expected) =>
    expect(stagesOf(disease).map(({ id, window }) => `${id} ${window?.fromDays} ${window?.toDays}`)).toEqual(expected)); // biome-ignore format: a table
  it.each([
    ['LBCL', ['m1 21-45', 'm3 70-120', 'm6 150-210', 'm12 330-400', 'm24 690-790']],
    ['ALL', ['d28 21-35', 'm3 76-104', 'm6 159-201', 'm9 249-291', 'm12 335-395', 'm18 500-590', 'm24 685-775']],
  ] as const)('visits of %s are those of the specification', (disease, expected) =>
    expect(stagesOf(disease).flatMap(({ visits: all }) => all.map(({ label, window }) => `${label} ${window[0]}-${window[1]}`)).filter((one) => !one.startsWith('y'))).toEqual(expected)); // biome-ignore format: a table
  it('every stage asks for items of the dictionary, and every item that places one is read', () => {
    const { placing, asked } = boardCodes();
    for (const code of [...placing, ...asked]) expect(dictionary().has(code), code).toBe(true);
    expect(placing).toEqual(expect.arrayContaining(['mfg.result', 'mfg.oosHandling', 'inf.date', 'death.date', 'bridge.end', 'ld.end', 'inf.discharge', 'infx.outcome']));
    for (const disease of ['LBCL', 'ALL', 'MM', 'SLE'] as const) for (const stage of stagesOf(disease)) expect(stage.required.length, stage.id).toBeGreaterThan(0);
  }); // biome-ignore format: one thought
  it('every published case has a board on every day', () => {
    for (const { facts } of publishedCases()) {
      for (const day of ['2023-06-01', '2024-06-01', '2025-06-01', '2026-06-01'])
        expect(boardOf(patient(view(facts)), day)?.stages.length).toBeGreaterThan(6);
    }
  });
  it('a patient of no known disease has none', () =>
    expect(
      boardOf(patient(viewOf([['2025-01-01', 'demographics:p', { 'demo.sex': 'male' }]])), '2025-06-01'),
    ).toBeNull());
});
