import type { TrainingTable } from '@linea/explain';
import { expect, it } from 'vitest';
import { outOfCentres } from './unseen-centres.ts';

/** Numbers in [0, 1) from a seed: the same in every run. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** One large centre and eight small ones. */
const centres = Array.from({ length: 160 }, (_, i) => (i < 80 ? 'large' : `small ${i % 8}`));

/** Six terms of which the first matters, by another slope in the large centre. */
function invented(seed: number, slopeInLarge: number): TrainingTable {
  const [n, p] = [centres.length, 6];
  const draw = drawn(seed);
  const x = Float64Array.from({ length: n * p }, () => Math.round(8 * draw()) / 4 - 1);
  const risk = (i: number): number => Math.exp((centres[i] === 'large' ? slopeInLarge : 1) * (x[i * p] as number));
  const time = Float64Array.from(
    { length: n },
    (_, i) => 1 + Math.round((-300 * Math.log(1 - 0.999 * draw())) / risk(i)),
  );
  const event = Uint8Array.from({ length: n }, () => (draw() < 0.7 ? 1 : 0));
  return { rows: { n, p, x }, features: ['a', 'b', 'c', 'd', 'e', 'f'], time, event };
}

it('what happened in a centre has no say in what its patients are predicted, nor in the penalty by which they are', () => {
  const penalties = new Set<number>();
  for (let seed = 1; seed <= 6; seed++) {
    const before = outOfCentres(invented(seed, 1), centres, 365);
    const after = outOfCentres(invented(seed, -2), centres, 365);
    const own = [...centres.keys()].filter((i) => centres[i] === 'large');
    expect(own.map((i) => after.margin[i])).toEqual(own.map((i) => before.margin[i]));
    expect(own.map((i) => after.survival[i])).toEqual(own.map((i) => before.survival[i]));
    for (const { penalty } of [before, after]) penalties.add(penalty);
  }
  // The penalty of the model itself does hang on them: else the equality above would say nothing.
  expect(penalties.size).toBeGreaterThan(1);
});
