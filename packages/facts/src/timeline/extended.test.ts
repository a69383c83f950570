import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extended } from './extended.ts';
import { anyFacts, fact, instant } from './facts.testing.ts';
import { type AsOf, type View, view } from './timeline.ts';

/** Everything that can be asked of a view. */
const said = (of: View) => ({
  patient: of.patient,
  asOf: of.asOf,
  facts: of.facts,
  days: of.facts.map((one) => of.span(one)),
  found: of.facts.map(({ id }) => of.fact(id)),
  byCode: of.facts.map(({ code }) => of.byCode(code)),
  byEvent: of.facts.map(({ event }) => of.byEvent(event)),
  replaced: new Map([...of.replaced].sort()),
  contradiction: of.contradiction,
});

const anyAsOf: fc.Arbitrary<AsOf> = fc.oneof(
  fc.constant({}),
  instant.map((known) => ({ known })),
  instant.map((recorded) => ({ recorded })),
  instant.map((at) => ({ effective: at.slice(0, 10), known: at, corrected: at })),
);

describe('a view with some more facts', () => {
  it('is the view of all of them, whatever the new ones correct or are dated by', () =>
    fc.assert(
      fc.property(anyFacts(), anyFacts('g'), anyAsOf, (facts, more, asOf) => {
        expect(said(extended(view(facts, asOf), more))).toEqual(said(view([...facts, ...more], asOf)));
      }),
    ));

  it('is so again and again', () =>
    fc.assert(
      fc.property(anyFacts(), anyFacts('g'), anyFacts('h'), anyAsOf, (facts, more, last, asOf) => {
        const made = extended(extended(view(facts, asOf), more), last);
        expect(said(made)).toEqual(said(view([...facts, ...more, ...last], asOf)));
      }),
    ));

  it('is so where a new fact corrects one of the record', () => {
    const [first, second] = [
      fact({ id: 'a' }),
      fact({ id: 'b', supersedes: 'a', kind: 'transcription', because: 'slip' }),
    ];
    expect(extended(view([first]), [second]).facts).toEqual([second]);
  });

  it('keeps the lists of what the new facts do not touch', () => {
    const base = view([fact({ id: 'a' }), fact({ id: 'b', code: 'lab.hb', event: 'lab:l2' })]);
    const made = extended(base, [fact({ id: 'c' })]);
    expect(made.byCode('lab.hb')).toBe(base.byCode('lab.hb'));
    expect(made.byEvent('lab:l2')).toBe(base.byEvent('lab:l2'));
  });

  it('leaves the view that it extends as it was', () => {
    const base = view([fact({ id: 'b' })]);
    extended(base, [fact({ id: 'a' })]);
    expect(base.facts.map(({ id }) => id)).toEqual(['b']);
    expect(base.byCode('lab.mSerum')).toHaveLength(1);
  });

  it('of nothing is the view of the new facts', () =>
    expect(extended(view([]), [fact({ id: 'a' })]).patient).toBe('p1'));

  it('refuses a fact of another patient', () =>
    expect(() => extended(view([fact({ id: 'a' })]), [fact({ id: 'b', patient: 'p2' })])).toThrow(RangeError));
});
