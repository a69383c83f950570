import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCohort, column, type Row } from '../testing/cohorts.testing.ts';
import { concordance } from './concordance.ts';

/** Pair by pair: b must outlive a's event. */
function bruteForce(rows: readonly Row[], weightAt: (t: number) => number = () => 1) {
  const counts = { concordant: 0, discordant: 0, tiedX: 0, tiedY: 0, tiedXY: 0 };
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      if (a.event === 0) return;
      const w = a.weight * b.weight * weightAt(a.time);
      if (b.time > a.time || (b.time === a.time && b.event === 0)) {
        if (b.x > a.x) counts.concordant += w;
        else if (b.x < a.x) counts.discordant += w;
        else counts.tiedX += w;
      } else if (b.time === a.time && i < j) {
        if (a.x === b.x) counts.tiedXY += w;
        else counts.tiedY += w;
      }
    });
  });
  return counts;
}

const measure = (rows: readonly Row[], options = {}) =>
  concordance(column(rows, 'time'), column(rows, 'event'), column(rows, 'x'), {
    weights: column(rows, 'weight'),
    ...options,
  });

describe('concordance', () => {
  it('by hand: three patients, two comparable pairs', () => {
    const { concordance: c, counts } = concordance([1, 2, 3], [1, 0, 1], [5, 4, 6]);
    expect(counts).toEqual({ concordant: 1, discordant: 1, tiedX: 0, tiedY: 0, tiedXY: 0 });
    expect(c).toBe(0.5);
  });

  it('a perfect order is 1, its reverse 0', () => {
    expect(concordance([1, 2, 3], [1, 1, 1], [1, 2, 3]).concordance).toBe(1);
    expect(concordance([1, 2, 3], [1, 1, 1], [1, 2, 3], { reverse: true }).concordance).toBe(0);
  });

  it('without a comparable pair there is no answer', () =>
    expect(concordance([1, 2], [0, 0], [1, 2]).concordance).toBeNaN());

  it('counts every pair', () =>
    fc.assert(
      fc.property(anyCohort(), (rows) => {
        expect(measure(rows).counts).toEqual(bruteForce(rows));
        expect(measure(rows, { latest: 6 }).counts).toEqual(bruteForce(rows, (t) => (t <= 6 ? 1 : 0)));
      }),
    ));

  // By definition: the sum over rows of (w dC/dw)^2, each derivative by differencing.
  it('its error is the squared influence of each row', () =>
    fc.assert(
      fc.property(anyCohort(4, 12), (rows) => {
        const made = measure(rows);
        const { concordant, discordant, tiedX } = made.counts;
        if (concordant + discordant + tiedX === 0) return;
        const sum = rows.reduce((total, r, i) => {
          const nudged = measure(
            rows.map((other, j) => (i === j ? { ...r, weight: r.weight + 1e-5 } : other)),
          ).concordance;
          return total + (((nudged - made.concordance) / 1e-5) * r.weight) ** 2;
        }, 0);
        expect(made.se).toBeCloseTo(Math.sqrt(sum), 4);
      }),
    ));

  it('late entry: only pairs that were at risk together count', () =>
    fc.assert(
      fc.property(anyCohort(), (rows) => {
        const start = rows.map((r, i) => (i % 3 === 0 ? r.time / 2 : 0));
        const counts = { concordant: 0, discordant: 0 };
        rows.forEach((a) => {
          rows.forEach((b, j) => {
            if (a.event === 0 || start[j]! >= a.time || !(b.time > a.time || (b.time === a.time && b.event === 0)))
              return;
            if (b.x > a.x) counts.concordant += 1;
            if (b.x < a.x) counts.discordant += 1;
          });
        });
        expect(
          concordance(column(rows, 'time'), column(rows, 'event'), column(rows, 'x'), { start }).counts,
        ).toMatchObject(counts);
      }),
    ));

  it('sees ranks only', () =>
    fc.assert(
      fc.property(anyCohort(), (rows) => {
        const same = rows.map((r) => ({ ...r, x: Math.exp(r.x), time: r.time ** 3 }));
        expect(measure(same)).toEqual(measure(rows));
      }),
    ));
});
