import { criterionById, derive } from '@linea/criteria';
import { dictionary, factJson, readLineaJson, view } from '@linea/facts';
import { observationFacts } from '@linea/registry/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, draftOf, emptyDraft, isEmpty, wardTime } from './draft.ts';
import { columnOf, factsOf, factsOfObservation, sheetOf } from './grade.ts';
import { ICE_QUESTIONS, iceScore, iceValues } from './ice.ts';
import type { Items } from './items.ts';
import { observationOf } from './observation-of.ts';

const items: Items = Object.fromEntries(
  [...dictionary().values()].map(({ code, type, unit, range, values }) => [
    code,
    { code, type, unit, range, answers: values?.map((value) => value.code) ?? null },
  ]),
);
const KEY = 'a1b2c3d4-0001';
const WHOSE = { patient: 'SYN-1', admission: 'infusion:i', known: '2026-11-22T01:11:00Z' };
const NOW = '2026-11-22T02:30';
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft(KEY, '2026-11-22T02:10'), ...more });
const typed = (more: Partial<Draft>) => observationOf(draft(more), WHOSE, items, NOW);
const given = { recorded: '2026-11-22T01:12:00Z', by: 'test', patient: 'SYN-1', centre: 'SYN-A', file: 'x' };
const read = (facts: readonly object[]) => {
  const done = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), given);
  expect(done.issues).toEqual([]);
  return done.facts;
};
const infused = read([
  { code: 'inf.date', event: 'infusion:i', effective: '2026-11-20', value: '2026-11-20' },
  { code: 'demo.birthYear', effective: '2026-11-01', value: 1961 },
]);
/** What the page shows of a draft. */
const live = (more: Partial<Draft>) => {
  const { observation } = typed(more);
  const facts = factsOfObservation(observation, 'SYN-A', items, given.recorded);
  return columnOf(view(infused), facts, 'infusion:i', `daily:${KEY}`);
};

describe('what is typed', () => {
  it('is numbers with their units, a comma or a point, and choices', () =>
    expect(
      typed({
        typed: { 'day.tempMax': '38,4', 'day.spo2Min': ' 96 ', 'day.hrMax': '' },
        chosen: {
          'day.o2Device': ['none'],
          'day.vasopressors': ['norepinephrine', 'other'],
          'day.feverOtherCause': ['true'],
          'day.motor': [],
        },
      }),
    ).toMatchObject({
      findings: [],
      observation: {
        key: KEY,
        values: [
          { code: 'day.tempMax', value: 38.4, unit: 'Cel' },
          { code: 'day.spo2Min', value: 96, unit: '%' },
          { code: 'day.o2Device', value: 'none' },
          { code: 'day.vasopressors', value: ['norepinephrine', 'other'] },
          { code: 'day.feverOtherCause', value: true },
        ],
      },
    }));
  it.each([
    ['a slip of the decimal point', '384', 'value.impossible', '384 Cel'],
    ['Fahrenheit under Celsius, with what was probably meant', '101', 'value.impossible', '101 Cel'],
    ['no number', 'warm', 'number.malformed', 'warm Cel'],
  ])('%s is unknown with a warning, and what was typed is kept', (_, text, code, note) => {
    const { observation, findings } = typed({ typed: { 'day.tempMax': text } });
    expect(observation.values).toEqual([{ code: 'day.tempMax', absent: 'unknown', note }]);
    expect(findings).toMatchObject([{ field: 'day.tempMax', issue: { code }, blocks: false }]);
    expect(live({ typed: { 'day.tempMax': text } })?.crs ?? null).toBeNull();
  });
  it('in Fahrenheit is Fahrenheit', () => {
    const fahrenheit = { typed: { 'day.tempMax': '101' }, units: { 'day.tempMax': '[degF]' } };
    expect(typed(fahrenheit).findings).toEqual([]);
    expect(live(fahrenheit)?.crs).toMatchObject({ min: 1 });
    expect(live({ typed: { 'day.tempMax': '100.3' }, units: { 'day.tempMax': '[degF]' } })?.crs).toMatchObject({
      min: 0,
    });
  });
  it('a dose without its unit is asked for, and a time to come', () => {
    const drug = {
      id: '1',
      drug: 'dexamethasone',
      at: '2026-11-22T02:00',
      dose: '10',
      unit: '',
      route: '',
      purpose: '',
    };
    expect(typed({ drugs: [drug] }).findings).toMatchObject([{ field: 'drugs.0.unit', blocks: true }]);
    expect(typed({ drugs: [{ ...drug, unit: 'mg' }] })).toMatchObject({
      findings: [],
      observation: { drugs: [{ drug: 'dexamethasone', dose: 10, unit: 'mg' }] },
    });
    expect(typed({ at: '2026-11-22T03:10' }).findings).toMatchObject([
      { field: 'at', issue: { code: 'effective.future' } },
    ]);
    expect(typed({ at: '' }).findings).toMatchObject([{ field: 'at', issue: { code: 'observation.noTime' } }]);
  });
  it('nothing is nothing, whatever the clock says', () => {
    expect(isEmpty(draft())).toBe(true);
    expect(isEmpty(draft({ typed: { 'day.hrMax': ' ' }, chosen: { 'day.motor': [] }, ice: {} }))).toBe(true);
    for (const more of [
      { typed: { 'day.hrMax': '9' } },
      { ice: { year: 'wrong' } },
      { chosen: { 'day.motor': ['no'] } },
    ] as const)
      expect(isEmpty(draft(more))).toBe(false);
    expect(wardTime(new Date(2026, 2, 4, 5, 6))).toBe('2026-03-04T05:06');
  });
});

describe('ICE, one question after the other', () => {
  const all = (answer: 'right' | 'wrong' | 'notTestable') =>
    Object.fromEntries(ICE_QUESTIONS.map((question) => [question, answer]));
  it('has ten', () => expect(ICE_QUESTIONS).toHaveLength(10));
  it('all right is 10, all wrong is 0, not testable is neither', () => {
    expect(iceScore(all('right'))).toEqual({ low: 10, high: 10 });
    expect(iceScore(all('wrong'))).toEqual({ low: 0, high: 0 });
    expect(iceScore(all('notTestable'))).toBeNull();
    expect(iceValues(all('notTestable'))).toEqual([{ code: 'day.iceNotTestable', value: ['all'] }]);
    expect(iceValues(all('wrong'))).toContainEqual({ code: 'day.iceOrientation', value: 0, unit: '{score}' });
  });
  it('an item of which a part was asked goes from what was right to what may have been', () => {
    const answers = { ...all('right'), month: 'notTestable', city: 'wrong' } as const;
    expect(iceValues(answers)).toContainEqual({ code: 'day.iceOrientation', low: 2, high: 3, unit: '{score}' });
    expect(iceScore(answers)).toEqual({ low: 8, high: 9 });
    expect(live({ ice: answers, chosen: WELL })?.icans).toMatchObject({ grade: 1, missing: [] });
  });
  it('the hand that cannot write is no point lost: the grade stays as open as it is', () => {
    const answers = { ...all('right'), writing: 'notTestable' } as const;
    expect(iceValues(answers)).toContainEqual({ code: 'day.iceNotTestable', value: ['writing'] });
    expect(live({ ice: answers, chosen: WELL })?.icans).toMatchObject({ min: 0, max: 1 });
    expect(live({ ice: all('notTestable'), chosen: WELL })?.icans).toMatchObject({ min: 0, max: 3 });
  });
  it('nobody who was not asked gets a value', () => expect(iceValues({})).toEqual([]));
});

const WELL = {
  'day.consciousness': ['alert'],
  'day.seizure': ['none'],
  'day.motor': ['no'],
  'day.icpSigns': ['none'],
};

describe('the grade as it is typed', () => {
  const answer = fc.constantFrom(undefined, 'right', 'wrong', 'notTestable');
  const choices = (code: string) =>
    fc.constantFrom<readonly string[]>([], ...(items[code]?.answers ?? []).map((one) => [one]));
  const drafts = fc.record({
    typed: fc.record({
      'day.tempMax': fc.constantFrom('', '36.9', '37,9', '38', '38.4', '39.9', '384'),
      'day.o2Flow': fc.constantFrom('', '2', '6', '7'),
      'day.sbpMin': fc.constantFrom('', '82', '120'),
      'day.seizureMinutes': fc.constantFrom('', '2', '6'),
    }),
    chosen: fc.record({
      'day.hypotension': choices('day.hypotension'),
      'day.o2Device': choices('day.o2Device'),
      'day.vasopressors': fc.uniqueArray(fc.constantFrom(...(items['day.vasopressors']?.answers ?? [])), {
        maxLength: 3,
      }),
      'day.consciousness': choices('day.consciousness'),
      'day.seizure': choices('day.seizure'),
      'day.motor': choices('day.motor'),
      'day.icpSigns': choices('day.icpSigns'),
      'day.cerebralOedema': choices('day.cerebralOedema'),
      'day.feverOtherCause': fc.constantFrom<readonly string[]>([], ['true']),
    }),
    ice: fc.record(Object.fromEntries(ICE_QUESTIONS.map((question) => [question, answer]))),
  }) as unknown as fc.Arbitrary<Partial<Draft>>;

  it('is the grade that the criteria give to the facts that the server will store', () =>
    fc.assert(
      fc.property(drafts, fc.boolean(), (more, treated) => {
        const before = read([
          { code: 'day.time', event: 'daily:before', effective: '2026-11-21', value: '2026-11-21T08:00' },
          { code: 'day.tempMax', event: 'daily:before', effective: '2026-11-21', value: 38.6, unit: 'Cel' },
          ...(treated
            ? [
                { code: 'med.drug', event: 'medication:m', effective: '2026-11-21', value: 'tocilizumab' },
                { code: 'med.at', event: 'medication:m', effective: '2026-11-21', value: '2026-11-21T09:00' },
              ]
            : []),
        ]);
        const { observation } = typed(more);
        const facts = factsOfObservation(observation, 'SYN-A', items, given.recorded);
        const shown = sheetOf([...infused, ...before, ...facts], 'infusion:i');
        const column = shown?.observations.find(({ event }) => event === `daily:${KEY}`);
        expect(columnOf(view([...infused, ...before]), facts, 'infusion:i', `daily:${KEY}`)).toEqual(column);
        const stored = read(observationFacts(observation).map(({ fact }) => fact));
        const known = view([...infused, ...before, ...stored]);
        for (const [id, part] of [
          ['crs.astct2019.course', 'crs'],
          ['icans.astct2019.course', 'icans'],
        ] as const) {
          const criterion = criterionById(id);
          if (!criterion) throw new Error(id);
          expect(shown?.[part]?.answer).toEqual(derive(criterion, known)[0]?.answer);
        }
      }),
      { numRuns: 150 },
    ));
  it('comes back into the form as it was sent', () =>
    fc.assert(
      fc.property(drafts, (more) => {
        const { observation } = typed(more);
        const again = observationOf(draftOf(observation, KEY), WHOSE, items, NOW).observation;
        const sorted = ({ values }: typeof observation) => values.map((value) => JSON.stringify(value)).sort();
        expect(sorted(again)).toEqual(sorted(observation));
      }),
    ));
  it('is that of the facts as the server sends them', () => {
    const { observation } = typed({ typed: { 'day.tempMax': '39' }, chosen: { 'day.o2Device': ['cpap'], ...WELL } });
    const stored = read(observationFacts(observation).map(({ fact }) => fact));
    const sent = JSON.parse(JSON.stringify([...infused, ...stored].map(factJson)));
    expect(sheetOf(factsOf(sent, items), 'infusion:i')?.observations[0]).toMatchObject({
      at: '2026-11-22T02:10',
      crs: { grade: 4, missing: [] },
      icans: { min: 0, max: 3 },
    });
  });
});
