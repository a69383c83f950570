import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { computedNames } from './computed/index.ts';
import { INNOCENTS } from './innocents.testing.ts';
import { consistencyOf } from './queries.ts';
import { RULE_STORIES } from './rule-stories.testing.ts';
import { type Check, consistencyRules } from './rules.ts';
import { inf, lab, one } from './told-events.testing.ts';

const ruleNamed = (id: string) => consistencyRules.find((rule) => rule.id === id);

/** A story told of a patient with a disease of the rule. */
function consistency(id: string, story: readonly Told[], asOf?: string) {
  const diseases = ruleNamed(id)?.diseases ?? [];
  const disease = diseases.includes('LBCL') ? 'LBCL' : (diseases[0] ?? 'LBCL');
  return consistencyOf(patient(viewOf([['2025-01-01', 'registration:disease', { 'reg.indication': disease }], ...story], asOf)));
} // biome-ignore format: one thought

const fired = (id: string, story: readonly Told[], asOf?: string) =>
  consistency(id, story, asOf).queries.filter(({ code }) => code === id);
const left = (id: string, story: readonly Told[]) => consistency(id, story).undecided.filter(({ code }) => code === id);

describe.each(Object.entries(RULE_STORIES).map(([id, stories]) => [id, ruleNamed(id)?.condition ?? '', stories] as const))('%s: %s', (id, _, [breaks, keeps, open]) => {
  it('is broken', () => {
    const [query] = fired(id, breaks);
    expect(query).toMatchObject({ code: id, severity: ruleNamed(id)?.severity });
    expect(query?.facts.length).toBeGreaterThan(0);
    expect(query?.facts.filter((fact) => typeof fact !== 'string')).toEqual([]);
    expect(`${query?.message.en}${query?.message.it}`).not.toMatch(/[{}]|undefined/);
  });
  it('is kept', () => expect(fired(id, keeps)).toEqual([]));
  if (open) {
    it('is left open', () => {
      expect(fired(id, open)).toEqual([]);
      if (id !== 'R055' && id !== 'R111') expect(left(id, open).length).toBeGreaterThan(0);
    });
  }
}); // biome-ignore format: three sentences a rule

it.each(Object.entries(INNOCENTS).flatMap(([id, stories]) => stories.map((story, index) => [id, index + 1, story] as const)))('%s is kept by a hair, story %i', (id, _, story) => expect(fired(id, story)).toEqual([])); // biome-ignore format: one sentence

/** Lines, refractoriness and progression as they were recorded, whatever number or word they were given. */
const begun = (n: number, start: unknown, more: Readonly<Record<string, unknown>> = {}): Told => [
  typeof start === 'string' ? start : '2024-01-10',
  `line:L${n}`,
  { 'line.number': n, 'line.start': start, ...more },
];
const serum = (on: string, value: number): Told => [on, `lab:${on}`, { 'lab.mSerum': value }];
const PROGRESSED = [
  serum('2023-01-05', 4),
  serum('2023-03-01', 1.8),
  serum('2023-04-01', 1.7),
  serum('2023-06-01', 2.6),
  serum('2023-07-01', 2.8),
];
it.each<[string, string, readonly Told[], number]>([
  ['R028', 'a line that was refused is no earlier line', [one('2025-01-01', 'registration:r', { 'reg.setting': 'lbcl2l' }), begun(1, '2023-01-10'), begun(2, { absent: 'refused' })], 0],
  ['R026', 'a line that was refused leaves no gap', [begun(1, '2023-01-10'), begun(3, { absent: 'refused' })], 0],
  ['R031', 'a refractory line that somebody numbered 2, alone on record, agrees', [begun(2, '2023-01-10', { 'line.regimen': 'DRd', 'line.stopReason': 'ongoing', 'line.refractoryReported': 'yes' }), ...PROGRESSED], 0],
  ['R031', '… and contradicts where it was reported not to be', [begun(2, '2023-01-10', { 'line.regimen': 'DRd', 'line.stopReason': 'ongoing', 'line.refractoryReported': 'no' }), ...PROGRESSED], 1],
  ['R105', 'a progression of a myeloma that nobody wrote down is one', [begun(1, '2023-01-10', { 'line.regimen': 'DRd' }), ...PROGRESSED, one('2023-09-01', 'death:d', { 'death.date': '2023-09-01', 'death.cause': 'relapse' })], 0],
])('%s: %s', (id, _, story, times) => {
  const [disease] = ruleNamed(id)?.diseases.includes('MM') ? ['MM'] : ['LBCL'];
  const asked = consistencyOf(patient(viewOf([['2020-01-01', 'registration:disease', { 'reg.indication': disease }], ...story])));
  expect(asked.queries.filter(({ code }) => code === id)).toHaveLength(times);
}); // biome-ignore format: a table

/** Further stories that break a rule: its other branches, each by a hair. */
const dose = (given: number): Told =>
  one('2025-03-12', 'dose:a', { 'dose.status': 'given', 'dose.given': given, 'dose.planned': 10 });
const copies = (abnormality: string, number: number): Told =>
  one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': abnormality, 'cyto.copies': number });
const chains = (kappa: number, lambda: number): Told =>
  lab({ 'lab.mSerum': 0.3, 'lab.mUrine': 80, 'lab.kappa': kappa, 'lab.lambda': lambda });
/** A line recorded on another day than it began. */
const recorded = (on: string, number: number, start: string): Told =>
  one(on, `line:L${number}`, { 'line.number': number, 'line.start': start });
it.each<[string, string, readonly Told[]]>([
  ['R121', 'given less than planned', [dose(9.4)]],
  ['R121', 'given more than planned', [dose(10.6)]],
  ['R066', 'creatinine that is probably in umol/L', [lab({ 'lab.creatinine': 21 })]],
  ['R093', 'two copies are no gain', [copies('PLUS_1Q_NOS', 2)]],
  ['R093', 'three copies are no amplification', [copies('AMP_1Q', 3)]],
  ['R093', 'two copies are not three', [copies('GAIN_1Q', 2)]],
  ['R070', 'an abnormal ratio of few chains', [chains(70, 5)]],
  ['R070', 'many chains in a normal ratio', [chains(120, 110)]],
  ['R025', 'by the start of a line, not by the day it was written down', [recorded('2025-05-01', 1, '2025-01-10'), recorded('2025-06-01', 2, '2024-01-10')]],
])('%s: %s', (id, _, story) => expect(fired(id, story)).toHaveLength(1)); // biome-ignore format: a table
it.each<[string, string, readonly Told[]]>([
  ['R121', 'as much as planned, within the tolerance', [dose(10.5)]],
  ['R066', 'creatinine of 20 mg/dL', [lab({ 'lab.creatinine': 20 })]],
  ['R093', 'an amplification denied', [one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': 'AMP_1Q', 'cyto.copies': 2, 'cyto.result': 'absent' })]],
  ['R070', 'enough chains in an abnormal ratio', [chains(120, 5)]],
  ['R025', 'told in another order', [recorded('2025-06-01', 1, '2024-01-10'), recorded('2025-05-01', 2, '2025-01-10')]],
  ['R040', 'an age that is surely within', RULE_STORIES.R040?.[1] ?? []],
])('%s is kept, nothing left open: %s', (id, _, story) => {
  expect(fired(id, story)).toEqual([]);
  expect(left(id, story)).toEqual([]);
}); // biome-ignore format: a table
const NONE = [null, { absent: 'notApplicable' }] as const;
const died = (date: unknown): Told => one('2025-05-01', 'death:d', { 'death.date': date });
const FATAL = one('2025-03-12', 'ae:a', { 'ae.grade': '5', 'ae.outcome': 'fatal', 'ae.end': '2025-06-02' });
const SEEN = one('2025-05-02', 'followup:f', { 'fu.date': '2025-05-02', 'fu.survival': 'alive' });
const salvage = (start: unknown): Told =>
  one('2025-06-01', 'subsequent:s', { 'sub.start': start, 'sub.reason': 'relapse' });
const AFTER_DEATH = [['R062', FATAL], ['R102', SEEN], ['R103', lab({ 'lab.hb': 9 }, '2025-05-02')]] as const; // biome-ignore format: a table
describe.each(AFTER_DEATH)('%s: a date of death', (id, fact) => {
  it.each(NONE)('that is %j is no death', (date) => expect(fired(id, [fact, died(date)])).toEqual([]));
  it('that nobody gave is one, by that day', () =>
    expect(fired(id, [fact, died({ absent: 'unknown' })])).toHaveLength(1));
});
it.each(NONE)('R108: a treatment whose start is %j needs no progression', (start) =>
  expect(fired('R108', [inf(), salvage(start)])).toEqual([]),
);
it('R108: one whose start nobody gave does', () =>
  expect(fired('R108', [inf(), salvage({ absent: 'unknown' })])).toHaveLength(1));
it.each(NONE)('the age at an infusion whose date is %j is not asked', (date) => {
  const ageRule = consistencyRules.find(({ check }) => check.kind === 'computed' && check.function === 'ageForProduct')?.id ?? '';
  const [breaks] = RULE_STORIES[ageRule] ?? [];
  expect(fired(ageRule, breaks ?? [])).toHaveLength(1);
  const notDone = (breaks ?? []).map(([on, event, items, ...rest]) => [on, event, 'inf.date' in items ? { ...items, 'inf.date': date } : items, ...rest] as unknown as Told);
  expect(fired(ageRule, notDone)).toEqual([]);
}); // biome-ignore format: one rule
it('a patient whose death is not applicable is due for follow-up, one who died at an unknown time is not', () => {
  const due = consistencyRules.find(({ check }) => check.kind === 'computed' && check.function === 'followupDue');
  const asked = (date: unknown) => fired(due?.id ?? '', [SEEN, died(date)], '2027-01-01');
  expect([...NONE, { absent: 'unknown' }].map((date) => asked(date).length)).toEqual([1, 1, 0]);
});
it('R038 names the dose that the label counts: by patient, or by kilogram', () => {
  const weighed = one('2025-03-01', 'function:f', { 'com.weight': 80 });
  const [byPatient] = fired('R038', [inf('2025-03-10', { 'inf.product': 'liso-cel', 'inf.dose': 130, 'inf.dosePerKg': 1.6 }), weighed]);
  const [byKilogram] = fired('R038', [inf('2025-03-10', { 'inf.product': 'cilta-cel', 'inf.dose': 96, 'inf.dosePerKg': 1.2 }), weighed]);
  expect([byPatient?.facts, byKilogram?.facts]).toEqual([['f4', 'f3'], ['f5', 'f3']]);
}); // biome-ignore format: answers

describe('rules whose stories need more than facts', () => {
  it('R018: a date before birth, but not an appointment ahead', () => {
    const born: Told = ['2025-01-01', 'demographics:p', { 'demo.birthYear': 1980 }];
    expect(fired('R018', [born, ['1979-12-31', 'lab:a', { 'lab.hb': 12 }]])).toMatchObject([{ severity: 'error', message: { en: expect.stringContaining('aemoglobin') } }]);
    expect(fired('R018', [born, ['1980', 'lab:a', { 'lab.hb': 12 }]])).toEqual([]);
    expect(fired('R018', [born, ['2029-12-01', 'followup:a', { 'fu.nextDue': '2031-01-01' }]])).toEqual([]);
  }); // biome-ignore format: stories
  it.each([['crs', 'R048'], ['icans', 'R049']] as const)('%s: that there was none is grade 0', (toxicity, id) => {
    const story = (tempMax: number, ice: number): readonly Told[] => [
      ['2025-03-10', 'infusion:i', { 'inf.date': '2025-03-10' }],
      ['2025-03-12', 'daily:a', { 'day.date': '2025-03-12', 'day.tempMax': tempMax, 'day.iceScore': ice }],
      ['2025-03-12', `${toxicity}:c`, { [`${toxicity}.occurred`]: false }],
    ];
    expect(fired(id, story(38, 9))).toMatchObject([{ message: { en: expect.stringContaining('grade 0') } }]);
    expect(fired(id, story(37.9, 10))).toEqual([]);
  }); // biome-ignore format: stories
  it('R106: twelve months without a contact, asked on a day', () => {
    const story: readonly Told[] = [['2025-01-10', 'followup:f', { 'fu.date': '2025-01-10', 'fu.survival': 'alive' }]];
    expect(fired('R106', story, '2026-01-10')).toEqual([]);
    expect(fired('R106', story, '2026-01-11')).toMatchObject([{ message: { en: 'No contact for 12 months.' } }]);
    expect(fired('R106', story)).toEqual([]);
  });
  it('R115: a correction without a reason', () => {
    const [fact] = viewOf([['2025-01-10', 'lab:a', { 'lab.hb': 9 }]]).facts;
    if (!fact) throw new Error('no fact');
    const corrected = (because?: string) =>
      consistencyOf(patient(view([fact, { ...fact, id: 'f2', supersedes: fact.id, kind: 'transcription', ...(because ? { because } : {}) }]))).queries.filter(({ code }) => code === 'R115');
    expect(corrected()).toMatchObject([{ severity: 'error', facts: ['f2'] }]);
    expect(corrected('misread')).toEqual([]);
  }); // biome-ignore format: stories
  it.each([['R064', 'lab.hb', 14, 40, 'error'], ['R113', 'qlq.q1', 2, 6, 'error']] as const)('%s: a value outside the hard range that was not stopped at entry', (id, code, possible, impossible, severity) => {
    const [event] = [code.startsWith('qlq') ? 'pro:p' : 'lab:a'];
    const { facts } = viewOf([['2025-01-01', 'registration:r', { 'reg.indication': 'LBCL' }], ['2025-01-10', event as string, { [code]: possible }]]);
    const changed = facts.map((fact) => (fact.value?.kind === 'number' ? { ...fact, value: { ...fact.value, number: impossible } } : fact));
    const found = (all: typeof facts) => consistencyOf(patient(view(all))).queries.filter((query) => query.code === id);
    expect(found(changed)).toMatchObject([{ severity }]);
    expect(found(facts)).toEqual([]);
  }); // biome-ignore format: stories
  it('R021: nothing is recorded after a withdrawal', () => {
    const sample: Told = ['2025-02-10', 'sample:s', { 'smp.id': 'S1' }];
    const story = (status: string, on: string): Told => [on, `consent:${status}`, { 'consent.kind': 'registry', 'consent.status': status, 'consent.date': on }];
    expect(fired('R021', [story('given', '2025-01-02'), story('withdrawn', '2025-03-01'), sample])).toMatchObject([{ message: { en: expect.stringContaining('2025-03-01') } }]);
    expect(fired('R021', [story('withdrawn', '2025-03-01'), story('given', '2025-04-01'), sample])).toEqual([]);
  }); // biome-ignore format: stories
  it('R100 speaks of analysis tables, never of a record', () =>
    expect(ruleNamed('R100')?.check).toMatchObject({ function: 'leakageGuard', params: { scope: 'cohort' } }));
});

it('every rule has its stories, or says why not', () => {
  const elsewhere = ['R018', 'R064', 'R100', 'R106', 'R113', 'R115'];
  const told = [...Object.keys(RULE_STORIES), ...elsewhere].sort();
  expect(told).toEqual(consistencyRules.map(({ id }) => id));
});

it('every named function exists', () => {
  const named = (check: Check): readonly string[] => {
    if (check.kind === 'computed') return [check.function];
    if (check.kind === 'all') return check.checks.flatMap(named);
    return check.kind === 'implies' && 'kind' in check.then ? named(check.then) : [];
  };
  const asked = new Set(consistencyRules.flatMap(({ check }) => named(check)));
  expect([...asked].filter((name) => !computedNames.includes(name))).toEqual([]);
  expect(computedNames.filter((name) => !asked.has(name))).toEqual([]);
});

describe('the published cases', () => {
  const found = (id: string) => {
    const facts = publishedCases().find((one) => one.id === id)?.facts ?? [];
    return consistencyOf(patient(view(facts)));
  };
  it('case-000: the stated R2-ISS, and a VGPR that is a PR from the start of the line', () => {
    const { queries } = found('case-000');
    expect(queries.filter(({ code }) => code !== 'R081')).toMatchObject([
      { code: 'R072', facts: ['a060'], message: { en: 'R2-ISS reported III, derived IV.' } },
      { code: 'R080', facts: ['a151'], message: { en: 'VGPR reported; reduction 88.5 percent from the start of the line, 90.4 percent from diagnosis.' } },
    ]);
    for (const code of ['R067', 'R020', 'R034', 'R032']) expect(queries.map((query) => query.code)).not.toContain(code);
  }); // biome-ignore format: messages
  it('case-001: MRD without method or sensitivity twice, and no counts after grade 4 neutropenia', () => {
    const { queries, undecided } = found('case-001');
    expect(queries.map(({ code, facts }) => [code, facts[0]])).toEqual([['R058', 'b061'], ['R085', 'b086'], ['R085', 'b097']]);
    expect(undecided.map(({ code }) => code)).toEqual(expect.arrayContaining(['R002', 'R014', 'R077']));
  }); // biome-ignore format: rows
});
