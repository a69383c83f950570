import { asOfDay, type Fact, publishedCases, toIso, type Value, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leukaemiaCriteria } from '../leukaemia/index.ts';
import { criteria as registered } from '../registry.ts';
import { deriveAgain, deriveFirst } from './derive-again.ts';
import { derivePatient } from './derive-patient.ts';
import { equal } from './equal.ts';
import { factsOf, type Told } from './story.testing.ts';

const criteria = [...new Set([...registered, ...leukaemiaCriteria])];

/** Lupus and lymphoma, of which no case is published: visits, infusions and scans enough for every criterion to be asked. */
const lupus: readonly Told[] = [
  ['2025-01-05', 'registration:r', { 'reg.indication': 'SLE' }],
  ['2025-01-05', 'sle-diagnosis:s', { 'sle.ana': 'positive', 'sle.criteriaItems': ['antiDsDna', 'fever'] }],
  ['2025-01-10', 'drug:d', { 'drug.code': 'hydroxychloroquine', 'drug.start': '2025-01-10', 'drug.ongoing': 'yes' }],
  ['2025-01-20', 'sle-activity:a', { 'sledai.date': '2025-01-20', 'sledai.items': ['arthritis', 'rash'], 'sledai.notAssessed': ['none'], 'sledai.pga': 2, 'sledai.gcDose': 10 }],
  ['2025-02-01', 'leukapheresis:l', { 'leuk.date': '2025-02-01', 'leuk.result': 'accepted' }],
  ['2025-03-06', 'infusion:i', { 'inf.date': '2025-03-06', 'inf.product': 'investigational' }],
  ['2025-03-08', 'daily:1', { 'day.date': '2025-03-08', 'day.tempMax': 38.4, 'day.hypotension': 'none', 'day.o2Device': 'none', 'day.vasopressors': ['none'] }],
  ['2025-06-10', 'sle-activity:b', { 'sledai.date': '2025-06-10', 'sledai.items': ['none'], 'sledai.pga': 0.2, 'sledai.gcDose': 0 }],
  ['2025-06-10', 'lab:b', { 'lab.date': '2025-06-10', 'lab.upcr': 300, 'lab.plt': 180 }],
  ['2025-09-10', 'sle-activity:c', { 'sledai.date': '2025-09-10', 'sledai.total': 4, 'sledai.pga': 0.5 }],
]; // biome-ignore format: a table
const lymphoma: readonly Told[] = [
  ['2025-01-05', 'registration:r', { 'reg.indication': 'LBCL' }],
  ['2025-01-20', 'line:1', { 'line.number': 1, 'line.regimen': 'R-CHOP', 'line.start': '2025-01-20', 'line.end': '2025-05-20' }],
  ['2025-07-01', 'leukapheresis:l', { 'leuk.date': '2025-07-01', 'leuk.result': 'accepted' }],
  ['2025-08-01', 'lymphodepletion:ld', { 'ld.start': '2025-08-01', 'ld.regimen': 'fluCy' }],
  ['2025-08-06', 'infusion:i', { 'inf.date': '2025-08-06', 'inf.product': 'axi-cel' }],
  ['2025-08-08', 'daily:1', { 'day.date': '2025-08-08', 'day.tempMax': 39.1, 'day.iceScore': 8, 'day.vasopressors': ['norepinephrine'] }],
  ['2025-08-09', 'daily:2', { 'day.date': '2025-08-09', 'day.tempMax': 37, 'day.iceOrientation': 4, 'day.iceNaming': 3 }],
  ['2025-09-05', 'response:a', { 'resp.date': '2025-09-05', 'resp.lugano': 'PR' }],
  ['2025-11-05', 'response:b', { 'resp.date': '2025-11-05', 'resp.lugano': 'PD' }],
  ['2026-01-02', 'death:d', { 'death.date': '2026-01-02', 'death.cause': 'relapse' }],
]; // biome-ignore format: a table
const cases = [
  ...publishedCases().map(({ id, facts }) => [id, facts] as const),
  ['a lupus of our own', factsOf(lupus)] as const,
  ['a lymphoma of our own', factsOf(lymphoma)] as const,
];

/** What may happen to a record: a fact of the case is added or taken out, or stands corrected. */
type Step = { readonly do: 'toggle' | 'correct' | 'later'; readonly at: number; readonly by: number };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('toggle', 'toggle', 'correct', 'later'),
  at: fc.nat(300),
  by: fc.integer({ min: 1, max: 9 }),
});

const otherValue = (value: Value | undefined, by: number): Value | undefined =>
  value?.kind === 'number' ? { ...value, number: value.number * (by / 4) } : undefined;

function after(
  facts: readonly Fact[],
  { do: what, at, by }: Step,
  all: readonly Fact[],
  round: number,
): readonly Fact[] {
  if (what === 'toggle') {
    const fact = all[at % all.length] as Fact;
    return facts.includes(fact) ? facts.filter((one) => one !== fact) : [...facts, fact];
  }
  const old = facts[at % Math.max(1, facts.length)];
  if (!old) return facts;
  const { value: _, absent: __, ...rest } = old;
  const value = otherValue(old.value, by);
  const days = toIso(19_700 + at);
  const changes =
    what === 'later'
      ? { effective: { start: days, end: days, precision: 'day' as const }, ...(old.value ? { value: old.value } : {}) }
      : value
        ? { value }
        : { absent: 'unknown' as const };
  return [
    ...facts,
    { ...rest, ...changes, id: `${old.id}.${round}`, supersedes: old.id, kind: 'transcription', because: 'test' },
  ];
}

describe.each(cases)('%s', (_, all) => {
  it('deriving again after any facts were added, removed or corrected is deriving from scratch', () =>
    fc.assert(
      fc.property(fc.subarray([...all]), fc.array(step, { minLength: 1, maxLength: 6 }), (start, steps) => {
        let facts: readonly Fact[] = start;
        let now = deriveFirst(criteria, view(facts));
        for (const [round, one] of steps.entries()) {
          facts = after(facts, one, all, round);
          now = deriveAgain(now, view(facts));
          expect(equal(now.derivations, derivePatient(criteria, view(facts)))).toBe(true);
        }
      }),
      { numRuns: 25 },
    ));

  it('each fact taken out of the whole and put back', () => {
    const whole = derivePatient(criteria, view(all));
    let now = deriveFirst(criteria, view(all));
    for (const fact of all) {
      const without = all.filter((one) => one !== fact);
      now = deriveAgain(now, view(without));
      expect(equal(now.derivations, derivePatient(criteria, view(without)))).toBe(true);
      now = deriveAgain(now, view(all));
      expect(equal(now.derivations, whole)).toBe(true);
    }
  }, 180_000); // Some 600 derivations of everything, on a machine that may be busy.

  it('another day, and facts read anew, are another story', () => {
    const first = deriveFirst(criteria, view(all));
    const asOf = asOfDay('2023-06-01');
    expect(deriveAgain(first, view(all, asOf)).derivations).toEqual(derivePatient(criteria, view(all, asOf)));
    expect(deriveAgain(first, view(structuredClone(all))).derivations).toEqual(first.derivations);
  });

  it('an earlier result may be gone on from more than once', () => {
    const [first, part] = [deriveFirst(criteria, view(all)), all.slice(0, 40)];
    deriveAgain(first, view(all.slice(0, 60)));
    expect(deriveAgain(first, view(part)).derivations).toEqual(derivePatient(criteria, view(part)));
  });
});

describe('equal', () => {
  it.each([
    ['maps of sets', new Map([['a', new Set([1])]]), new Map([['a', new Set([1])]]), true],
    ['a set with more', new Set([1]), new Set([1, 2]), false],
    ['another order of names', { a: 1, b: 2 }, { b: 2, a: 1 }, false],
    ['a member that is undefined', { a: undefined }, {}, false],
    ['a list and a record', [1], { 0: 1 }, false],
    ['two functions', () => 1, () => 1, false],
    ['nothing and nothing', null, null, true],
    ['nested', { a: [{ b: Number.NaN }] }, { a: [{ b: Number.NaN }] }, true],
  ])('%s', (_, a, b, expected) => expect(equal(a, b)).toBe(expected));
});
