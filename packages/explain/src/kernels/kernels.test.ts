import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binnedColumns } from '../boost/binned.ts';
import { BinnedSums } from '../boost/binned-sums.ts';
import { BoostedTreeGrower } from '../boost/grow-tree.ts';
import { randomStream } from '../chance/random-stream.ts';
import type { Rows } from '../tree/tree.ts';
import { treeKernels } from './kernels.ts';

/** Yes-or-no columns, words of few values and numbers, some missing. */
function mixed(n: number, p: number, seed: number): Rows {
  const random = randomStream(seed, 0);
  const x = Float64Array.from({ length: n * p }, (_, at) => {
    if (at % p > 3 && random.below(8) === 0) return Number.NaN;
    return at % 3 === 0 ? random.below(2) : at % 3 === 1 ? random.below(5) : random.uniform();
  });
  return { n, p, x };
}

const numbers = (n: number, seed: number, least: number): Float64Array => {
  const random = randomStream(seed, 1);
  return Float64Array.from({ length: n }, () => least + random.uniform());
};
const every = (n: number, step = 1): Int32Array => Int32Array.from({ length: Math.ceil(n / step) }, (_, i) => i * step);

describe('SIMD kernels of boosted trees', () => {
  it('are there on this platform, where the work is worth it', () =>
    expect([treeKernels(1 << 20).kind, treeKernels(100).kind]).toEqual(['simd', 'plain']));

  it('grow the same trees as the plain ones, to the bit', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 2, max: 600 }), fc.constant(4200)),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 1e6 }),
        (n, p, depth, step, monotone, seed) => {
          const data = binnedColumns(mixed(n, p, seed));
          const [gradient, curvature] = [numbers(n, seed, -0.5), numbers(n, seed + 1, 0)];
          const features = every(p, step);
          const grown = (['plain', 'simd'] as const).map((kind) => {
            const grower = new BoostedTreeGrower(
              data,
              {
                depth,
                rate: 0.1,
                lambda: 1,
                minimumCurvature: 0.5,
                monotone: monotone ? Int8Array.from({ length: p }, (_, j) => (j % 3) - 1) : undefined,
              },
              kind,
            );
            const margin = new Float64Array(n);
            // The second tree finds the room as the first has left it.
            const trees = [every(n, step), every(n)].map((sample) =>
              grower.grow(gradient, curvature, sample, features, margin),
            );
            grower.release();
            return { trees, margin };
          });
          expect(grown[1]).toEqual(grown[0]);
        },
      ),
      { numRuns: 30 },
    ));
});

describe('columns of few values counted together', () => {
  it.each(['plain', 'simd'] as const)('%s: each has the sums of its own bins', (kind) => {
    const [n, p] = [4500, 12];
    const data = binnedColumns(mixed(n, p, 3));
    const sums = new BinnedSums(data, 1, 6, kind);
    const gradient = numbers(n, 4, -0.5);
    const curvature = numbers(n, 5, 0);
    for (let i = 0; i < n; i++) {
      sums.pairs.set([gradient[i]!, curvature[i]!], 2 * i);
      sums.rows[i] = i;
    }
    for (const features of [every(p), Int32Array.of(0, 3, 7), Int32Array.of(4)]) {
      const looked = sums.looked(features);
      if (features.length === p) expect(looked.joint.length).toBeGreaterThan(1);
      sums.count(sums.room[0]!, 100, 4100, looked);
      features.forEach((j, k) => {
        const at = looked.cut.slot[k]!;
        const want = new Float64Array(2 * looked.cut.size[k]!);
        for (let i = 100; i < 4100; i++) {
          want[2 * data.bin[j]![i]!]! += gradient[i]!;
          want[2 * data.bin[j]![i]! + 1]! += curvature[i]!;
        }
        const got = sums.room[0]!.slice(2 * at, 2 * at + want.length);
        // Sums of up to 4,000 numbers below 1, in another order.
        want.forEach((value, v) => {
          expect(Math.abs(got[v]! - value)).toBeLessThan(1e-10);
        });
      });
    }
    sums.kernels.release();
  });
});
