import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { type Outcomes, outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { dealtParts } from './folds.ts';
import { apparentOf, correctedForOptimism, type OptimismJob, type OptimismSample, optimismSample } from './optimism.ts';

const HORIZON = { from: 5, tau: 150, at: 60 };

function outcomes(n: number, p: number, effects: readonly number[]): Outcomes {
  const { features, rows, time, event } = cohort({ n, p, effects, seed: 4 });
  const columns = features.map((name, j) => [name, Array.from({ length: n }, (_, i) => rows.x[i * p + j]!)]);
  return outcomesOf('Surv(time, event) ~ .', frameOf({ time: Array.from(time), event: Array.from(event), ...Object.fromEntries(columns) })); // biome-ignore format: one call
}

const run = (own: Outcomes, p: number, job: OptimismJob, samples: number) =>
  correctedForOptimism(own, p, apparentOf(own, job), Array.from({ length: samples }, (_, b) => optimismSample(own, b, job)), job); // biome-ignore format: one call

describe('optimism by the bootstrap', () => {
  const cox: OptimismJob = { learner: 'cox', options: { seed: 3 }, horizon: HORIZON };
  it('noise looks good on those it was learnt from, and like chance when corrected', () => {
    const { apparent, corrected, optimism, samples } = run(outcomes(80, 12, []), 12, cox, 25);
    expect(samples).toBe(25);
    expect(apparent.harrell).toBeGreaterThan(0.58);
    expect(Math.abs(corrected.harrell.estimate - 0.5)).toBeLessThan(0.07);
    expect(corrected.harrell.estimate).toBeCloseTo(apparent.harrell - optimism.harrell, 12);
    expect(corrected.slope.estimate).toBeLessThan(0.6);
    expect(optimism.ibs).toBeLessThan(0);
    // What looks calibrated on its own patients is not on others.
    expect(corrected.ici.estimate).toBeGreaterThan(apparent.ici);
    expect(corrected.ici.lower).toBeLessThan(corrected.ici.upper);
    expect(apparent.e90).toBeGreaterThanOrEqual(apparent.e50);
  });
  it('what is truly there stays', () => {
    const { corrected } = run(outcomes(200, 3, [1.5, -1]), 3, cox, 15);
    expect(corrected.harrell.estimate).toBeGreaterThan(0.65);
    expect(corrected.slope.estimate).toBeGreaterThan(0.85);
    expect(corrected.harrell.lower).toBeLessThan(corrected.harrell.estimate);
  });
  it('a sample is the same whoever draws it, and tuning within it is its own', () => {
    const own = outcomes(70, 4, [1]);
    const job: OptimismJob = { ...cox, learner: 'coxnet' };
    expect(optimismSample(own, 2, job)).toEqual(optimismSample(own, 2, job));
    expect(optimismSample(own, 2, job)).not.toEqual(optimismSample(own, 3, job));
  });
  it('by hand: apparent 0.8, optimism the mean of 0.1 and 0.3', () => {
    const flat = (v: number) => ({
      harrell: v,
      uno: v,
      auc: v,
      brier: v,
      ibs: v,
      slope: v,
      intercept: v,
      ici: v,
      e50: v,
      e90: v,
    });
    const drawn: (OptimismSample | undefined)[] = [{ apparent: flat(0.9), test: flat(0.8) }, undefined, { apparent: flat(0.9), test: flat(0.6) }]; // biome-ignore format: a list
    const found = correctedForOptimism(outcomes(20, 2, []), 2, flat(0.8), drawn, cox);
    expect([found.samples, found.drawn]).toEqual([2, 3]);
    expect(found.optimism.harrell).toBeCloseTo(0.2, 12);
    expect(found.corrected.harrell).toEqual({ estimate: expect.closeTo(0.6, 12), se: 0, lower: expect.closeTo(0.7, 12), upper: expect.closeTo(0.7, 12) }); // biome-ignore format: one object
  });
});

it('rows of one person are in one part', () => {
  const person = Int32Array.from({ length: 60 }, (_, i) => i % 13);
  const part = dealtParts({ event: Uint8Array.from({ length: 60 }, (_, i) => i % 2), person }, 4, 1);
  for (let i = 0; i < 60; i++) expect(part[i]).toBe(part[person.indexOf(i % 13)]);
  expect(new Set(part).size).toBe(4);
});
