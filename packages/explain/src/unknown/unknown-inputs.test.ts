import { frameOf } from '@linea/survival';
import { expect, it } from 'vitest';
import { trainModel } from '../model/train.ts';
import { explainWith, predictWith } from '../model/use-model.ts';
import { outcomesOf } from '../table/encoding.ts';

const N = 60;
const upTo = (k: number): number[] => Array.from({ length: N }, (_, i) => (i * 7) % k);
const frame = frameOf({
  months: upTo(53).map((v) => v + 1),
  died: upTo(3).map((v) => Number(v > 0)),
  age: upTo(41).map((v) => 40 + v),
  arm: upTo(4).map((v) => ['A', 'B', 'C', 'C'][v]!),
});
const file = trainModel(outcomesOf('Surv(months, died) ~ age + arm', frame), 'cox', { penalty: 1 });
const riskOf = (age: number, arm: string): number => predictWith(file, frameOf({ age: [age], arm: [arm] })).risk[0]!;

it('a row that lacks an input says between which values its sum would lie', () => {
  const { unknown, margin } = explainWith(file, frameOf({ age: [Number.NaN, 50, 50], arm: ['B', '', 'A'] }));
  const byAge = [40, 80].map((age) => riskOf(age, 'B')).sort((a, b) => a - b);
  const byArm = ['A', 'B', 'C'].map((arm) => riskOf(50, arm)).sort((a, b) => a - b);
  expect(unknown).toEqual([
    [{ column: 'age', low: expect.closeTo(byAge[0]!, 10), high: expect.closeTo(byAge[1]!, 10) }],
    [{ column: 'arm', low: expect.closeTo(byArm[0]!, 10), high: expect.closeTo(byArm[2]!, 10) }],
    [],
  ]);
  // What is shown lies between: the unknown counts as average.
  expect(margin[0]).toBeGreaterThan(byAge[0]!);
  expect(margin[0]).toBeLessThan(byAge[1]!);
  expect(margin[1]).toBeGreaterThan(byArm[0]!);
  expect(margin[1]).toBeLessThan(byArm[2]!);
});

it('where everything is known nothing is said', () => {
  expect(explainWith(file, frame).unknown).toBeUndefined();
});
