import { describe, expect, it } from 'vitest';
import type { Fact } from '../fact/fact.ts';
import { view } from '../timeline/timeline.ts';
import { formatEdtf, partialDate } from '../when/partial-date.ts';
import { publishedCases } from './cases.ts';

const [myeloma, leukaemia] = publishedCases() as [
  ReturnType<typeof publishedCases>[number],
  ReturnType<typeof publishedCases>[number],
];
const days = (facts: readonly Fact[], id: string): string => {
  const patient = view(facts);
  return formatEdtf(partialDate(patient.span(patient.fact(id) as Fact)));
};
const fact = (id: string): Fact => [...myeloma.facts, ...leukaemia.facts].find((one) => one.id === id) as Fact;

describe('the published cases', () => {
  it('are two patients: 199 and 110 facts', () => {
    expect(publishedCases().map(({ id, disease, facts }) => [id, disease, facts.length])).toEqual([
      ['case-000', 'MM', 199],
      ['case-001', 'ALL', 110],
    ]);
  });
  it('are parsed once', () => expect(publishedCases()).toBe(publishedCases()));
  it('say of every fact either a value or why there is none', () => {
    for (const { id, value, absent } of [...myeloma.facts, ...leukaemia.facts])
      expect([id, value === undefined]).toEqual([id, absent !== undefined]);
  });
  it('have ids of their own', () => {
    const ids = [...myeloma.facts, ...leukaemia.facts].map(({ id }) => id);
    expect(new Set(ids).size).toBe(309);
  });
});

describe('case 000', () => {
  it.each([
    ['a002', '2023-09'],
    ['a005', '2003'],
    ['a071', '2023-11-20'],
    ['a096', '2024-04-05'],
    ['a078', '2024-01-01/2024-01-28'],
    ['a126', '2024-04-26'],
    ['a199', '2025-12-03'],
  ])('%s is of %s', (id, edtf) => expect(days(myeloma.facts, id)).toBe(edtf));
  it('reads censored values and limits', () => {
    expect(fact('a082')).toMatchObject({ value: { kind: 'number', number: 0.2, unit: 'g/dL', comparator: '<' } });
    expect(fact('a082').qualifiers).toBeUndefined();
    expect(fact('a022').qualifiers).toEqual({ lln: 0.26, uln: 1.65 });
    expect(fact('a016')).toMatchObject({ absent: 'unknown', qualifiers: { interpretation: 'normal' } });
  });
  it('assumes results known at the end of their days, marrow and cytogenetics later', () => {
    expect(fact('a071')).toMatchObject({ known: '2023-11-20T23:59:59Z', knownBasis: 'assumed' });
    expect(fact('a033')).toMatchObject({ code: 'cyto.clonePct', known: '2023-11-22T23:59:59Z' });
  });
});

describe('case 001', () => {
  it.each([
    ['b061', '2024-08-05/2024-10-30', 'the infusion'],
    ['b063', '2024-08-08/2024-11-02', 'D+3'],
    ['b072', '2024-08-11/2024-11-05', 'D+6'],
    ['b079', '2024-08-26/2024-12-04', 'D+28, window 21 to 35'],
    ['b084', '2024-10-20/2025-02-11', 'month 3, days 76 to 104 (all.md E2)'],
    ['b067', '2024-08-05/2025-10-29', 'day not given: the first year'],
    ['b091', '2025-05-15/2025-09-20', 'month 10, days 283 to 325'],
    ['b095', '2025-09', 'month 12'],
  ])('%s is of %s: %s', (id, edtf) => expect(days(leukaemia.facts, id)).toBe(edtf));
  it('has no anchor left open, and no contradiction', () => {
    const patient = view(leukaemia.facts);
    expect(patient.contradiction).toBeNull();
    for (const one of patient.facts)
      expect(Number.isFinite(patient.span(one).start) && Number.isFinite(patient.span(one).end), one.id).toBe(true);
  });
  it('keeps an uncertain score as an interval', () =>
    expect(fact('b075').value).toEqual({ kind: 'interval', low: 8, high: 9, unit: '{score}' }));
  it('knows a label of the infusion when its last possible day is over', () =>
    expect(fact('b079').known).toBe('2024-12-04T23:59:59Z'));
});
