import { frameOf, rowsOf } from '@linea/survival';
import { expect, it } from 'vitest';
import { withLimits } from '../limits/learn-limits.ts';
import { trainModel } from '../model/train.ts';
import { predictWith } from '../model/use-model.ts';
import { sensitivityOf } from '../sensitivity/sensitivity.ts';
import { learnEncoding, outcomesOf } from '../table/encoding.ts';
import { population } from '../transport/transport.testing.ts';
import { comparablePatients } from './comparable-patients.ts';

const n = 400;
const { rows, time, event } = population({ n, effects: [1, 0.4, 0], seed: 8 });
const column = (j: number): number[] => Array.from({ length: n }, (_, i) => rows.x[3 * i + j]!);
const frame = frameOf({
  ldh: column(0),
  age: column(1),
  noise: column(2),
  arm: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 'A' : 'B')),
  time,
  event: Array.from(event),
});
const outcomes = outcomesOf('Surv(time, event) ~ ldh + age + noise + arm', frame);
const file = withLimits(trainModel(outcomes, 'cox'), outcomes, { at: 100 });
const { table } = learnEncoding(outcomes);
const times = [50, 100, 250];

it('are like the patient where the model looks, and not where it does not', () => {
  const own = { n: 1, p: 4, x: Float64Array.of(1.5, 0, 0, 0) };
  const [found] = comparablePatients(file.model, table, own, { times });
  const [ldh, , noise] = found!.features;
  expect(found!.n).toBe(50);
  expect(ldh!.quartiles![1]).toBeGreaterThan(1);
  // What does not count spreads as it does in everyone: the middle half of a normal is 1.35 wide.
  expect(noise!.quartiles![2] - noise!.quartiles![0]).toBeGreaterThan(0.9);
  expect(ldh!.quartiles![2] - ldh!.quartiles![0]).toBeLessThan(0.9);
});
it('the patient is the nearest to itself, and they fare as the model says, within their interval', () => {
  let inside = 0;
  for (let i = 0; i < 40; i++) {
    const own = { n: 1, p: 4, x: table.rows.x.slice(4 * i, 4 * i + 4) };
    const [found] = comparablePatients(file.model, table, own, { times: [50] });
    const { lower, upper, predicted } = found!.survival[0]!;
    if (lower! <= predicted && predicted <= upper!) inside++;
    expect(found!.near).toBeGreaterThan(0);
  }
  // Neighbours are not the patient, and the patient's own risk is at the edge for some: nine of ten, not all.
  expect(inside).toBeGreaterThan(32);
});
it('a curve of fewer than five at risk is not shown, nor a group of fewer than ten', () => {
  const own = { n: 1, p: 4, x: table.rows.x.slice(0, 4) };
  const [found] = comparablePatients(file.model, table, own, { times: [1e6], count: 10 });
  expect(found!.survival[0]).toMatchObject({ observed: null, lower: null });
  expect(() => comparablePatients(file.model, table, own, { times, count: 9 })).toThrow(/neighbours.few/);
});

const one = rowsOf(frame, Int32Array.of(3));
const ask = (change: string[], threshold: number) => sensitivityOf(file, one, { change, threshold, at: 100 })[0]!;
const risk = 1 - predictWith(file, one, [100]).survival[0]![0]!;

it('the change crosses the threshold, and a smaller one does not', () => {
  for (const threshold of [0.3, 0.5, 0.7, 0.9]) {
    const { alone } = ask(['ldh'], threshold);
    const [{ crossing }] = alone as [(typeof alone)[number]];
    if (!crossing) continue;
    const to = Number(crossing.changes[0]!.to);
    const from = Number(crossing.changes[0]!.from);
    const at = (value: number): number =>
      1 - predictWith(file, frameOf({ ...Object.fromEntries(one.columns), ldh: [value] }), [100]).survival[0]![0]!;
    expect(at(to) >= threshold).toBe(risk < threshold);
    expect(at(to)).toBeCloseTo(crossing.risk, 10);
    // One step of 200 nearer than the change it is on the patient's side.
    const range = file.trainedOn.features[0]!;
    const step = (range.highest! - range.lowest!) / 199;
    expect(at(to - Math.sign(to - from) * 1.01 * step) >= threshold).toBe(risk >= threshold);
  }
});
it('nothing may change unless it is named', () => {
  expect(() => ask([], 0.5)).toThrow(/sensitivity.none/);
  expect(() => ask(['colour'], 0.5)).toThrow(/column.unknown/);
});
it('several together change less than one alone, or are left out', () => {
  const { alone, together } = ask(['ldh', 'age'], risk > 0.5 ? 0.3 : 0.7);
  const best = Math.min(...alone.map(({ crossing }) => crossing?.size ?? Number.POSITIVE_INFINITY));
  if (together) expect(together.size).toBeLessThan(best);
});
it('a category may be another one the model knows', () => {
  const { alone } = ask(['arm'], risk);
  const [{ crossing }] = alone as [(typeof alone)[number]];
  if (crossing) expect(crossing.changes).toEqual([{ column: 'arm', from: 'B', to: 'A' }]);
  expect(alone[0]!.column).toBe('arm');
});
