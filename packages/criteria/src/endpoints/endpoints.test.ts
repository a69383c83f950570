import type { Disease } from '@linea/facts';
import { fromIso, readLineaJson, readSpan, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { endpointDefinition, endpointDefinitions } from './definitions.ts';
import { endpointOf } from './evaluate.ts';
import { imputedDay } from './impute.ts';
import { checkPlan, defaultPlan, type EndpointPlan } from './plan.ts';
import { endpointSentences } from './sentence.ts';

const definition = (id: string) => {
  const found = endpointDefinition(id);
  if (!found) throw new Error(id);
  return found;
};
const plan = (id: string, changes: Partial<EndpointPlan> = {}): EndpointPlan => ({
  ...defaultPlan(definition(id), changes.start),
  ...changes,
});
const evaluated = (id: string, story: readonly Told[], changes: Partial<EndpointPlan> = {}) => {
  const disease = id.slice(0, id.indexOf('.')) as Disease;
  return endpointOf(
    patient(viewOf([['2024-01-10', 'registration:r', { 'reg.indication': disease }], ...story])),
    plan(id, changes),
    true,
  );
};

const DIAGNOSED: Told = ['2023-11-03', 'diagnosis:x', { 'dx.date': '2023-11-03' }];
const COLLECTED: Told = ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }];
const INFUSED: Told = ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12' }];
const scan = (on: string, response: string): Told => [
  on,
  `response:${on}`,
  { 'resp.date': on, 'resp.lugano': response },
];
const seen = (on: string): Told => [on, 'followup:f', { 'fu.date': on, 'fu.survival': 'alive' }];
const died = (on: string): Told => [on, 'death:d', { 'death.date': on }];
const gone = (date: unknown, on = '2024-05-01'): Told => [on, 'death:d', { 'death.date': date }];
const serum = (on: string, value: number | null, comparator?: string): Told => [
  on,
  `lab:${on}`,
  { 'lab.mSerum': value === null ? null : [value, 'g/dL', comparator && { comparator }] },
];
const drug = (on: string): Told => [
  on,
  'subsequent:s',
  { 'sub.start': on, 'sub.kind': 'bispecific', 'sub.reason': 'relapse' },
];

const PROGRESSED = [COLLECTED, INFUSED, scan('2024-04-10', 'PR'), scan('2024-06-10', 'PD'), died('2024-09-01')];
const HEALTHY = [COLLECTED, INFUSED, scan('2024-04-10', 'CR'), scan('2024-09-08', 'CR'), seen('2024-11-07')];
const REPLACED = [COLLECTED, INFUSED, scan('2024-05-09', 'SD'), drug('2024-05-11'), seen('2024-11-07')];

describe('days counted from an infusion of unknown day', () => {
  const told = (on: string, days: readonly [number, number] | null, code: string, event: string, value: object = {}) => ({
    id: `${event} ${code}`, code, event, ...value,
    effective: days ? { start: null, end: null, precision: 'anchored', anchor: { ref: 'infusion:i inf.date', offsetDays: days } } : on,
  }); // biome-ignore format: a fact
  const viewed = (...facts: readonly object[]) => {
    const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), { recorded: '2030-01-01T00:00:00Z', by: 'test', patient: 'p', centre: 'c', file: 'story' });
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return patient(view(read.facts));
  }; // biome-ignore format: reading
  const infused = told('2010/2024', null, 'inf.date', 'infusion:i');
  const disease = told('', [0, 0], 'reg.indication', 'registration:r', { value: 'MM' });
  const progressed = told('', [12, 12], 'resp.imwg', 'response:p', { value: 'PD', stated: true });
  const dead = told('', [162, 162], 'death.date', 'death:d', { absent: 'unknown' });
  const ask = (id: string, ...facts: readonly object[]) => endpointOf(viewed(...facts), plan(id), true);

  it('gives the time between the counts, and no day', () => {
    expect(ask('MM.OS', infused, disease, dead)).toMatchObject({ timeDays: 162, event: 1, start: '2010-01-01/2024-12-31', statistics: { timeDays: 162, imputed: [] } });
    expect(ask('MM.PFS', infused, disease, progressed, dead)).toMatchObject({ timeDays: 12, event: 1, cause: 'progression' });
  }); // biome-ignore format: rows
  it('is the same wherever the infusion may lie', () =>
    expect(ask('MM.PFS', { ...infused, effective: '2016/2017' }, disease, progressed, dead)).toMatchObject({
      timeDays: 12,
      start: '2016-01-01/2017-12-31',
    }));
  it('keeps bounds where a count has them', () =>
    expect(
      ask('MM.OS', infused, disease, told('', [160, 170], 'death.date', 'death:d', { absent: 'unknown' })),
    ).toMatchObject({ timeDays: null, minDays: 160, maxDays: 170 }));
  it('leaves a story alone that has another date', () =>
    expect(ask('MM.OS', infused, disease, told('2025-02-01', null, 'death.date', 'death:d'))).toMatchObject({
      timeDays: null,
      maxDays: 5510,
    }));
});

describe('endpoints of lymphoma from the facts', () => {
  it.each([
    ['PFS: event at the progression', 'LBCL.PFS', PROGRESSED, {}, { timeDays: 90, event: 1, cause: 'progression' }],
    ['PFS from leukapheresis', 'LBCL.PFS', PROGRESSED, { start: 'leukapheresis' }, { timeDays: 130, event: 1 }],
    ['OS', 'LBCL.OS', PROGRESSED, {}, { timeDays: 173, event: 1, cause: 'death' }],
    ['NRM: progression competes', 'LBCL.NRM', PROGRESSED, {}, { timeDays: 90, event: 2, cause: 'progression' }],
    ['relapse incidence', 'LBCL.RI', PROGRESSED, {}, { timeDays: 90, event: 1 }],
    ['DOR from the first response', 'LBCL.DOR', PROGRESSED, {}, { timeDays: 61, event: 1, start: '2024-04-10' }],
    ['PFS censored at the last scan', 'LBCL.PFS', HEALTHY, {}, { timeDays: 180, event: 0, cause: null }],
    ['OS censored at the last contact', 'LBCL.OS', HEALTHY, {}, { timeDays: 240, event: 0 }],
    ['PFS censored before a new drug', 'LBCL.PFS', REPLACED, {}, { timeDays: 58, event: 0, cause: 'newTherapy' }],
    ['EFS: the new drug is the event', 'LBCL.EFS', REPLACED, {}, { timeDays: 60, event: 1, cause: 'newTherapy' }],
    ['TTNT', 'LBCL.TTNT', REPLACED, {}, { timeDays: 60, event: 1 }],
    ['EFS by TRANSFORM: no response by nine weeks', 'LBCL.EFS.transform', [INFUSED, scan('2024-04-10', 'SD'), scan('2024-06-10', 'SD')], {}, { timeDays: 63, event: 1, cause: 'noResponse' }],
    ['DOR without a response', 'LBCL.DOR', [INFUSED, scan('2024-04-10', 'SD')], {}, { status: 'notApplicable', reason: 'non-responder' }],
    ['never infused: not among the infused', 'LBCL.OS', [COLLECTED, died('2024-02-21')], {}, { status: 'notApplicable', reason: 'not-in-population' }],
    ['never infused: by intention to treat', 'LBCL.OS', [COLLECTED, died('2024-02-21')], { start: 'leukapheresis' }, { timeDays: 20, event: 1 }],
    ['never treated with cells: from the diagnosis', 'LBCL.PFS', [DIAGNOSED, scan('2024-03-02', 'PD'), seen('2024-05-01')], { start: 'diagnosis' }, { timeDays: 120, event: 1, start: '2023-11-03' }],
    ['from the diagnosis, alive', 'LBCL.OS', [DIAGNOSED, seen('2024-05-01')], { start: 'diagnosis' }, { timeDays: 180, event: 0 }],
    ['from the diagnosis, which nobody dated', 'LBCL.OS', [seen('2024-05-01')], { start: 'diagnosis' }, { status: 'notApplicable', reason: 'no-start' }],
    ['death not applicable is none', 'LBCL.OS', [...HEALTHY, gone({ absent: 'notApplicable' })], {}, { timeDays: 240, event: 0 }],
    ['death not done is none', 'LBCL.OS', [...HEALTHY, gone(null)], {}, { timeDays: 240, event: 0 }],
    ['death in a month whose day nobody knows', 'LBCL.OS', [...HEALTHY, gone({ absent: 'unknown' }, '2024-12')], {}, { event: 1, timeDays: null, minDays: 264, maxDays: 294 }],
    ['a treatment that was not begun is none', 'LBCL.TTNT', [...HEALTHY, ['2024-05-11', 'subsequent:s', { 'sub.start': null, 'sub.kind': 'chemo' }]], {}, { timeDays: 240, event: 0 }],
    ['a leukapheresis that was not done is none', 'LBCL.OS', [['2024-02-01', 'leukapheresis:l', { 'leuk.date': null }], seen('2024-05-01')], { start: 'leukapheresis' }, { status: 'notApplicable', reason: 'no-start' }],
    ['landmark at day 30', 'LBCL.PFS', PROGRESSED, { landmarkDays: 30 }, { timeDays: 60, event: 1 }],
    ['ended before the landmark', 'LBCL.PFS', PROGRESSED, { landmarkDays: 90 }, { status: 'notApplicable', reason: 'ended-before-landmark' }],
  ] as const)('%s', (_, id, story, changes, expected) => expect(evaluated(id, story, changes as Partial<EndpointPlan>)).toMatchObject(expected)); // biome-ignore format: a table

  it('delayed entry: infused patients counted from leukapheresis enter at the infusion', () =>
    expect(
      evaluated('LBCL.PFS', PROGRESSED, { start: 'leukapheresis', population: 'infused', entry: 'infusion' }),
    ).toMatchObject({
      timeDays: 130,
      statistics: { timeDays: 130, entryDays: 40, event: 1, imputed: [] },
    }));

  const looked = (on: string, deauville: string, uptake: string): Told => [
    on,
    `response:${on}`,
    { 'resp.date': on, 'resp.deauville': deauville, 'resp.uptakeVsBaseline': uptake, 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' },
  ]; // biome-ignore format: one event
  const MAYBE = looked('2024-04-10', '4', 'notCompared');
  const SURE = looked('2024-05-10', '1', 'reduced');
  const LOST = scan('2024-08-01', 'PD');
  it.each([
    ['an earlier scan that may have been a response leaves the first one open', 'LBCL.DOR', [MAYBE, SURE, LOST], { status: 'indeterminate', timeDays: null, missing: ['resp.date'], statistics: null }],
    ['one that was none does not', 'LBCL.DOR', [looked('2024-04-10', '4', 'unchanged'), SURE, LOST], { timeDays: 83, event: 1 }],
    ['complete or partial, it is a response', 'LBCL.DOR', [['2024-04-10', 'response:o', { 'resp.date': '2024-04-10', 'resp.uptakeVsBaseline': 'reduced', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' }], SURE, LOST], { timeDays: 113, event: 1 }],
    ['an open one after the first response may have been the progression; statistics take the sure one', 'LBCL.DOR', [SURE, looked('2024-06-10', '4', 'notCompared'), LOST], { timeDays: null, minDays: 31, maxDays: 83, event: 1, statistics: { timeDays: 83 } }],
    ['… unless a later one shows that it was none', 'LBCL.DOR', [SURE, looked('2024-06-10', '4', 'notCompared'), looked('2024-07-10', '1', 'reduced'), LOST], { timeDays: 83, event: 1 }],
    ['who surely responded by the day has not failed to, whichever was the first', 'LBCL.EFS.transform', [MAYBE, SURE, LOST], { timeDays: 142, event: 1, cause: 'progression', statistics: { timeDays: 142 } }],
    ['who surely responded only later may have before', 'LBCL.EFS.transform', [MAYBE, looked('2024-06-10', '1', 'reduced'), LOST], { status: 'indeterminate', minDays: 63, maxDays: 142, missing: ['resp.date'], statistics: null }],
    ['who may never have responded may be none', 'LBCL.DOR', [MAYBE, LOST], { status: 'indeterminate', missing: ['resp.date'] }],
  ] as const)('%s', (_, id, story, expected) => expect(evaluated(id, [INFUSED, ...(story as unknown as readonly Told[])])).toMatchObject(expected)); // biome-ignore format: a table

  it('a failure to respond is counted by statistics, too', () =>
    expect(
      evaluated('LBCL.EFS.transform', [INFUSED, scan('2024-04-10', 'SD'), scan('2024-06-10', 'SD')]),
    ).toMatchObject({
      statistics: { timeDays: 63, event: 1, cause: 'noResponse' },
    }));

  it('a myeloma that surely never responded is no responder', () => {
    const stable = [INFUSED, serum('2024-03-01', 4), serum('2024-04-10', 3.9), serum('2024-05-10', 3.8)];
    expect(evaluated('MM.DOR', stable)).toMatchObject({ status: 'notApplicable', reason: 'non-responder' });
  });

  it('a month gives bounds, and its 15th for statistics', () =>
    expect(evaluated('LBCL.PFS', [INFUSED, scan('2024-06', 'PD')])).toMatchObject({
      timeDays: null,
      minDays: 81,
      maxDays: 110,
      event: 1,
      statistics: { timeDays: 95, event: 1, imputed: ['progression'] },
    }));

  it('progression and death in one month: bounds leave the cause open, statistics take the progression', () =>
    expect(evaluated('LBCL.NRM', [INFUSED, scan('2024-06', 'PD'), died('2024-06')])).toMatchObject({
      status: 'indeterminate',
      event: { possible: [1, 2] },
      statistics: { event: 2, cause: 'progression', timeDays: 95 },
    }));

  it('whoever is assessed is alive: the last known day is that of the scan', () => {
    expect(evaluated('LBCL.OS', [INFUSED, seen('2024-04-01'), scan('2024-09-08', 'CR')])).toMatchObject({
      timeDays: 180,
      event: 0,
    });
    expect(evaluated('LBCL.OS', [INFUSED, scan('2024-09-08', 'CR')])).toMatchObject({ timeDays: 180, event: 0 });
    expect(evaluated('LBCL.OS', [INFUSED, seen('2024-04'), scan('2024-04-11', 'CR')])).toMatchObject({
      timeDays: null,
      minDays: 30,
      maxDays: 49,
    });
  });

  it('a contact before the clock starts is day 0; a death before it is no time', () => {
    expect(evaluated('LBCL.OS', [INFUSED, seen('2024-03-01')])).toMatchObject({ timeDays: 0, event: 0 });
    expect(evaluated('LBCL.OS', [INFUSED, died('2024-03-01')])).toEqual({
      status: 'notApplicable',
      reason: 'ended-before-start',
    });
  });

  const DEEP = [INFUSED, serum('2024-03-01', 4), serum('2024-04-11', 0.3), serum('2024-05-11', 0.3)];
  it('a sample that was not taken is no assessment of a myeloma', () =>
    expect(evaluated('MM.PFS', [...DEEP, serum('2024-08-11', null)])).toMatchObject({ timeDays: 60, event: 0 }));

  it('a progression of a myeloma that the samples leave open is neither counted nor left out', () =>
    expect(
      evaluated('MM.PFS', [...DEEP, serum('2024-07-10', 0.9, 'lt'), serum('2024-08-10', 0.9, 'lt')]),
    ).toMatchObject({
      status: 'indeterminate',
      event: { possible: [0, 1] },
      minDays: 120,
      maxDays: 151,
      statistics: null,
    }));

  it('… and decides nothing of overall survival', () =>
    expect(evaluated('MM.OS', [...DEEP, serum('2024-07-10', 0.9, 'lt'), serum('2024-08-10', 0.9, 'lt')])).toMatchObject(
      {
        status: 'determined',
        timeDays: 151,
        statistics: { timeDays: 151, event: 0 },
      },
    ));

  it('nobody has seen the patient again: no upper bound, no statistics', () =>
    expect(evaluated('LBCL.OS', [INFUSED])).toMatchObject({
      status: 'indeterminate',
      maxDays: null,
      missing: ['fu.date'],
      statistics: null,
    }));
});

describe('endpoints of the other diseases', () => {
  const all: readonly Told[] = [
    ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12' }],
    ['2024-04-09', 'response:a', { 'resp.date': '2024-04-09', 'resp.all': 'CR', 'resp.timepoint': 'd28' }],
    ['2024-09-12', 'response:b', { 'resp.date': '2024-09-12', 'resp.all': 'relapse' }],
    seen('2024-12-01'),
  ];
  it.each([
    ['ALL: RFS', 'ALL.RFS.zuma3', all, { timeDays: 184, event: 1 }],
    ['ALL: DOR', 'ALL.DOR.zuma3', all, { timeDays: 156, event: 1 }],
    ['ALL: PFS', 'ALL.PFS.rocca', all, { timeDays: 184, event: 1 }],
    ['ALL: never in remission, RFS fails on day 0', 'ALL.RFS.zuma3', [all[0], ['2024-04-09', 'response:a', { 'resp.date': '2024-04-09', 'resp.all': 'NR', 'resp.timepoint': 'd28' }]], { timeDays: 0, event: 1, cause: 'noResponse' }],
    ['ALL: OS', 'ALL.OS', all, { timeDays: 264, event: 0 }],
    ['SLE: time to a recorded flare', 'SLE.PFS', [INFUSED, ['2024-06-10', 'sle-activity:v', { 'sledai.date': '2024-06-10', 'sledai.response': 'flareMild' }]], { timeDays: 90, event: 1 }],
    ['SLE: in remission until the last visit', 'SLE.DOR', [INFUSED, ['2024-06-10', 'sle-activity:v', { 'sledai.items': ['none'], 'sledai.pga': 0.1, 'sledai.gcDose': 0 }], ['2024-09-10', 'sle-activity:w', { 'sledai.items': ['none'], 'sledai.pga': 0.1, 'sledai.gcDose': 0 }]], { timeDays: 92, event: 0 }],
  ] as const)('%s', (_, id, story, expected) => expect(evaluated(id, story as unknown as readonly Told[])).toMatchObject(expected)); // biome-ignore format: a table

  it('MM: from the infusion to the stated progression of the line that holds it', () => {
    const story: readonly Told[] = [
      [
        '2022-01-10',
        'line:L1',
        { 'line.number': 1, 'line.start': '2022-01-10', 'line.end': '2023-01-10', 'line.regimen': 'DRd' },
      ],
      ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12', 'inf.product': 'cilta-cel' }],
      ['2024-09-10', 'response:r', { 'resp.date': '2024-09-10', 'resp.imwg': 'PD', 'resp.lineRef': 'infusion:i' }],
      seen('2024-12-01'),
    ];
    expect(evaluated('MM.PFS', story)).toMatchObject({ timeDays: 182, event: 1, assuming: [{ label: 'stated PD' }] });
    expect(evaluated('MM.OS', story)).toMatchObject({ timeDays: 264, event: 0 });
  });
});

describe('responders from a landmark are those who had responded on its day', () => {
  const month: Told = ['2024-04', 'response:m', { 'resp.date': '2024-04', 'resp.lugano': 'CR' }];
  it.each<[string, readonly Told[], number, object]>([
    ['on the day itself', HEALTHY, 29, { timeDays: 240 - 29, event: 0 }],
    ['a day later', HEALTHY, 28, { status: 'notApplicable', reason: 'non-responder' }],
    ['never', REPLACED, 90, { status: 'notApplicable', reason: 'non-responder' }],
    ['in a month that ends before it', [COLLECTED, INFUSED, month, seen('2024-11-07')], 60, { timeDays: 240 - 60 }],
    ['in a month that holds it', [COLLECTED, INFUSED, month, seen('2024-11-07')], 29, { status: 'indeterminate', missing: ['resp.date'] }],
    ['in a month that begins after it', [COLLECTED, INFUSED, month, seen('2024-11-07')], 19, { status: 'notApplicable', reason: 'non-responder' }],
  ])('%s', (_, story, landmarkDays, expected) =>
    expect(evaluated('LBCL.OS', story, { population: 'responders', landmarkDays })).toMatchObject(expected)); // biome-ignore format: a table
});

describe('immortal time is refused', () => {
  it.each([
    ['infused patients, counted from leukapheresis with the clock', 'LBCL.PFS', { start: 'leukapheresis', population: 'infused' }, ['endpoint.immortalTime']],
    ['infused patients, counted from the diagnosis', 'LBCL.OS', { start: 'diagnosis', population: 'infused' }, ['endpoint.immortalTime']],
    ['those collected, counted from the diagnosis', 'LBCL.OS', { start: 'diagnosis', population: 'collected' }, ['endpoint.immortalTime']],
    ['responders, counted from the infusion', 'LBCL.OS', { population: 'responders' }, ['endpoint.immortalTime']],
    ['responders from a landmark', 'LBCL.OS', { population: 'responders', landmarkDays: 30 }, []],
    ['infused patients entering at the infusion', 'LBCL.PFS', { start: 'leukapheresis', population: 'infused', entry: 'infusion' }, []],
    ['duration of response from the infusion', 'LBCL.DOR', { start: 'infusion', population: 'infused' }, ['endpoint.start']],
    ['half a day', 'LBCL.OS', { landmarkDays: 0.5 }, ['endpoint.landmark']],
    ['the plan by itself', 'LBCL.PFS', {}, []],
  ] as const)('%s', (_, id, changes, codes) => expect(checkPlan(plan(id, changes as Partial<EndpointPlan>)).map(({ code }) => code)).toEqual(codes)); // biome-ignore format: a table
  it('and evaluates nothing', () =>
    expect(evaluated('LBCL.PFS', PROGRESSED, { start: 'leukapheresis', population: 'infused' })).toMatchObject({
      status: 'refused',
    }));
});

it.each([
  ['2024-06', '2024-06-15'], ['2024', '2024-07-01'], ['2024-06-01/2024-06-10', '2024-06-05'], ['2024-06-12/2024-06-30', '2024-06-15'], ['2024-06-09', '2024-06-09'], ['2024-05-20/2024-06-20', '2024-06-04'],
])('%s is counted as %s', (edtf, day) => {
  const read = readSpan(edtf);
  expect(read.ok && imputedDay(read.value)).toBe(fromIso(day));
  expect(toIso(fromIso(day))).toBe(day);
}); // biome-ignore format: a table

describe('each definition can be pasted into an analysis plan', () => {
  // The one plural of these messages, as the formatter of the shells says it.
  const PLURAL = /\{count, plural, one \{([^}]*)\} other \{([^}]*)\}\}/;
  const speaking =
    (language: 'en' | 'it') =>
    (key: string, values: Readonly<Record<string, string | number>> = {}) => {
      const text = messages[language][key];
      if (text === undefined) throw new Error(`${language} has no ${key}`);
      const counted = text.replace(PLURAL, (_, one: string, other: string) => (values.count === 1 ? one : other));
      return counted.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`));
    };
  it.each(endpointDefinitions.flatMap((one) => one.starts.map((start) => [one.id, start] as const)))('%s from %s, in both languages', (id, start) => {
    for (const language of ['en', 'it'] as const) {
      const text = endpointSentences(plan(id, { start }), language, speaking(language));
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text.split('. ').length).toBeGreaterThan(3);
    }
  }); // biome-ignore format: one thought
  it('reads as somebody would write it', () =>
    expect(endpointSentences(plan('LBCL.PFS'), 'en', speaking('en'))).toBe(
      'Progression-free survival in large B-cell lymphoma is counted from the day of infusion (day 0) to progression by Lugano 2014 or death from any cause, whichever is first. Patients without an event are censored at their last adequate disease assessment, and at the start where there is none. Where the start of a new anti-lymphoma treatment comes before an event, the patient is censored at the last adequate assessment on or before it; a sensitivity analysis counts it as an event. On one day progression precedes death, and an event precedes censoring. Patients who were infused are counted (modified intention to treat). Time is in whole days, end minus start; months are days divided by 30.4375. A date known to the month is set to its 15th, to the year to 1 July, and any other interval to its middle, keeping known orders; the number of such dates is reported.',
    ));
});
