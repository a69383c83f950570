import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartialLikelihood } from '../cox/partial-likelihood.ts';
import { riskSets } from '../cox/risk-sets.ts';
import { gatherRows } from '../cox/standardised-rows.ts';
import { randomStream } from '../random/random.ts';
import { mergeNearTies } from '../response/near-ties.ts';
import { kernelsFor, paddedWidth, sweepSpace } from './kernels.ts';
import { plainKernels } from './plain.ts';

const ofSimd = kernelsFor(1 << 20, 'simd');

/** Differences as shares of the largest, or of one: columns are scaled to that, and an information may cancel to nothing. */
function expectSame(a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-10): void {
  const size = Math.max(1, ...Array.from(a, Math.abs));
  for (let k = 0; k < a.length; k++) expect(Math.abs(a[k]! - b[k]!) / size).toBeLessThan(tolerance);
}

/** A cohort of n rows and p covariates: ties, late entry, strata and weights where asked for. */
function cohort(n: number, p: number, seed: number, { ties = true, late = false, strata = false, weights = false }) {
  const random = randomStream(seed);
  const draw = (of: () => number): Float64Array => Float64Array.from({ length: n }, of);
  const time = draw(() => (ties ? 1 + random.below(30) : 100 * random.uniform() + 1));
  const survival = mergeNearTies({
    start: late ? time.map((t) => (random.uniform() < 0.5 ? 0 : Math.floor(t * random.uniform()) / 1.001)) : undefined,
    time,
    status: draw(() => Number(random.uniform() < 0.6)),
  });
  return {
    survival,
    x: Float64Array.from({ length: n * p }, (_, at) => (at % 3 === 0 ? random.below(2) : 3 + random.normal())),
    strata: strata ? Int32Array.from({ length: n }, () => random.below(4)) : undefined,
    weights: weights ? draw(() => 0.5 + random.uniform()) : undefined,
  };
}

describe('SIMD kernels', () => {
  it('are there on this platform', () => expect([ofSimd.kind, kernelsFor(100).kind]).toEqual(['simd', 'plain']));

  it('give the likelihood, its score and information as the plain ones do', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 700 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        fc.record({ ties: fc.boolean(), late: fc.boolean(), strata: fc.boolean(), weights: fc.boolean() }),
        fc.constantFrom('efron', 'breslow'),
        (n, p, seed, kind, ties) => {
          const { survival, x, strata, weights } = cohort(n, p, seed, kind);
          const sets = riskSets(survival, strata, weights);
          const of = (kernels: 'plain' | 'simd'): PartialLikelihood =>
            new PartialLikelihood(sets, { x, p, centre: true }, { ties, weights, kernels });
          const [plain, simd] = [of('plain'), of('simd')];
          expectSame(plain.centring.means, simd.centring.means);
          expectSame(plain.centring.scale, simd.centring.scale);
          const beta = Float64Array.from({ length: p }, (_, j) => 0.3 - 0.1 * j);
          const [a, b] = [plain.evaluate(beta), simd.evaluate(beta)];
          expectSame([a.logLikelihood], [b.logLikelihood]);
          expectSame(a.information, b.information);
          expectSame([...a.score, a.information[0]!], [...b.score, b.information[0]!]);
          const g = sets.deathTime.map((t) => t - 10);
          const [c, d] = [plain.weightedByTime(g), simd.weightedByTime(g)];
          expectSame([...c.information, ...c.score], [...d.information, ...d.score]);
          simd.release();
        },
      ),
      { numRuns: 60 },
    ));

  it('put the rows of a large table in order', () => {
    const [n, p] = [9000, 17];
    const x = Float64Array.from({ length: n * p }, (_, at) => at);
    const random = randomStream(5);
    const order = Int32Array.from({ length: n - 100 }, (_, j) => j + 50);
    for (let j = order.length - 1; j > 0; j--) {
      const other = random.below(j + 1);
      [order[j], order[other]] = [order[other]!, order[j]!];
    }
    const width = paddedWidth(p);
    for (const kernels of [plainKernels, kernelsFor(8 * width * (n + 4096) + (1 << 16), 'simd')]) {
      const to = kernels.doubles(order.length * width);
      gatherRows(kernels, to, width, x, p, order);
      const wrong = Array.from(order.keys()).filter((j) =>
        Array.from({ length: width }, (_, c) => to[j * width + c] !== (c < p ? x[order[j]! * p + c] : 0)).some(Boolean),
      );
      expect(wrong).toEqual([]);
    }
  });

  it('combine rows, take inner products and cross columns alike', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 4 }), fc.integer(), (n, tiles, seed) => {
        const width = 4 * tiles;
        const random = randomStream(seed);
        const filled = (values: Float64Array): Float64Array => values.map(() => random.normal());
        const given = { x: filled(new Float64Array(n * width)), w: filled(new Float64Array(n)) };
        const made = [plainKernels, kernelsFor(1 << 18, 'simd')].map((kernels) => {
          const take = (values: Float64Array): Float64Array => {
            const own = kernels.doubles(values.length);
            own.set(values);
            return own;
          };
          const [x, w] = [take(given.x), take(given.w)];
          const out = [width, width * width, width].map((length) => kernels.doubles(length).fill(0));
          const [sum, h, inner] = out as [Float64Array, Float64Array, Float64Array];
          kernels.combine(sum, x, w, n, width);
          kernels.cross(h, x, w, n, width, 4 * (tiles >> 1), sweepSpace(kernels, width));
          kernels.dots(inner, x, w, width);
          kernels.release();
          return out.flatMap((values) => [...values]);
        });
        expectSame(made[0]!, made[1]!);
      }),
      { numRuns: 40 },
    ));

  it('step along columns and keep squares alike', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.integer(), (half, p, seed) => {
        const n = 2 * half;
        const width = 2 * p;
        const random = randomStream(seed);
        const normals = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
        const given = {
          x: normals(n * p),
          rest: normals(n),
          b: normals(p).map((v, j) => (j % 2 ? v : 0)),
          v: normals(p),
        };
        const list = Int32Array.from({ length: p }, (_, j) => p - 1 - j);
        const made = [plainKernels, kernelsFor(1 << 16, 'simd')].map((kernels) => {
          const take = (values: Float64Array, length = values.length): Float64Array => {
            const own = kernels.doubles(length).fill(0);
            own.set(values);
            return own;
          };
          const [x, rest, b, places] = [take(given.x), take(given.rest), take(given.b), kernels.ints(list)];
          const [out, sum, curvature] = [
            take(new Float64Array(p)),
            take(new Float64Array(n)),
            take(given.v.map(Math.abs)),
          ];
          kernels.dotsOf(out, x, rest, places, p);
          kernels.sumOf(sum, x, b, places, p);
          const inner = [...out];
          const worst = kernels.descend({ x, wx: x, rest, b, curvature }, places, p, 0.3, 0.1);
          const [a, v, image] = [
            take(new Float64Array(p * width)),
            take(given.v, width),
            take(new Float64Array(width)),
          ];
          kernels.addSquare(a, v, -0.7, p, width);
          kernels.square(image, a, v, p, width);
          kernels.release();
          return [worst, ...inner, ...sum, ...rest, ...b, ...a, ...image];
        });
        expectSame(made[0]!, made[1]!);
      }),
      { numRuns: 60 },
    ));
});
