import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCases } from '../cases/cases.ts';
import { CORRECTION_KINDS, type Fact } from '../fact/fact.ts';
import { endOfDay } from '../when/instant.ts';
import { formatEdtf, partialDate } from '../when/partial-date.ts';
import { anyFact, anyFacts, fact, instant } from './facts.testing.ts';
import { type AsOf, asOfDay, type View, view } from './timeline.ts';

const ids = (of: View): readonly string[] => of.facts.map(({ id }) => id);
/** Everything a view says, as plain data. */
const said = (of: View) => ({
  facts: of.facts,
  days: of.facts.map((one) => of.span(one)),
  replaced: new Map([...of.replaced].sort()),
  contradiction: of.contradiction,
});

describe('what a question may see', () => {
  const early = fact({ id: 'a' });
  const late = fact({
    id: 'b',
    effective: { start: '2024-05-01', end: '2024-05-31', precision: 'month' },
    known: '2024-06-05T12:00:00Z',
    recorded: '2024-07-01T00:00:00Z',
  });
  const facts = [late, early];

  it.each<[string, AsOf, string[]]>([
    ['everything', {}, ['a', 'b']],
    ['up to the day before it can have been true', { effective: '2024-04-30' }, ['a']],
    ['from the first day on which it may have been true', { effective: '2024-05-01' }, ['a', 'b']],
    ['what was known a second before', { known: '2024-06-05T11:59:59Z' }, ['a']],
    ['what was known at that very second', { known: '2024-06-05T12:00:00Z' }, ['a', 'b']],
    ['the same second in Italian summer time', { known: '2024-06-05T14:00:00+02:00' }, ['a', 'b']],
    ['what was known by the end of a day', { known: '2024-06-05' }, ['a', 'b']],
    ['a data cut before the second was recorded', { recorded: '2024-06-30T23:59:59Z' }, ['a']],
    ['a data cut before anything was recorded', { recorded: '2024-03-01T00:00:00Z' }, []],
    ['the day of the month, known only later', asOfDay('2024-05-31'), ['a']],
    ['that day, asked with what is known now', asOfDay('2024-05-31', '2024-12-31T00:00:00Z'), ['a', 'b']],
  ])('%s', (_, asOf, expected) => expect(ids(view(facts, asOf))).toEqual(expected));

  it('shows in the order of start, end and id', () => {
    const dated = (id: string, start: string | null, end: string | null) =>
      fact({ id, effective: { start, end, precision: 'range' } });
    const shuffled = [
      dated('e', '2024-03-02', null),
      dated('d', '2024-03-02', '2024-03-09'),
      dated('c', '2024-03-01', '2024-03-31'),
      dated('b', '2024-03-01', '2024-03-31'),
      dated('a', null, '2024-03-31'),
    ];
    expect(ids(view(shuffled))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('finds by id, code and event', () => {
    const patient = view([...facts, fact({ id: 'c', code: 'lab.hb' })]);
    expect(patient.fact('a')).toBe(early);
    expect(patient.fact('z')).toBeUndefined();
    expect(patient.byCode('lab.mSerum')).toEqual([early, late]);
    expect(patient.byCode('lab.nothing')).toEqual([]);
    expect(patient.byEvent('lab:l1').map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('is empty without facts', () => expect(said(view([]))).toMatchObject({ facts: [], contradiction: null }));
  it('throws for two patients and for a limit that nobody can read', () => {
    expect(() => view([early, fact({ id: 'x', patient: 'p2' })])).toThrow(RangeError);
    expect(() => view(facts, { known: 'soon' })).toThrow(RangeError);
    expect(() => view(facts, { recorded: '2024-03-01T10:00:00' })).toThrow(RangeError);
    expect(() => view(facts, { effective: '2024-02-30' })).toThrow(RangeError);
  });
});

describe('versions', () => {
  const first = fact({ id: 'v1', value: { kind: 'number', number: 1.7, unit: 'g/dL' } });
  const copied = fact({
    id: 'v2',
    supersedes: 'v1',
    kind: 'transcription',
    because: 'digits swapped',
    recorded: '2024-09-01T00:00:00Z',
  });
  const amended = fact({
    id: 'v3',
    supersedes: 'v2',
    kind: 'amended-result',
    because: 'the laboratory amended it',
    known: '2024-10-01T00:00:00Z',
    recorded: '2024-10-02T00:00:00Z',
  });
  const withdrawn: Fact = {
    ...fact({
      id: 'v4',
      supersedes: 'v3',
      kind: 'withdrawn',
      because: 'another patient',
      known: '2024-11-01T00:00:00Z',
      recorded: '2024-11-01T00:00:00Z',
    }),
  };
  const all = [withdrawn, copied, first, amended];

  it.each<[string, AsOf, string[]]>([
    ['the cut before the slip was found shows the slip', { recorded: '2024-08-31T00:00:00Z' }, ['v1']],
    [
      'a corrected slip is right for every day: the centre acted on the right value',
      { known: '2024-03-01T23:59:59Z' },
      ['v2'],
    ],
    ['an amended result was not known before', { known: '2024-09-30T00:00:00Z' }, ['v2']],
    ['but then it stands', { known: '2024-10-15T00:00:00Z' }, ['v3']],
    ['a withdrawn fact is gone', {}, []],
  ])('%s', (_, asOf, expected) => expect(ids(view(all, asOf))).toEqual(expected));

  describe('what Linea showed at an instant (known and corrected by it)', () => {
    const shownAt = (instant: string, facts: readonly Fact[] = all) =>
      ids(view(facts, { known: instant, corrected: instant }));

    it.each<[string, string, string[]]>([
      ['before the slip was found: the slip', '2024-08-31T23:59:59Z', ['v1']],
      ['in the second in which it was corrected', '2024-09-01T00:00:00Z', ['v2']],
      ['known, but not yet told to Linea: still the copy', '2024-10-01T12:00:00Z', ['v2']],
      ['when Linea was told the amended result', '2024-10-02T00:00:00Z', ['v3']],
      ['after the withdrawal: nothing', '2024-11-01T00:00:00Z', []],
    ])('%s', (_, instant, expected) => expect(shownAt(instant)).toEqual(expected));

    it('a first version entered later is shown from when it was known', () =>
      expect(shownAt('2024-03-06T00:00:00Z', [{ ...first, recorded: '2026-01-01T00:00:00Z' }])).toEqual(['v1']));
    it('a correction that came together with what it corrects was made elsewhere', () => {
      const together = [first, copied].map((one) => ({ ...one, recorded: '2026-01-01T00:00:00Z' }));
      expect(shownAt('2024-06-01T00:00:00Z', together)).toEqual(['v2']);
    });
    it('and two that came together after what they correct are both too late', () => {
      const later = [first, copied, { ...amended, known: copied.known, recorded: copied.recorded }];
      expect(shownAt('2024-08-31T00:00:00Z', later)).toEqual(['v1']);
      expect(shownAt('2024-09-01T00:00:00Z', later)).toEqual(['v3']);
    });
    it('never changes afterwards, whatever Linea is told later', () =>
      fc.assert(
        fc.property(anyFacts(), fc.constantFrom(...CORRECTION_KINDS), instant, (facts, kind, at) => {
          const later = facts.map(
            (one): Fact => ({ ...one, id: `${one.id}~2`, supersedes: one.id, kind, recorded: '2031-01-01T00:00:00Z' }),
          );
          const asOf = { known: at, corrected: '2030-12-31T23:59:59Z' };
          expect(said(view([...later, ...facts], asOf))).toEqual(said(view(facts, asOf)));
        }),
      ));
  });
  it('says what stands in place of what', () => {
    const replaced = view(all, { known: '2024-10-15T00:00:00Z' }).replaced;
    expect([...replaced].map(([id, by]) => [id, by.id]).sort()).toEqual([
      ['v1', 'v2'],
      ['v2', 'v3'],
    ]);
  });
  it('two corrections of one fact: the later recorded is named, whatever order they come in', () => {
    const other = { ...copied, id: 'v2b', recorded: '2024-09-02T00:00:00Z' };
    for (const facts of [
      [first, copied, other],
      [other, first, copied],
    ])
      expect(view(facts).replaced.get('v1')?.id).toBe('v2b');
  });
  it('a circle of corrections ends', () => {
    const circle = [
      fact({ id: 'a', supersedes: 'b' }),
      fact({ id: 'b', supersedes: 'a' }),
      fact({
        id: 'c',
        effective: { start: null, end: null, precision: 'anchored', anchor: { ref: 'a', offsetDays: [1, 1] } },
      }),
    ];
    expect(ids(view(circle))).toEqual(['c']);
  });
});

describe('anchors', () => {
  const infusion = fact({
    id: 'inf',
    code: 'inf.date',
    event: 'infusion:i',
    effective: { start: '2024-09-01', end: '2024-09-30', precision: 'month' },
    known: '2024-09-30T23:59:59Z',
  });
  const d28 = fact({
    id: 'd28',
    effective: { start: null, end: null, precision: 'anchored', anchor: { ref: 'inf', offsetDays: [21, 35] } },
    known: '2024-11-04T23:59:59Z',
  });
  const m12 = fact({
    id: 'm12',
    effective: {
      start: '2025-09-25',
      end: '2025-09-25',
      precision: 'day',
      anchor: { ref: 'inf', offsetDays: [365, 365] },
    },
    known: '2025-09-25T23:59:59Z',
  });
  const days = (of: View, id: string) => formatEdtf(partialDate(of.span(of.fact(id) as Fact)));

  it('date a fact by another, and that one back', () => {
    expect(days(view([infusion, d28]), 'd28')).toBe('2024-09-22/2024-11-04');
    const all = view([infusion, d28, m12]);
    expect(days(all, 'inf')).toBe('2024-09-25');
    expect(days(all, 'd28')).toBe('2024-10-16/2024-10-30');
  });
  it('use nothing that was not yet known', () =>
    expect(days(view([infusion, d28, m12], { known: '2025-01-01T00:00:00Z' }), 'inf')).toBe('2024-09'));
  it('follow a corrected fact to the version that stands in its place', () => {
    const corrected = {
      ...infusion,
      id: 'inf2',
      effective: { start: '2024-09-10', end: '2024-09-10', precision: 'day' as const },
      supersedes: 'inf',
      kind: 'transcription' as const,
    };
    expect(days(view([infusion, corrected, d28]), 'd28')).toBe('2024-10-01/2024-10-15');
  });
  it('on a withdrawn or unknown fact say nothing', () => {
    const gone = { ...infusion, id: 'inf2', supersedes: 'inf', kind: 'withdrawn' as const };
    expect(days(view([infusion, gone, d28]), 'd28')).toBe('../..');
    expect(days(view([d28]), 'd28')).toBe('../..');
  });
  it('that contradict each other leave all dates as given, and say so', () => {
    const impossible = view([
      infusion,
      { ...d28, effective: { ...d28.effective, start: '2024-12-01', end: '2024-12-31' } },
    ]);
    expect(impossible.contradiction).toEqual(['d28', 'inf']);
    expect(days(impossible, 'inf')).toBe('2024-09');
  });
});

describe('whatever the facts', () => {
  const asOf = fc.record(
    { effective: instant.map((at) => at.slice(0, 10)), known: instant, recorded: instant },
    { requiredKeys: [] },
  );

  it('their order does not matter', () =>
    fc.assert(
      fc.property(
        anyFacts().chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
        ),
        asOf,
        ([facts, shuffled], at) => {
          expect(said(view(shuffled, at))).toEqual(said(view(facts, at)));
        },
      ),
    ));

  it('a fact sent twice counts once', () =>
    fc.assert(
      fc.property(anyFacts(), asOf, fc.nat(11), (facts, at, which) => {
        const again = structuredClone(facts[which % facts.length] as Fact);
        expect(said(view([...facts, again], at))).toEqual(said(view(facts, at)));
      }),
    ));

  it('nothing is seen that was not yet known, or not yet recorded', () =>
    fc.assert(
      fc.property(anyFacts(), anyFacts('later'), fc.integer({ min: 19_700, max: 20_500 }), (facts, later, day) => {
        const limit = endOfDay(day);
        const after = endOfDay(day + 1);
        const future = later.map(
          (one, index): Fact => ({
            ...one,
            known: after,
            recorded: after,
            ...(index % 2 ? { supersedes: (facts[0] as Fact).id } : {}),
          }),
        );
        for (const at of [{ known: limit }, { recorded: limit }])
          expect(said(view([...facts, ...future], at))).toEqual(said(view(facts, at)));
      }),
    ));

  it('every fact is shown, replaced, withdrawn or not yet visible', () =>
    fc.assert(
      fc.property(anyFacts(), fc.record({ known: instant }), (facts, at) => {
        const seen = view(facts, at);
        for (const one of facts) {
          const hidden = one.known > at.known || one.kind === 'withdrawn' || seen.replaced.has(one.id);
          expect(seen.fact(one.id) === undefined).toBe(hidden);
        }
      }),
    ));

  it('a later day shows no less', () =>
    fc.assert(
      fc.property(
        fc
          .array(fc.nat(99), { minLength: 1, maxLength: 8 })
          .chain((all) => fc.tuple(...[...new Set(all)].map((id) => anyFact(`f${id}`)))),
        instant,
        instant,
        (facts, a, b) => {
          const [early, late] = [a, b].sort() as [string, string];
          const before = ids(view(facts, asOfDay(early.slice(0, 10))));
          expect(ids(view(facts, asOfDay(late.slice(0, 10))))).toEqual(expect.arrayContaining([...before]));
        },
      ),
    ));
});

it('2,000 facts of one patient make one view', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    ...(publishedCases()[1]?.facts[index % 110] as Fact),
    id: `x${index}`,
    patient: 'p',
  }));
  expect(view(many).facts).toHaveLength(2000);
});
