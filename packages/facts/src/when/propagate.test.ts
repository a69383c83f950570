import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIso } from './day.ts';
import { formatEdtf, parseEdtf, partialDate, span } from './partial-date.ts';
import { type AnchorConstraint, propagate } from './propagate.ts';
import { type Span, shiftMonths, spanOf } from './span.ts';

const on = (edtf: string): Span => {
  const read = parseEdtf(edtf);
  if (!read.ok) throw new Error(`propagate.test: ${edtf} is no date`);
  return span(read.value);
};

function propagated(
  dates: Record<string, string>,
  anchors: readonly AnchorConstraint[],
  order: readonly [string, string][] = [],
) {
  const result = propagate(new Map(Object.entries(dates).map(([name, edtf]) => [name, on(edtf)])), anchors, order);
  if (!result.ok) return result;
  return Object.fromEntries([...result.spans].map(([name, days]) => [name, formatEdtf(partialDate(days))]));
}

// all.md 6
describe('imprecise dates narrow each other', () => {
  it('1: July before August changes nothing', () =>
    expect(propagated({ a: '2024-07', b: '2024-08' }, [], [['a', 'b']])).toEqual({ a: '2024-07', b: '2024-08' }));
  it('2: the same month twice stays, in the asserted order', () =>
    expect(propagated({ a: '2024-08', b: '2024-08' }, [], [['a', 'b']])).toEqual({ a: '2024-08', b: '2024-08' }));

  const m12 = { fact: 'm12', ref: 'infusion', offset: [335, 395] } as const;
  it('3: month 12 in September 2025 bounds an unknown infusion', () =>
    expect(propagated({ m12: '2025-09' }, [m12])).toEqual({ m12: '2025-09', infusion: '2024-08-02/2024-10-30' }));
  it('4: so do the admission in August and lymphodepletion four days before', () =>
    expect(
      propagated(
        { m12: '2025-09', admission: '2024-08' },
        [m12, { fact: 'infusion', ref: 'ld', offset: [4, 4] }],
        [['admission', 'ld']],
      ),
    ).toMatchObject({ infusion: '2024-08-05/2024-10-30', ld: '2024-08-01/2024-10-26', admission: '2024-08' }));
  it('5: the sixth month of maintenance in July 2024 dates its start', () => {
    // "During the k-th month of X, in month m": X is in [first(m) - k months + 1 day, last(m) - (k - 1) months].
    const july = on('2024-07');
    const start = spanOf(shiftMonths(july, -6).start + 1, shiftMonths(july, -5).end);
    expect(formatEdtf(partialDate(start))).toBe('2024-01-02/2024-02-29');
  });
  it('6: 67 years in February 2023 bounds the birth', () => {
    // Age a at d: birth is in [d.start - (a + 1) years + 1 day, d.end - a years].
    const february = on('2023-02');
    const birth = spanOf(shiftMonths(february, -68 * 12).start + 1, shiftMonths(february, -67 * 12).end);
    expect(formatEdtf(partialDate(birth))).toBe('1955-02-02/1956-02-28');
  });
  it('7: September before August is a contradiction', () =>
    expect(propagated({ a: '2024-09', b: '2024-08' }, [], [['a', 'b']])).toEqual({
      ok: false,
      contradiction: ['a', 'b'],
    }));
});

describe('propagate', () => {
  it('goes along chains, both ways', () =>
    expect(
      propagated({ d28: '2024-09-29' }, [
        { fact: 'd28', ref: 'd0', offset: [28, 28] },
        { fact: 'd0', ref: 'ld', offset: [4, 5] },
        { fact: 'm3', ref: 'd28', offset: [60, 70] },
      ]),
    ).toEqual({ d28: '2024-09-29', d0: '2024-09-01', ld: '2024-08-27/2024-08-28', m3: '2024-11-28/2024-12-08' }));

  it('says which two facts contradict each other', () =>
    expect(propagated({ infusion: '2024-09-01', d28: '2024-11' }, [{ fact: 'd28', ref: 'infusion', offset: [21, 35] }])).toEqual({
      ok: false, contradiction: ['d28', 'infusion'],
    })); // biome-ignore format: short

  it('ends where two facts each come a day after the other', () =>
    expect(
      propagated({ a: '1900/2100' }, [
        { fact: 'a', ref: 'b', offset: [1, 1] },
        { fact: 'b', ref: 'a', offset: [1, 1] },
      ]),
    ).toMatchObject({ ok: false }));
  it('ends where orders turn in a circle: then all are the same days', () =>
    expect(propagated({ a: '2024-08', b: '2024-08-10/2024-09', c: '2024' }, [], [['a', 'b'], ['b', 'c'], ['c', 'a']])).toEqual({
      a: '2024-08-10/2024-08-31', b: '2024-08-10/2024-08-31', c: '2024-08-10/2024-08-31',
    })); // biome-ignore format: short

  it('without constraints changes nothing', () => expect(propagated({ a: '2024-08' }, [])).toEqual({ a: '2024-08' }));

  const names = ['a', 'b', 'c', 'd', 'e'] as const;
  /** Days that all constraints hold for, and what an imprecise record of them says. */
  const consistent = fc
    .record({
      days: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 5 }),
      slack: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 5, maxLength: 5 }),
      links: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(20), fc.nat(20)), { maxLength: 8 }),
    })
    .map(({ days, slack, links }) => {
      const day = (index: number) => days[index] as number;
      const spans = new Map(
        names.map((name, index) => [
          name as string,
          spanOf(
            day(index) - (slack[index] as [number, number])[0],
            day(index) + (slack[index] as [number, number])[1],
          ),
        ]),
      );
      const anchors = links.map(([fact, ref, below, above]) => ({
        fact: names[fact] as string, ref: names[ref] as string, offset: [day(fact) - day(ref) - below, day(fact) - day(ref) + above] as [number, number],
      })); // biome-ignore format: short
      return { days, spans, anchors };
    });

  it('never cuts off the truth, only narrows, and narrows no further a second time', () =>
    fc.assert(
      fc.property(consistent, ({ days, spans, anchors }) => {
        const result = propagate(spans, anchors);
        if (!result.ok) throw new Error('a consistent system was called contradictory');
        for (const [index, name] of names.entries()) {
          const [before, after] = [spans.get(name) as Span, result.spans.get(name) as Span];
          expect(after.start).toBeLessThanOrEqual(days[index] as number);
          expect(after.end).toBeGreaterThanOrEqual(days[index] as number);
          expect(after.start).toBeGreaterThanOrEqual(before.start);
          expect(after.end).toBeLessThanOrEqual(before.end);
        }
        expect(propagate(result.spans, anchors)).toEqual(result);
      }),
    ));

  it('does not depend on the order of the constraints', () =>
    fc.assert(
      fc.property(consistent, ({ spans, anchors }) => {
        expect(propagate(spans, [...anchors].reverse())).toEqual(propagate(spans, anchors));
      }),
    ));

  it('settles a long chain given from the wrong end', () => {
    const anchors = Array.from({ length: 200 }, (_, index) => ({
      fact: `f${index + 1}`,
      ref: `f${index}`,
      offset: [1, 1] as const,
    })).reverse();
    const result = propagate(new Map([['f0', spanOf(fromIso('2024-01-01'))]]), anchors);
    expect(result.ok && result.spans.get('f200')).toEqual(spanOf(fromIso('2024-01-01') + 200));
  });
});
