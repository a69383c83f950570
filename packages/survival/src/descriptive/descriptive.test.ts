import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneWayAnova } from './anova.ts';
import { chiSquareTest, mantelHaenszel } from './contingency.ts';
import { pearson, spearman } from './correlation.ts';
import { fisherTest } from './fisher.ts';
import { exactProportion, wilsonInterval } from './proportion.ts';
import { kruskalWallis, wilcoxon } from './rank-tests.ts';
import { midranks } from './ranks.ts';
import { delongAuc } from './roc.ts';
import { mean, quantiles, standardisedDifference, variance } from './summary.ts';
import { tTest } from './t-test.ts';

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Fisher's p by listing every 3 x 3 table with the margins. */
function fisherByListing(table: readonly (readonly number[])[]): number {
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = [0, 1, 2].map((j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const likelihood = (cells: readonly number[]): number => 1 / cells.reduce((product, k) => product * factorial(k), 1);
  const seen = likelihood(table.flat());
  let [all, asRare] = [0, 0];
  for (let a = 0; a <= rows[0]!; a++)
    for (let b = 0; a + b <= rows[0]!; b++)
      for (let c = 0; c <= rows[1]!; c++)
        for (let d = 0; c + d <= rows[1]!; d++) {
          const cells = [a, b, rows[0]! - a - b, c, d, rows[1]! - c - d, columns[0]! - a - c, columns[1]! - b - d];
          cells.push(rows[2]! - cells[6]! - cells[7]!);
          if (cells.some((k) => k < 0) || cells[2]! + cells[5]! + cells[8]! !== columns[2]) continue;
          const value = likelihood(cells);
          all += value;
          if (value <= seen * (1 + 1e-7)) asRare += value;
        }
  return asRare / all;
}

describe("Fisher's exact test", () => {
  it('of the lady tasting tea (Agresti 1990, p. 61)', () => {
    const { p, estimate, confInt } = fisherTest([[3, 1], [1, 3]])!; // biome-ignore format: a table
    expect(p).toBeCloseTo(34 / 70, 12);
    expect(estimate![0]).toBeCloseTo(6.408309, 5);
    expect(confInt![0]).toBeCloseTo(0.2117329, 6);
    expect(confInt![1]).toBeCloseTo(621.9337505, 3);
  });
  it('of job satisfaction and income (Agresti 2002, p. 57): 4 x 4', () => {
    const { p } = fisherTest([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])!; // biome-ignore format: a table
    expect(p).toBeCloseTo(0.7827, 4);
  });
  it('has no finite odds ratio with an empty cell', () => {
    const { estimate, confInt } = fisherTest([[5, 0], [2, 4]])!; // biome-ignore format: a table
    expect(estimate).toEqual([Infinity]);
    expect(confInt![1]).toBe(Infinity);
  });
  it('equals the list of all 3 x 3 tables', () => {
    const cell = fc.integer({ min: 0, max: 4 });
    const threeByThree = fc
      .array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 })
      .filter((t) => t.every((r) => r.some(Boolean)) && [0, 1, 2].every((j) => t.some((r) => r[j]! > 0)));
    fc.assert(
      fc.property(threeByThree, (table) => {
        expect(fisherTest(table)!.p).toBeCloseTo(fisherByListing(table), 10);
      }),
      { numRuns: 50 },
    );
  });
});

describe('tables', () => {
  it('chi-square by hand: 10, 20 against 20, 10', () => {
    const plain = chiSquareTest([[10, 20], [20, 10]], false); // biome-ignore format: a table
    expect(plain.statistic).toBeCloseTo(4 * (25 / 15), 12);
    expect(chiSquareTest([[10, 20], [20, 10]]).statistic).toBeCloseTo(4 * (4.5 ** 2 / 15), 12); // biome-ignore format: a table
  });
  it('Mantel-Haenszel of Berkeley admissions by sex over departments (R, UCBAdmissions)', () => {
    const departments = [
      [[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]],
      [[138, 279], [131, 244]], [[53, 138], [94, 299]], [[22, 351], [24, 317]],
    ]; // biome-ignore format: a table
    const { estimate, confInt, df } = mantelHaenszel(departments);
    expect(estimate![0]).toBeCloseTo(0.9046968, 6);
    expect(confInt![0]).toBeCloseTo(0.7719074, 6);
    expect(confInt![1]).toBeCloseTo(1.0603298, 6);
    expect(df).toEqual([1]);
  });
  it('the generalised statistic of one 2 x 2 stratum is (n - 1)/n of chi-square', () => {
    const table = [[7, 3], [2, 9]]; // biome-ignore format: a table
    expect(mantelHaenszel([table]).statistic).toBeCloseTo((chiSquareTest(table, false).statistic! * 20) / 21, 12);
  });
  it('refuses a stratum of one', () => {
    expect(() => mantelHaenszel([[[1, 0], [0, 0]]])).toThrow(RangeError); // biome-ignore format: a table
  });
});

describe('location', () => {
  it('midranks share ties', () => {
    const { ranks, tieSum } = midranks([3, 1, 3, 2, 3]);
    expect(Array.from(ranks)).toEqual([4, 1, 4, 2, 4]);
    expect(tieSum).toBe(24);
  });
  it('rank sums: the first sample all below the second', () => {
    expect(wilcoxon([1, 2, 3], [4, 5, 6]).statistic).toBe(0);
    expect(wilcoxon([4, 5, 6], [1, 2, 3]).statistic).toBe(9);
  });
  it('two groups: Kruskal-Wallis is the square of the uncorrected rank sum, F the square of t', () => {
    const [a, b] = [[1, 5, 5, 8, 2.5], [4, 9, 9, 12]]; // biome-ignore format: short
    const group = [...a.map(() => 0), ...b.map(() => 1)];
    const both = [...a, ...b];
    expect(kruskalWallis(both, group, 2).p).toBeCloseTo(wilcoxon(a, b, false).p, 12);
    const anova = oneWayAnova(both, group, 2);
    const t = tTest(a, b, { equalVariances: true });
    expect(anova.f).toBeCloseTo(t.statistic! ** 2, 12);
    expect(anova.p).toBeCloseTo(t.p, 12);
  });
  it("Student's sleep data (1908): t = -1.8608 on 17.776 degrees of freedom", () => {
    const t = tTest(
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
      [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    );
    expect(t.statistic).toBeCloseTo(-1.8608, 4);
    expect(t.df![0]).toBeCloseTo(17.776, 3);
    expect(t.p).toBeCloseTo(0.07939, 5);
  });
  it('quantiles of type 7', () => {
    expect(quantiles([1, 2, 3, 4], [0, 0.25, 0.5, 1])).toEqual([1, 1.75, 2.5, 4]);
    expect(() => quantiles([], [0.5])).toThrow(RangeError);
  });
  it('standardised difference: a standard deviation apart', () => {
    expect(standardisedDifference([0, 1, 2], [1, 2, 3])).toBe(-1);
  });
});

describe('correlation, proportions, ROC', () => {
  it('of a straight line', () => {
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 8.1]).estimate![0]).toBeGreaterThan(0.999);
    expect(spearman([1, 2, 3, 4], [1, 4, 9, 16]).estimate).toEqual([1]);
  });
  it('exact: 7 of 10 against one half has p = 0.34375', () => {
    const { p, confInt } = exactProportion(7, 10);
    expect(p).toBeCloseTo(0.34375, 12);
    expect(confInt![0]).toBeCloseTo(0.3475471, 7); // R binom.test
    expect(exactProportion(0, 10).confInt![0]).toBe(0);
  });
  it("Wilson's interval of none of ten stops at z^2 / (n + z^2)", () => {
    const [low, high] = wilsonInterval(0, 10);
    expect(low).toBeCloseTo(0, 14);
    expect(high).toBeCloseTo(3.841458820694124 / 13.841458820694124, 12);
  });
  it('AUC and its error from the definition', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 15 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 15 }),
        (cases, controls) => {
          const wins = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
          const v10 = cases.map((a) => mean(controls.map((b) => wins(a, b))));
          const v01 = controls.map((b) => mean(cases.map((a) => wins(a, b))));
          const { auc, se } = delongAuc(cases, controls);
          expect(auc).toBeCloseTo(mean(v10), 12);
          expect(se).toBeCloseTo(Math.sqrt(variance(v10) / cases.length + variance(v01) / controls.length), 12);
        },
      ),
    ));
});
