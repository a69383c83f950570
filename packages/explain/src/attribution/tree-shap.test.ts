import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ensemble, margins, type Rows, type Tree } from '../tree/tree.ts';
import { interactions } from './interactions.ts';
import { interventional } from './interventional.ts';
import { shapley, shapleyInteractions } from './textbook.testing.ts';
import { treeExplainer, walkPlainly } from './tree-shap.ts';

/** A tree from nodes in order: an inner node asks `[feature, threshold, left, right]`, a leaf is `value`; covers beside. */
function tree(nodes: readonly (readonly [number, number, number, number] | number)[], cover: readonly number[]): Tree {
  const inner = nodes.map((node) => (typeof node === 'number' ? undefined : node));
  return {
    feature: Int32Array.from(inner, (node) => node?.[0] ?? -1),
    threshold: Float64Array.from(inner, (node) => node?.[1] ?? 0),
    left: Int32Array.from(inner, (node) => node?.[2] ?? -1),
    right: Int32Array.from(inner, (node) => node?.[3] ?? -1),
    missingLeft: new Uint8Array(nodes.length).fill(1),
    value: Float64Array.from(nodes, (node) => (typeof node === 'number' ? node : 0)),
    cover: Float64Array.from(cover),
  };
}

const one = (values: readonly number[]): Rows => ({ n: 1, p: values.length, x: Float64Array.from(values) });

/** Trees with repeated features, missing values and branches that nobody took. */
const anyTree = (p: number): fc.Arbitrary<Tree> =>
  fc
    .array(
      fc.record({
        f: fc.nat(p - 1),
        t: fc.integer({ min: -2, max: 2 }),
        v: fc.integer({ min: -9, max: 9 }),
        c: fc.nat(8),
        m: fc.boolean(),
      }),
      { minLength: 1, maxLength: 15 },
    )
    .map((draws) => {
      const nodes: (readonly [number, number, number, number] | number)[] = [];
      const missing: number[] = [];
      const own: number[] = [];
      let next = 0;
      const draw = () => draws[next++ % draws.length]!;
      const open = [{ depth: 0 }];
      for (let k = 0; k < open.length; k++) {
        const { f, t, v, c, m } = draw();
        missing.push(m ? 1 : 0);
        own.push(c);
        if (open[k]!.depth < 5 && next <= draws.length && open.length < 40) {
          nodes.push([f, t, open.length, open.length + 1]);
          open.push({ depth: open[k]!.depth + 1 }, { depth: open[k]!.depth + 1 });
        } else nodes.push(v);
      }
      const cover = [...own];
      for (let k = nodes.length - 1; k >= 0; k--) {
        const node = nodes[k]!;
        if (typeof node !== 'number') cover[k] = cover[node[2]]! + cover[node[3]]!;
      }
      return { ...tree(nodes, cover), missingLeft: Uint8Array.from(missing) };
    });

const anyValue = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
const anyGame = fc.record({
  trees: fc.array(anyTree(4), { minLength: 1, maxLength: 3 }),
  rows: fc.array(fc.array(anyValue, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
});
const rowsOf = (rows: readonly (readonly number[])[]): Rows => ({
  n: rows.length,
  p: 4,
  x: Float64Array.from(rows.flat()),
});

describe('TreeSHAP by hand', () => {
  // x0 < 0.5 (3 of 4 rows) -> 0, else x1 < 0.5 (half) -> 4, else 12. Expected: 1/4 (4 + 12) / 2 = 2.
  const and: Ensemble = {
    trees: [tree([[0, 0.5, 1, 2], 0, [1, 0.5, 3, 4], 4, 12], [4, 3, 1, 0.5, 0.5])],
    base: 1,
    p: 2,
  };

  it('a feature that is asked for after another', () => {
    // v({}) = 2, v({0}) = 8, v({1}) = 3, v({0,1}) = 12: phi0 = (6 + 9) / 2, phi1 = (1 + 4) / 2; base is added to the rest.
    expect(Array.from(treeExplainer(and).contributions(one([1, 1])))).toEqual(
      [7.5, 2.5, 3].map((v) => expect.closeTo(v, 12)),
    );
  });
  it('what the two bring together: (12 - 8 - 3 + 2) / 2 to each', () => {
    const matrix = interactions(treeExplainer(and), one([1, 1]));
    expect(Array.from(matrix)).toEqual([6, 1.5, 0, 1.5, 1, 0, 0, 0, 3].map((v) => expect.closeTo(v, 12)));
  });
  it('against a background row that takes another way', () => {
    // Background (0, 0): v({}) = 0, v({0}) = 4, v({1}) = 0, v({0,1}) = 12.
    expect(Array.from(interventional(and, one([1, 1]), one([0, 0])))).toEqual(
      [8, 4, 1].map((v) => expect.closeTo(v, 12)),
    );
  });
  it('a tree that is one leaf contributes to no one', () => {
    expect(Array.from(treeExplainer({ trees: [tree([5], [1])], base: 1, p: 1 }).contributions(one([0])))).toEqual([
      0, 6,
    ]);
  });
  it('a missing value goes where the node says', () => {
    const left = treeExplainer(and).contributions(one([Number.NaN, 1]));
    expect(left).toEqual(treeExplainer(and).contributions(one([0, 1])));
  });
});

describe('TreeSHAP equals the definition over all subsets', () => {
  it('path-dependent, for few rows and for many', () =>
    fc.assert(
      fc.property(anyGame, ({ trees, rows }) => {
        const ensemble = { trees, base: 0.5, p: 4 };
        const phi = treeExplainer(ensemble).contributions(rowsOf(rows));
        rows.forEach((row, i) => {
          const expected = shapley(ensemble, Float64Array.from(row));
          expected.forEach((value, j) => {
            expect(phi[i * 5 + j]).toBeCloseTo(value, 9);
          });
        });
      }),
    ));
  it('are the same walked plainly and by the kernels', () =>
    fc.assert(
      fc.property(anyGame, ({ trees, rows }) => {
        const explainer = treeExplainer({ trees, base: 0.5, p: 4 });
        for (const row of rows) {
          const [phi, plain] = [explainer.contributions(rowsOf([row])), new Float64Array(4)];
          walkPlainly(explainer.games, Float64Array.from(row), plain, 0);
          plain.forEach((value, j) => {
            expect(Math.abs(phi[j]! - value)).toBeLessThan(1e-10);
          });
        }
      }),
    ));
  it.each([70, 300, 5000])('are the same read off tables, for %i rows', (n) =>
    fc.assert(
      fc.property(anyGame, ({ trees, rows }) => {
        const explainer = treeExplainer({ trees, base: 0.5, p: 4 });
        const many = explainer.contributions(rowsOf(Array.from({ length: n }, (_, i) => rows[i % rows.length]!)));
        const few = rows.flatMap((row) => [...explainer.contributions(rowsOf([row]))]);
        for (let k = 0; k < 5 * n; k++) expect(Math.abs(many[k]! - few[k % few.length]!)).toBeLessThan(1e-10);
      }),
      { numRuns: 25 },
    ),
  );
  it('interactions', () =>
    fc.assert(
      fc.property(anyGame, ({ trees, rows }) => {
        const ensemble = { trees, base: 0.5, p: 4 };
        const found = interactions(treeExplainer(ensemble), rowsOf(rows.slice(0, 3)));
        rows.slice(0, 3).forEach((row, i) => {
          const expected = shapleyInteractions(ensemble, Float64Array.from(row)).flat();
          expected.forEach((value, k) => {
            expect(found[i * 25 + k]).toBeCloseTo(value, 9);
          });
        });
      }),
      { numRuns: 50 },
    ));
  it('interventional', () =>
    fc.assert(
      fc.property(anyGame, ({ trees, rows }) => {
        const ensemble = { trees, base: 0.5, p: 4 };
        const found = interventional(ensemble, rowsOf(rows.slice(0, 2)), rowsOf(rows));
        const background = rows.map((row) => Float64Array.from(row));
        rows.slice(0, 2).forEach((row, i) => {
          const expected = shapley(ensemble, Float64Array.from(row), background);
          expected.forEach((value, j) => {
            expect(found[i * 5 + j]).toBeCloseTo(value, 9);
          });
        });
      }),
    ));
});

it('contributions add up to the margin', () =>
  fc.assert(
    fc.property(anyGame, ({ trees, rows }) => {
      const ensemble = { trees, base: -2, p: 4 };
      const phi = treeExplainer(ensemble).contributions(rowsOf(rows));
      margins(ensemble, rowsOf(rows)).forEach((margin, i) => {
        expect(phi.subarray(i * 5, i * 5 + 5).reduce((a, b) => a + b)).toBeCloseTo(margin, 10);
      });
    }),
  ));
