import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NumbersTable } from '../plot/numbers-table.tsx';
import { linearScale, ratioScale } from '../plot/scale.ts';
import { riskAt } from './curve-panel.tsx';
import { above } from './decision-sheet.tsx';
import { notePlace } from './note-place.ts';
import { bandPath, corners, stepPath, valueAt } from './steps.ts';

const x = linearScale([0, 10], [0, 100], 5);
const y = linearScale([0, 1], [100, 0], 5);
const falling = { time: [1, 4, 6], values: [0.8, 0.8, 0.5], first: 1 };

describe('a step function', () => {
  it('is drawn across, then down', () => expect(stepPath(falling, 10, x, y)).toBe('M0 0H10V20H60V50H100'));
  it('has one value at each time', () => expect([0, 1, 5, 6].map((t) => valueAt(falling, t))).toEqual([1, 0.8, 0.8, 0.5]));
  it('with its interval is an area that closes, and ends where a limit does not exist', () => {
    const upper = { ...falling, values: [0.9, 0.9, null] };
    expect(bandPath(falling, upper, 10, x, y)).toBe('M0 0H10V10H60V20H10V0H0Z');
    expect(bandPath({ ...falling, values: [null, 0.7, 0.4] }, falling, 10, x, y)).toMatch(/Z$/);
  });
  it('has at most two corners a pixel, and keeps its last value', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (n) => {
        const steps = { time: Array.from({ length: n }, (_, k) => ((k + 1) * 10) / n), values: Array.from({ length: n }, (_, k) => 1 - (k + 1) / n), first: 1 };
        const found = corners(steps, 10, x);
        expect(found.length).toBeLessThanOrEqual(203);
        expect(found.at(-1)?.[1]).toBeCloseTo(0, 12);
      }),
    ));
}); // biome-ignore format: a case a line

it('numbers at risk are those of the next time; nobody after the last', () => {
  const line = { label: 'a', time: [2, 5], value: [1, 1], risk: [9, 4] };
  expect([0, 2, 3, 5, 6].map((t) => riskAt(line, t))).toEqual([9, 9, 4, 4, 0]);
});

it('a scale of ratios is symmetric about 1 and labels it', () => {
  const scale = ratioScale([0.25, 4], [0, 200]);
  expect(scale.at(1)).toBeCloseTo(100, 10);
  expect(scale.at(0.5) + scale.at(2)).toBeCloseTo(200, 10);
  expect(scale.ticks).toEqual([0.25, 0.5, 1, 2, 4]);
  // However wide or narrow, a tick is a number that a reader reads.
  for (const ticks of [ratioScale([0.05, 3], [0, 150]).ticks, ratioScale([0.001, 1000], [0, 900]).ticks])
    for (const tick of ticks) expect(String(tick).length).toBeLessThanOrEqual(5);
  scale.ticks.slice(1).forEach((tick, k) => {
    expect(scale.at(tick) - scale.at(scale.ticks[k] as number)).toBeGreaterThanOrEqual(34);
  });
});

it('a line is cut where it crosses the floor', () =>
  expect(above([0, 1, 2, 3], [1, -1, -1, 1], 0)).toEqual([
    [
      [0, 1],
      [0.5, 0],
    ],
    [
      [2.5, 0],
      [3, 1],
    ],
  ]));

it('the numbers are a table of the page with heads for rows and columns', () => {
  const html = renderToStaticMarkup(
    <NumbersTable caption="At risk" table={{ heads: ['group', 'n'], rows: [['a', '9']] }} />,
  );
  expect(html).toContain('<caption>At risk</caption>');
  expect(html).toContain('<th scope="row">a</th><td>9</td>');
});

describe('the test of a panel stands where no line passes', () => {
  const place = {
    left: 0, right: 600, top: 0, bottom: 300, x: linearScale([0, 10], [0, 600], 5), y: linearScale([0, 1], [300, 0], 5), first: true,
  }; // biome-ignore format: a list
  const panel = (value: readonly number[], median?: number) => ({
    lines: [{ label: 'a', time: [1, 2, 9], value, risk: [3, 2, 1], ...(median === undefined ? {} : { median }) }],
  });
  const at = (value: readonly number[], first: 0 | 1, median?: number) => {
    const { x, anchor } = notePlace(panel(value, median), 'log-rank: p < 0.001', first, place);
    return [x, anchor];
  };
  it('lower left under curves that stay high', () => expect(at([0.9, 0.8, 0.6], 1)).toEqual([10, 'start']));
  it('upper right where a curve falls at once', () => expect(at([0.3, 0.02, 0.01], 1)).toEqual([590, 'end']));
  it('upper right where a median comes down there', () => expect(at([0.6, 0.45, 0.4], 1, 2)).toEqual([590, 'end']));
  it('lower right where an incidence rises at once', () => expect(at([0.97, 0.98, 0.99], 0)).toEqual([590, 'end']));
  it('upper left over a slow one', () => expect(at([0.1, 0.2, 0.3], 0)).toEqual([10, 'start']));
});
