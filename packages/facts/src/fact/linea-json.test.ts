import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCases } from '../cases/cases.ts';
import { anyFacts } from '../timeline/facts.testing.ts';
import type { Fact } from './fact.ts';
import type { LineaJsonReading, ReadOptions } from './fact-reader.ts';
import { readLineaJson, writeLineaJson } from './linea-json.ts';

const now: ReadOptions = { recorded: '2026-11-22T10:00:00Z', by: 'u1', file: 'facts.json' };
const document = (...facts: readonly object[]): string => JSON.stringify({ format: 'linea', version: 1, facts });
const read = (facts: readonly object[], options: Partial<ReadOptions> = {}): LineaJsonReading =>
  readLineaJson(document(...facts), { ...now, ...options });
const mProtein = { patient: 'p1', centre: 'bg', code: 'lab.mSerum', effective: '2024-03-13', value: 7.1, unit: 'g/dL' };
const infusion = {
  id: 'inf',
  patient: 'p1',
  centre: 'bg',
  code: 'inf.date',
  event: 'infusion:i1',
  effective: '2024-09',
  absent: 'unknown',
};
const only = (reading: LineaJsonReading): Fact => {
  expect(reading.issues).toEqual([]);
  expect(reading.facts).toHaveLength(1);
  return reading.facts[0] as Fact;
};

describe("Linea's own JSON", () => {
  it('of the published cases comes back the same', () => {
    for (const { facts } of publishedCases()) {
      expect(readLineaJson(writeLineaJson(facts), { ...now, restore: true })).toMatchObject({
        ok: true,
        duplicates: 0,
        refused: 0,
        facts,
      });
    }
  });

  it('comes back the same, whatever the facts', () =>
    fc.assert(
      fc.property(anyFacts(), (facts) => {
        expect(readLineaJson(writeLineaJson(facts), { ...now, restore: true })).toMatchObject({ issues: [], facts });
      }),
    ));

  it('has one fact a line', () =>
    expect(writeLineaJson(publishedCases()[0]?.facts ?? []).split('\n')).toHaveLength(199 + 3));
  it('may be empty, and may begin with a byte order mark', () => {
    expect(readLineaJson(`\ufeff${writeLineaJson([])}`, now)).toEqual({
      ok: true,
      facts: [],
      duplicates: 0,
      refused: 0,
      issues: [],
      warnings: [],
    });
  });

  it('keeps every kind of value', () => {
    const values: readonly object[] = [
      { code: 'lab.mSerum', value: 7.1, unit: 'g/dL', comparator: '<=' },
      { code: 'day.iceScore', low: 8, high: 9 },
      { code: 'cyto.result', value: 'present' },
      { code: 'crs.treatment', value: ['steroids', 'tocilizumab'] },
      { code: 'line.planId', value: 'plan 1' },
      { code: 'crs.occurred', value: false },
      {
        code: 'dx.date',
        value: { start: '2024-03-01', end: '2024-03-31', precision: 'range', text: 'in early spring' },
      },
      { code: 'dx.date', event: 'diagnosis:2', value: '2024-03' },
      { code: 'med.at', value: '2024-03-13T21:30:05' },
      { code: 'drug.lineRef', value: 'line:L1' },
      {
        code: 'lab.hb',
        absent: 'pending',
        qualifiers: {
          interpretation: 'low',
          lln: 12,
          uln: 16,
          spurious: true,
          spuriousReason: 'sampleError',
          symptomatic: 'yes',
        },
      },
    ];
    const first = read(
      values.map((said, index) => ({
        ...mProtein,
        value: undefined,
        unit: undefined,
        id: `f${index}`,
        note: 'n',
        episode: 'line:L1',
        ...said,
      })),
    );
    expect(first.issues).toEqual([]);
    expect(first.facts[10]?.qualifiers).toEqual({
      interpretation: 'low',
      lln: 12,
      uln: 16,
      spurious: true,
      spuriousReason: 'sampleError',
      symptomatic: true,
    });
    expect(readLineaJson(writeLineaJson(first.facts), { ...now, restore: true }).facts).toEqual(first.facts);
  });
});

describe('what may be left out', () => {
  it('is filled in, and marked as assumed', () =>
    expect(only(read([mProtein]))).toEqual({
      id: 'p1/lab:2024-03-13/lab.mSerum', patient: 'p1', centre: 'bg', code: 'lab.mSerum', event: 'lab:2024-03-13',
      effective: { start: '2024-03-13', end: '2024-03-13', precision: 'day' }, value: { kind: 'number', number: 7.1, unit: 'g/dL' }, stated: false,
      known: '2024-03-13T23:59:59Z', knownBasis: 'assumed', recorded: now.recorded, by: 'u1', source: { kind: 'file', name: 'facts.json', place: 'facts[0]' },
    })); // biome-ignore format: short

  it('patient and centre come from the options where they give one', () => {
    const { patient, centre, ...anonymous } = mProtein;
    expect(only(read([anonymous], { patient: 'p9', centre: 'mi' }))).toMatchObject({ patient: 'p9', centre: 'mi' });
    expect(only(read([mProtein], { patient: 'p9', centre: 'mi' }))).toMatchObject({ patient, centre });
  });

  it.each([
    ['a laboratory value: the end of its days', mProtein, '2024-03-13T23:59:59Z'],
    ['a month: its last day', { ...mProtein, effective: '2024-02' }, '2024-02-29T23:59:59Z'],
    ['an interval: its last day', { ...mProtein, effective: '2024-03-01/2024-03-10' }, '2024-03-10T23:59:59Z'],
    ['cytogenetics: ten days later', { ...mProtein, code: 'cyto.clonePct', unit: '%' }, '2024-03-23T23:59:59Z'],
    ['an open end: when Linea was told', { ...mProtein, effective: '2024-03/..' }, now.recorded],
    ['the running year: not after Linea was told', { ...mProtein, effective: '2026' }, now.recorded],
    ['a plan for a day to come: not before that day', { ...mProtein, effective: '2027-01-10' }, '2027-01-10T23:59:59Z'],
  ])('known: %s', (_, fact, known) => expect(only(read([fact]))).toMatchObject({ known, knownBasis: 'assumed' }));

  it('known: a label after the last day on which it may have been, by the infusion narrowed by month 12', () => {
    const label = { ...mProtein, effective: { anchor: { ref: 'inf', offsetDays: [21, 35] } } };
    const month12 = {
      ...mProtein,
      effective: { start: '2025-09-25', end: '2025-09-25', anchor: { ref: 'inf', offsetDays: 365, tolerance: 10 } },
    };
    expect(read([label, infusion]).facts.map(({ known }) => known)).toEqual([
      '2024-11-04T23:59:59Z',
      '2024-09-30T23:59:59Z',
    ]);
    expect(read([label, infusion, month12]).facts[0]?.known).toBe('2024-11-04T23:59:59Z');
    expect(read([label, { ...infusion, effective: '2024-08/2024-12' }, month12]).facts[0]?.known).toBe(
      '2024-11-09T23:59:59Z',
    );
  });

  it('known: by an anchor on a fact of the store, and one that leads further', () => {
    const stored = (id: string, effective: Fact['effective']): Fact => ({ ...only(read([mProtein])), id, effective });
    const store = new Map([
      ['leuk', stored('leuk', { start: '2024-08-01', end: '2024-08-01', precision: 'day' })],
      [
        'inf',
        stored('inf', { start: null, end: null, precision: 'anchored', anchor: { ref: 'leuk', offsetDays: [30, 30] } }),
      ],
    ]);
    const label = { ...mProtein, effective: { anchor: { ref: 'inf', offsetDays: [28, 28] } } };
    expect(only(read([label], { existing: (id) => store.get(id) })).known).toBe('2024-09-28T23:59:59Z');
  });

  it('given, known is from the source and in UTC', () =>
    expect(only(read([{ ...mProtein, known: '2024-03-14T10:00:00+01:00' }]))).toMatchObject({
      known: '2024-03-14T09:00:00Z',
      knownBasis: 'source',
    }));

  it('a conclusion is stated', () => {
    expect(only(read([{ ...mProtein, code: 'stg.r2issReported', value: '3', unit: null }])).stated).toBe(true);
    expect(only(read([{ ...mProtein, code: 'stg.r2issReported', value: '3', unit: null, stated: false }])).stated).toBe(
      false,
    );
  });

  it('a date item and its days fill each other', () => {
    const { effective, value, unit, ...date } = { ...mProtein, code: 'inf.date', event: 'infusion:i1' };
    const expected = { effective: { start: '2024-09-01' }, value: { kind: 'date', date: { start: '2024-09-01' } } };
    expect(only(read([{ ...date, value: '2024-09-01' }]))).toMatchObject(expected);
    expect(only(read([{ ...date, effective: '2024-09-01' }]))).toMatchObject(expected);
  });

  it('what is recorded once has one event', () =>
    expect(only(read([{ ...mProtein, code: 'demo.sex', value: 'male', unit: null }])).event).toBe('demographics:1'));
  it('recorded and by are the store’s, unless an export is restored', () => {
    const exported = { ...mProtein, recorded: '2025-01-01T00:00:00Z', by: 'somebody' };
    expect(only(read([exported]))).toMatchObject({ recorded: now.recorded, by: 'u1' });
    expect(only(read([exported], { restore: true }))).toMatchObject({
      recorded: '2025-01-01T00:00:00Z',
      by: 'somebody',
    });
  });
});

describe('the same file again', () => {
  const second = { ...mProtein, effective: '2024-04-10', value: 6 };
  const twice = { ...mProtein, value: 6.9 };

  it('gives the same ids, in whatever order', () => {
    const ids = (facts: readonly object[]) => read(facts).facts.map(({ id, value }) => [id, value]);
    const byId = (facts: readonly object[]) => new Map(ids(facts) as [string, unknown][]);
    expect(ids([mProtein, second, twice])).toEqual(ids([mProtein, second, twice]));
    expect(byId([twice, second, mProtein])).toEqual(byId([mProtein, second, twice]));
    expect(byId([mProtein, second, twice]).size).toBe(3);
  });
  it('has no clinical value in an id', () => {
    for (const { id } of read([mProtein, second, twice]).facts) expect(id).not.toMatch(/7\.1|6\.9/);
  });
  it('adds nothing', () => {
    const stored = new Map(read([mProtein, second]).facts.map((fact) => [fact.id, fact]));
    expect(
      read([mProtein, second], { existing: (id) => stored.get(id), recorded: '2026-12-01T00:00:00Z' }),
    ).toMatchObject({ ok: true, facts: [], duplicates: 2 });
  });
  it('facts that stand in it twice count once', () => {
    expect(read([mProtein, second, mProtein])).toMatchObject({ ok: true, duplicates: 1, facts: { length: 2 } });
    expect(
      read([
        { ...mProtein, id: 'a' },
        { ...mProtein, id: 'a', source: 'another copy' },
      ]),
    ).toMatchObject({ ok: true, duplicates: 1 });
  });
  it('with another value is a conflict, never a silent change', () => {
    const stored = new Map(read([mProtein]).facts.map((fact) => [fact.id, fact]));
    expect(read([{ ...mProtein, value: 1.7 }], { existing: (id) => stored.get(id) })).toMatchObject({
      ok: false,
      facts: [],
      refused: 1,
      issues: [{ code: 'id.conflict', at: 'facts[0].id' }],
    });
  });
});

describe('corrections', () => {
  const wrong = { ...mProtein, id: 'v1', known: '2024-03-14T08:00:00Z' };
  const correction = { ...mProtein, id: 'v2', supersedes: 'v1', because: 'digits swapped', value: 1.7 };
  const known = (...facts: readonly object[]) =>
    Object.fromEntries(read(facts).facts.map((fact) => [fact.id, [fact.known, fact.knownBasis]]));

  it('a slip in copying was known with what it corrects, through any number of corrections', () =>
    expect(known({ ...correction, id: 'v3', supersedes: 'v2', kind: 'transcription' }, { ...correction, kind: 'transcription' }, wrong)).toEqual({
      v3: ['2024-03-14T08:00:00Z', 'source'], v2: ['2024-03-14T08:00:00Z', 'source'], v1: ['2024-03-14T08:00:00Z', 'source'],
    })); // biome-ignore format: short
  it('so was a withdrawal, which says nothing else', () => {
    const { value, unit, ...withdrawal } = { ...correction, kind: 'withdrawn' };
    const [, withdrawn] = read([wrong, withdrawal]).facts;
    expect(withdrawn).toMatchObject({ kind: 'withdrawn', known: '2024-03-14T08:00:00Z' });
    expect(withdrawn).not.toHaveProperty('value');
  });
  it('an amended result is known when Linea is told', () =>
    expect(known(wrong, { ...correction, kind: 'amended-result' }).v2).toEqual([now.recorded, 'assumed']));
  it('or when its source says', () =>
    expect(known(wrong, { ...correction, kind: 'amended-result', known: '2024-05-01' }).v2).toEqual([
      '2024-05-01T23:59:59Z',
      'source',
    ]));
  it('of a fact of the store', () => {
    const stored = only(read([wrong]));
    expect(
      only(read([{ ...correction, kind: 'transcription' }], { existing: (id) => (id === 'v1' ? stored : undefined) }))
        .known,
    ).toBe('2024-03-14T08:00:00Z');
  });
  it('are the same when the file comes again, though it says nothing of when they were known', () => {
    const facts = [wrong, { ...correction, kind: 'transcription' }];
    const stored = new Map(read(facts).facts.map((fact) => [fact.id, fact]));
    expect(read(facts, { existing: (id) => stored.get(id) })).toMatchObject({ ok: true, duplicates: 2, facts: [] });
    const later = { ...correction, kind: 'transcription', known: '2024-04-01T08:00:00Z' };
    expect(read([later], { existing: (id) => stored.get(id) }).issues).toMatchObject([{ code: 'id.conflict' }]);
  });
  it('of two patients may have the same ids', () => {
    const other = { ...wrong, patient: 'p2', value: 1 };
    const facts = [wrong, other, { ...correction, patient: 'p2', kind: 'transcription' }];
    const reading = read(facts);
    expect(reading.issues).toEqual([]);
    expect(reading.facts.map(({ patient, id }) => `${patient} ${id}`)).toEqual(['p1 v1', 'p2 v1', 'p2 v2']);
    expect(
      read(facts, { existing: (id, of) => reading.facts.find((one) => one.id === id && one.patient === of) }),
    ).toMatchObject({ duplicates: 3 });
  });
  it('keep the order of the file', () =>
    expect(read([{ ...correction, kind: 'transcription' }, wrong, mProtein]).facts.map(({ id }) => id)).toEqual([
      'v2',
      'v1',
      'p1/lab:2024-03-13/lab.mSerum',
    ]));
});

describe('hostile files', () => {
  it('are refused with a place, never a crash', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              ...Object.fromEntries(
                [
                  'id',
                  'code',
                  'event',
                  'effective',
                  'value',
                  'unit',
                  'absent',
                  'qualifiers',
                  'source',
                  'known',
                  'supersedes',
                  'kind',
                  'low',
                ].map((name) => [name, fc.anything({ withNullPrototype: false })]),
              ),
            },
            { requiredKeys: [] },
          ),
          { maxLength: 3 },
        ),
        (facts) => {
          let text: string;
          try {
            text = document(...facts);
          } catch {
            return; // no JSON: a bigint, a circle
          }
          const { ok, issues, facts: accepted } = readLineaJson(text, { ...now, patient: 'p', centre: 'c' });
          expect(ok).toBe(issues.length === 0);
          if (!ok) expect(accepted).toEqual([]);
          for (const { at } of issues) expect(at).toMatch(/^facts\[\d+\]/);
        },
      ),
      { numRuns: 100 },
    ));

  it('with known members but wild values are refused with a place, never a crash', () => {
    const wild = fc.oneof(
      fc.anything(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        '2024-03-13',
        'g/dL',
        'lab.mSerum',
        { start: '9999-12-31', end: '9999-12-31' },
        { anchor: { ref: 'a', offsetDays: [1e9, 1e9] } },
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(
          'id',
          'patient',
          'code',
          'event',
          'episode',
          'effective',
          'value',
          'unit',
          'comparator',
          'low',
          'high',
          'absent',
          'qualifiers',
          'source',
          'known',
          'knownBasis',
          'recorded',
          'by',
          'supersedes',
          'because',
          'kind',
          'note',
          'stated',
        ),
        wild,
        (name, value) => {
          let text: string;
          try {
            text = document({ ...mProtein, [name]: value });
          } catch {
            return;
          }
          const reading = readLineaJson(text, { ...now, restore: true });
          expect(reading.ok).toBe(reading.issues.length === 0);
          expect(reading.facts.length).toBe(reading.ok ? 1 : 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('nested a hundred thousand deep are refused', () => {
    const nested = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;
    expect(readLineaJson(`{"format":"linea","version":1,"facts":[{"value":${nested}}]}`, now).ok).toBe(false);
    expect(readLineaJson(nested, now).ok).toBe(false);
  });

  it('a member named __proto__ changes nothing', () =>
    expect(readLineaJson(`{"format":"linea","version":1,"facts":[{"__proto__":{"value":1,"unit":"g/dL"},"patient":"p","centre":"c","code":"lab.mSerum","effective":"2024"}]}`, now)).toMatchObject({
      ok: false, issues: [{ code: 'value.missing' }],
    })); // biome-ignore format: short
});

it('throws when the caller names no instant', () =>
  expect(() => readLineaJson('', { recorded: 'now', by: 'u1' })).toThrow(RangeError));

it('4,000 corrections of one another, and 4,000 values of one day, take no longer than as many facts', () => {
  const chain = Array.from({ length: 4_000 }, (_, index) => ({
    ...mProtein,
    id: `v${index}`,
    ...(index > 0 ? { supersedes: `v${index - 1}`, because: 'x', kind: 'transcription' } : {}),
  })).reverse();
  expect(read(chain).facts).toHaveLength(4_000);
  const sameDay = Array.from({ length: 4_000 }, (_, index) => ({ ...mProtein, value: index / 1_000 }));
  expect(new Set(read(sameDay).facts.map(({ id }) => id)).size).toBe(4_000);
});
