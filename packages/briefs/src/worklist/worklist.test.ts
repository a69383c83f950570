import { patient } from '@linea/criteria';
import { asOfDay, dictionary, type Fact, publishedCases, readLineaJson, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { formsInForce } from '../forms/centre-forms.ts';
import type { Due } from './due.ts';
import { worklistJson } from './listing.ts';
import { lackingOnly, worklistCodes, worklistOf } from './worklist.ts';

const forms = formsInForce('c1');
const options = (asOf: string, disease: string | null = 'LBCL') => ({ asOf, disease, forms, ahead: 30 });
const seen = (facts: readonly Fact[], asOf: string) => patient(view(facts, asOfDay(asOf, '2030-01-01T00:00:00Z')));

type Story = readonly (readonly [on: string, event: string, items: Readonly<Record<string, unknown>>])[];

function factsOf(story: Story): readonly Fact[] {
  const facts = story.flatMap(([on, event, items], index) =>
    Object.entries(items).map(([code, value], item) => ({
      id: `f${index}-${item}`,
      code,
      event,
      effective: on,
      ...(value === null ? { absent: 'notApplicable' } : { value }),
      unit: dictionary().get(code as never)?.unit ?? undefined,
    })),
  );
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), {
    recorded: '2029-01-01T00:00:00Z',
    by: 'test',
    patient: 'p1',
    centre: 'c1',
    file: 'story',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.facts;
}

/** An infused patient with the consent of the registry and, where said, of the biobank. */
const infused = (...more: Story): Story => [
  ['2025-01-01', 'registration:r', { 'reg.indication': 'LBCL' }],
  ['2025-01-01', 'consent:a', { 'consent.kind': 'registry', 'consent.status': 'given', 'consent.date': '2025-01-01' }],
  ['2025-03-01', 'infusion:i', { 'inf.date': '2025-03-01', 'inf.product': 'axi-cel', 'inf.discharge': '2025-03-15' }],
  ...more,
];
const dues = (story: Story, asOf: string): readonly Due[] => worklistOf(seen(factsOf(story), asOf), options(asOf));
const said = (found: readonly Due[]) => found.map(({ kind, what, number, status }) => [kind, what, number, status]);
const of = (found: readonly Due[], kind: Due['kind']) => said(found.filter((one) => one.kind === kind));

describe('sheets and milestones', () => {
  it('day 0 is due for thirty days, then overdue; handed over it is neither', () => {
    expect(of(dues(infused(), '2025-03-31'), 'form')).toEqual([['form', 'ebmt-day0', null, 'due']]);
    expect(of(dues(infused(), '2025-04-01'), 'form')).toEqual([['form', 'ebmt-day0', null, 'overdue']]);
    const handed = infused(['2025-03-20', 'sheet:s', { 'sheet.kind': 'ebmt-day0', 'sheet.date': '2025-03-20' }]);
    expect(of(dues(handed, '2025-04-01'), 'form')).toEqual([]);
  });
  it('a milestone lacks what is not on record; with all of it the sheet is to be handed over, and then nothing is', () => {
    // Axi-cel pays at six months: 1 September 2025, open from 21 days before to 30 days after.
    expect(of(dues(infused(), '2025-08-10'), 'milestone')).toEqual([['milestone', 'aifa', 6, 'soon']]);
    const open = dues(infused(), '2025-09-01').find(({ kind }) => kind === 'milestone');
    expect(open).toMatchObject({
      status: 'due',
      needs: ['resp.lugano', 'fu.survival'],
      from: '2025-08-11',
      to: '2025-10-01',
    });
    const seenAt6 = infused(
      ['2025-09-01', 'response:x', { 'resp.date': '2025-09-01', 'resp.lugano': 'CR' }],
      ['2025-09-01', 'followup:x', { 'fu.date': '2025-09-01', 'fu.survival': 'alive' }],
    );
    expect(of(dues(seenAt6, '2025-09-02'), 'milestone')).toEqual([]);
    expect(of(dues(seenAt6, '2025-09-02'), 'form')).toContainEqual(['form', 'aifa', 6, 'due']);
    const handed: Story = [...seenAt6, ['2025-09-03', 'sheet:a', { 'sheet.kind': 'aifa', 'sheet.date': '2025-09-03' }]];
    expect(of(dues(handed, '2025-09-04'), 'form')).not.toContainEqual(['form', 'aifa', 6, 'due']);
  });
  it('after death nothing opens', () => {
    const died = infused(['2025-04-01', 'death:d', { 'death.date': '2025-04-01' }]);
    expect(of(dues(died, '2025-09-01'), 'milestone')).toEqual([]);
    expect(of(dues(died, '2025-09-01'), 'assessment')).toEqual([]);
    const reported = infused(['2025-04-01', 'followup:f', { 'fu.date': '2025-04-01', 'fu.survival': 'dead' }]);
    expect(of(dues(reported, '2025-09-01'), 'milestone')).toEqual([]);
  });
  it('a death that is not applicable is none', () => {
    const lives = infused(['2025-04-01', 'death:d', { 'death.date': null }]);
    expect(dues(lives, '2025-09-01')).toEqual(dues(infused(), '2025-09-01'));
  });
});

describe('samples', () => {
  it('are asked of whoever takes part, in the days of rule R096, and given up a month later', () => {
    expect(of(dues(infused(), '2025-03-15'), 'sample')).toEqual([]);
    const biobank = infused(['2025-01-01', 'consent:b', { 'consent.kind': 'biobank', 'consent.status': 'given' }]);
    expect(of(dues(biobank, '2025-03-08'), 'sample')).toContainEqual(['sample', 'd7', null, 'due']);
    expect(of(dues(biobank, '2025-03-12'), 'sample')).toContainEqual(['sample', 'd7', null, 'overdue']);
    expect(of(dues(biobank, '2025-05-15'), 'sample').map(([, what]) => what)).not.toContain('d7');
    const drawn: Story = [...biobank, ['2025-03-08', 'sample:d7', { 'smp.timepoint': 'd7', 'smp.type': 'plasma' }]];
    expect(of(dues(drawn, '2025-03-12'), 'sample').map(([, what]) => what)).not.toContain('d7');
  });
});

describe('consent', () => {
  const story = infused();
  it('that is not on record is late from the first treatment on', () =>
    expect(of(dues([story[0], story[2]] as unknown as Story, '2025-03-02'), 'consent')).toEqual([
      ['consent', 'registry', null, 'overdue'],
    ]));
  it('is not late after a leukapheresis that was not done', () =>
    expect(of(dues([story[0], ['2025-02-01', 'leukapheresis:l', { 'leuk.date': null }]] as Story, '2025-03-02'), 'consent')).toEqual([
      ['consent', 'registry', null, 'due'],
    ])); // biome-ignore format: one list
  it('withdrawn: nothing is due any more', () => {
    const withdrawn: Story = [
      ...story,
      ['2025-03-20', 'consent:w', { 'consent.kind': 'registry', 'consent.status': 'withdrawn' }],
    ];
    expect(dues(withdrawn, '2025-09-01')).toEqual([]);
  });
});

it.each(['case-000', 'case-001'])('%s read in part has the list of the patient read whole, on any day', (id) => {
  const one = publishedCases().find((found) => found.id === id);
  const facts = one?.facts ?? [];
  const { codes, present } = worklistCodes([forms]);
  const part = facts.filter(({ code }) => codes.includes(code));
  const there = new Set(facts.map(({ code }) => code).filter((code) => present.includes(code)));
  for (const asOf of ['2024-03-31', '2024-09-15', '2024-12-15', '2025-06-01', '2026-01-10']) {
    const asked = options(asOf, one?.disease ?? null);
    const all = new Set(view(facts, asOfDay(asOf)).facts.map(({ code }) => code));
    const whole = worklistOf(patient(view(facts, asOfDay(asOf))), asked);
    const inPart = worklistOf(patient(view(part, asOfDay(asOf))), asked);
    expect(lackingOnly(inPart, all)).toEqual(lackingOnly(whole, all));
    expect(there.size).toBeGreaterThan(0);
  }
});

it('the list puts overdue first, then what closes first, counts every kind, and gives the part that is asked for', () => {
  const due = (status: Due['status'], to: string | null, kind: Due['kind'] = 'form'): Due => ({
    ...{ kind, what: kind === 'form' ? 'ebmt-day0' : 'registry', number: null, status, from: to, to, needs: [] },
  });
  const row = (name: string, centre: string, ...own: readonly Due[]) =>
    ({ patient: name, centre, disease: 'LBCL', synthetic: false, dues: own, questions: undefined }) as const;
  const all = [
    row('b', 'B', due('due', '2025-01-01'), due('soon', '2025-03-01')),
    row('a', 'A', due('overdue', '2024-05-01'), due('overdue', null, 'consent')),
  ];
  const words = {
    say: Object.assign((key: string) => key, { language: 'en' as const, has: () => true, or: (key: string) => key }),
    labels: { item: (code: string) => code, answer: (_: string, answer: string) => answer },
  };
  const list = (more: object) =>
    worklistJson(all, { days: 30, offset: 0, limit: 10, ...more }, '2025-01-01', words as never);
  expect(list({}).items.map(({ patient: name, status, to }) => [name, status, to])).toEqual([
    ['a', 'overdue', '2024-05-01'],
    ['a', 'overdue', null],
    ['b', 'due', '2025-01-01'],
  ]);
  expect(list({ days: 60 }).total).toBe(4);
  expect(list({ centre: 'B' })).toMatchObject({ patients: 1, total: 1, centres: ['A', 'B'], questionsLooked: 0 });
  expect(list({ kind: 'consent' })).toMatchObject({ total: 1, counts: { form: { overdue: 1, due: 1, soon: 0 } } });
  expect(list({ limit: 1, offset: 1 }).items).toMatchObject([{ patient: 'a', kind: 'consent' }]);
});
