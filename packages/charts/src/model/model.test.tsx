import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { luminance } from '../palette/contrast.ts';
import { shortened } from '../text/width.ts';
import { ModelSheet } from './model-sheet.tsx';
import { swarm } from './swarm.ts';
import { waterfallBars } from './waterfall-sheet.tsx';

describe('a swarm', () => {
  it('by hand: three on one spot stand in the middle, above and below; one apart stays on the line', () =>
    expect(swarm([10, 10, 10, 90], 2, 20)).toEqual([
      { x: 10, dy: 0 },
      { x: 10, dy: -4 },
      { x: 10, dy: 4 },
      { x: 90, dy: 0 },
    ]));
  it('moves nobody along the axis, nor further aside than there is room', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 200 }), (xs) => {
        const points = swarm(xs, 3, 15);
        expect(points.map(({ x }) => x)).toEqual(xs);
        for (const { dy } of points) expect(Math.abs(dy)).toBeLessThanOrEqual(15 + 1e-9);
      }),
    ));
});

it('a waterfall begins at the base, and each bar where the one before ends', () =>
  expect(waterfallBars(1, [{ value: 2 }, { value: -4 }])).toEqual([
    { from: 1, to: 3 },
    { from: 3, to: -1 },
  ]));

it('a text is cut where there is no room, and says so', () => {
  expect(shortened('leucaferesi', 500, 12)).toBe('leucaferesi');
  expect(shortened('leucaferesi', 40, 12)).toMatch(/^leuc.*…$/);
});

const plain = { title: 'T', description: 'D', caption: 'C', format: (v: number) => `${v}` };

describe('drawings', () => {
  const beeswarm = renderToStaticMarkup(
    <ModelSheet
      width={600}
      drawing={{
        kind: 'beeswarm',
        figure: {
          ...plain,
          rows: [{ label: 'age', contributions: [-0.5, 0.1, 0.9], values: [0, null, 1], text: '0.5' }],
          heads: { label: 'feature', text: 'size' },
          axis: 'risk',
          sides: ['lower', 'higher'],
          words: { low: 'low', high: 'high', missing: 'missing' },
        },
      }}
    />,
  );
  it('have a title and the numbers as a description', () => {
    expect(beeswarm).toContain('aria-labelledby="beeswarm-title beeswarm-description"');
    expect(beeswarm).toMatch(/<title[^>]*>T<\/title><desc[^>]*>D<\/desc>/);
  });
  it('values are told apart in grey: the higher the darker, a missing one by its shape', () => {
    const [low = 0, high = 1] = [...beeswarm.matchAll(/<circle[^>]*fill="(#\w+)"/g)].map(([, fill]) =>
      luminance(fill as string),
    );
    expect(low - high).toBeGreaterThan(0.5);
    expect(beeswarm).toContain('>missing<');
    expect(beeswarm).toMatch(/<path d="M[^"]*l5.4 5.4m0 -5.4l-5.4 5.4"/);
  });
  it('a contribution that lowers is hatched and points the other way', () => {
    const svg = renderToStaticMarkup(
      <ModelSheet
        width={600}
        drawing={{
          kind: 'waterfall',
          figure: {
            ...plain,
            base: { label: 'base', value: 0, text: '0' },
            steps: [
              { label: 'a', value: 1, text: '+1' },
              { label: 'b', value: -0.5, text: '-0.5' },
            ],
            sum: { label: 'sum', text: '0.5' },
            axis: 'risk',
            words: { raises: 'up', lowers: 'down' },
          },
        }}
      />,
    );
    expect([...svg.matchAll(/fill="url\(#waterfall-hatch-response\)"/g)]).toHaveLength(2);
  });
  it('shapes read a hazard ratio on the right, and a missing value aside', () => {
    const one = { ratio: 0.8, lower: 0.5, upper: 1.2 };
    const svg = renderToStaticMarkup(
      <ModelSheet
        width={600}
        drawing={{
          kind: 'shapes',
          figure: {
            ...plain,
            panels: [
              {
                title: 'age',
                stretches: [
                  { from: 0, to: 1, share: 1, ...one },
                  { from: 1, to: 3, share: 0.2, ratio: 2, lower: 1.5, upper: 3 },
                ],
                missing: one,
              },
            ],
            y: 'hazard ratio',
            read: { label: 'survival', at: (ratio) => `S${ratio}` },
            words: { missing: 'none' },
          },
        }}
      />,
    );
    expect(svg).toContain('>S1<');
    expect(svg).toContain('>none<');
  });
});
