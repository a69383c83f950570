import { frameOf, rowsOf } from '@linea/survival';
import { expect, it } from 'vitest';
import { trainModel } from '../model/train.ts';
import { explainWith, predictWith } from '../model/use-model.ts';
import { outcomesOf } from '../table/encoding.ts';
import { population } from '../transport/transport.testing.ts';
import { stabilityOf } from './stability.ts';

const frameFor = (n: number, seed: number) => {
  const { rows, time, event } = population({ n, effects: [0.8, 0], seed });
  const column = (j: number): number[] => Array.from({ length: n }, (_, i) => rows.x[2 * i + j]!);
  return frameOf({ strong: column(0), none: column(1), time, event: Array.from(event) });
};
const stable = (n: number) => {
  const frame = frameFor(n, 4);
  const outcomes = outcomesOf('Surv(time, event) ~ strong + none', frame);
  const file = trainModel(outcomes, 'cox');
  const rows = rowsOf(
    frame,
    Int32Array.from({ length: 20 }, (_, i) => i),
  );
  return { file, rows, made: stabilityOf(file, outcomes, rows, { times: [50, 100], resamples: 40 }) };
};
const { file, rows, made } = stable(300);

it('bands lie around what the model itself says', () => {
  const own = predictWith(file, rows, [50, 100]);
  made.survival.forEach((bands, i) => {
    bands.forEach(({ estimate, lower, upper }, k) => {
      expect(estimate).toBe(own.survival[i]![k]);
      expect(lower).toBeGreaterThan(0);
      expect(upper).toBeLessThan(1);
      expect(lower).toBeLessThan(upper);
    });
  });
  // Percentiles of 40 resamples of the same patients hold the model's own answer nearly always.
  const held = made.survival.flat().filter(({ estimate, lower, upper }) => lower <= estimate && estimate <= upper);
  expect(held.length).toBeGreaterThan(35);
});
it('the bar of what matters keeps its sign, the bar of noise does not', () => {
  const own = explainWith(file, rows).contributions;
  const far = made.contributions.filter((_, i) => Math.abs(own[i]![0]!) > 0.3);
  expect(far.length).toBeGreaterThan(5);
  for (const bars of far) expect(bars[0]).toMatchObject({ feature: 'strong', sameSign: 1 });
  const mean = made.contributions.reduce((sum, bars) => sum + bars[1]!.sameSign, 0) / made.contributions.length;
  expect(mean).toBeLessThan(0.95);
});
it('bands narrow with the number of patients: four times as many, half as wide', () => {
  const width = (one: typeof made): number =>
    one.survival.flat().reduce((sum, { lower, upper }) => sum + upper - lower, 0) / 40;
  const ratio = width(stable(1200).made) / width(made);
  // Half, but for the noise of 40 resamples (about a tenth each) and of other patients.
  expect(ratio).toBeGreaterThan(0.35);
  expect(ratio).toBeLessThan(0.7);
});
