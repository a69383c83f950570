import { expect, it } from 'vitest';
import { randomStream } from '../chance/random-stream.ts';
import { predictRisk, predictSurvival } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { fitStack } from './fit-stack.ts';

type Made = (i: number, random: () => number) => { x: number[]; time: number; event: number };

/** A table of n patients, each made by a function of uniform numbers. */
function made(n: number, one: Made): TrainingTable {
  const stream = randomStream(7, n);
  const random = (): number => (stream.below(1e6) + 0.5) / 1e6;
  const all = Array.from({ length: n }, (_, i) => one(i, random));
  const p = all[0]!.x.length;
  return {
    features: Array.from({ length: p }, (_, j) => `x${j}`),
    rows: { n, p, x: Float64Array.from(all.flatMap(({ x }) => x)) },
    time: Float64Array.from(all, ({ time }) => time),
    event: Uint8Array.from(all, ({ event }) => event),
  };
}

const wait = (random: () => number, risk = 0): number => -Math.log(random()) * Math.exp(-risk);

const ODD: Record<string, TrainingTable> = {
  'one event': made(40, (i, u) => ({ x: [u(), u()], time: wait(u), event: Number(i === 11) })),
  'three events': made(40, (i, u) => ({ x: [u(), u()], time: wait(u), event: Number(i % 15 === 4) })),
  'no censoring': made(50, (_, u) => ({ x: [u(), u()], time: wait(u), event: 1 })),
  'one time only': made(40, (i, u) => ({ x: [u(), u()], time: 3, event: i % 2 })),
  'two times, one of them zero': made(40, (i, u) => ({ x: [u(), u()], time: i % 2, event: Number(u() < 0.6) })),
  'whole months': made(50, (_, u) => {
    const x = u();
    return { x: [x, u()], time: Math.ceil(4 * wait(u, x)), event: Number(u() < 0.7) };
  }),
  'more features than patients': made(30, (_, u) => {
    const x = Array.from({ length: 50 }, u);
    return { x, time: wait(u, x[0]), event: Number(u() < 0.6) };
  }),
  'one feature of two values': made(40, (i, u) => ({ x: [i % 2], time: wait(u, i % 2), event: Number(u() < 0.6) })),
  'nobody of one group has the event': made(40, (i, u) => ({
    x: [i % 2, u()],
    time: wait(u),
    event: Number(i % 2 === 1 && u() < 0.8),
  })),
  'constant columns, and one twice': made(40, (_, u) => {
    const x = u();
    return { x: [1, x, 0, x], time: wait(u, x), event: Number(u() < 0.6) };
  }),
  'a column that is all but missing': made(40, (i, u) => ({
    x: [i < 38 ? Number.NaN : u(), u() < 0.4 ? Number.NaN : u(), u()],
    time: wait(u),
    event: Number(u() < 0.6),
  })),
  'scales far apart': made(40, (i, u) => ({
    x: [1e12 * u(), 1e-12 * u(), i === 3 ? 1e9 : u()],
    time: 1e6 * wait(u),
    event: Number(u() < 0.6),
  })),
  'eight patients': made(8, (i, u) => ({ x: [u()], time: wait(u), event: i % 2 })),
};

it.each(Object.entries(ODD))('auto takes any table: %s', (_, table) => {
  const model = fitStack(table, { parts: 3, repetitions: 1 });
  expect(predictRisk(model, table.rows).every(Number.isFinite)).toBe(true);
  const times = [
    0,
    ...Float64Array.from(table.time)
      .sort()
      .filter((_, k) => k % 7 === 0),
    2 * Math.max(...table.time),
  ];
  const survival = predictSurvival(model, table.rows, times);
  for (let i = 0; i < table.rows.n; i++) {
    let before = 1;
    for (let k = 0; k < times.length; k++) {
      const s = survival[i * times.length + k]!;
      expect(s).toBeGreaterThanOrEqual(0);
      // Within rounding: a mixture of curves is summed up in another order at each time.
      expect(s).toBeLessThanOrEqual(before + 1e-12);
      before = s;
    }
  }
});
