import { describe, expect, it } from 'vitest';
import type { Curve, Point } from '../journey/model.ts';
import { timeScale } from '../time/scale.ts';
import { layoutCurve } from './layout-curve.ts';

const scale = timeScale({ first: 0, last: 100 }, 0, 1000);
const point = (first: number, last: number, value: number, censored?: Point['censored']): Point => ({
  id: `${first}`,
  title: '',
  wordings: [String(value)],
  span: { first, last },
  low: value,
  high: value,
  ...(censored ? { censored } : {}),
});
const curve = (points: readonly Point[], bands: Curve['bands'] = []): Curve => ({
  unit: 'g/dL',
  points,
  bands,
  height: 100,
});

describe('a curve', () => {
  it('starts at zero, so that half is half', () => {
    const { points } = layoutCurve(curve([point(10, 10, 8), point(50, 50, 4)]), scale, 0, 100, 'en');
    expect(100 - (points[1]?.top as number)).toBeCloseTo((100 - (points[0]?.top as number)) / 2, 9);
  });
  it('keeps an interval of days as wide as it is', () =>
    expect(layoutCurve(curve([point(10, 39, 8)]), scale, 0, 100, 'en').points[0]).toMatchObject({
      from: 100,
      to: 400,
      exact: false,
    }));
  it('draws a value below a limit from the limit down to the floor', () => {
    const { points } = layoutCurve(curve([point(10, 10, 8), point(50, 50, 2, 'below')]), scale, 0, 100, 'en');
    expect(points[1]?.bottom).toBe(100);
    expect(points[1]?.top).toBeGreaterThan(70);
  });
  it('is logarithmic when values span more than a hundredfold', () => {
    const { log, points } = layoutCurve(
      curve([point(0, 0, 1), point(10, 10, 100), point(20, 20, 10_000)]),
      scale,
      0,
      100,
      'en',
    );
    expect(log).toBe(true);
    expect(points.map(({ top }) => Math.round(top))).toEqual([100, 50, 0]);
  });
  it('labels no two values on the same place', () => {
    const { points } = layoutCurve(curve([point(10, 10, 8), point(10, 10, 8), point(10, 10, 8)]), scale, 0, 100, 'en');
    const places = points.flatMap(({ label }) => (label ? [Math.round(label.y)] : []));
    expect(new Set(places).size).toBe(places.length);
  });
  it('clips bands to the view and leaves out what is too thin to see', () => {
    const band = { id: 'b', label: 'PR', span: { first: -50, last: 49 }, low: 1, high: 4, tone: 'response' } as const;
    const thin = { ...band, id: 't', low: 0, high: 0.01 };
    const { bands } = layoutCurve(curve([point(10, 10, 8)], [band, thin]), scale, 0, 100, 'en');
    expect(bands).toMatchObject([{ id: 'b', from: 0, to: 500 }]);
  });
});
