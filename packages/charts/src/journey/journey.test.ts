import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeScale } from '../time/scale.ts';
import { layoutJourney } from './layout.ts';
import type { Bar, Journey, Mark } from './model.ts';
import { packRows } from './pack.ts';
import { placeBar, placeMark } from './place.ts';

const exact = (day: number) => ({ first: day, last: day });
const bar = (start: Bar['start'], end: Bar['end'], wordings: readonly string[] = []): Bar => ({
  id: 'b',
  title: 'b',
  wordings,
  start,
  end,
});
const scale = timeScale({ first: 0, last: 100 }, 0, 1000);

describe('rows', () => {
  it('share a row only when they do not touch', () =>
    expect(
      packRows(
        [
          { from: 0, to: 10 },
          { from: 5, to: 20 },
          { from: 13, to: 30 },
          { from: 20, to: 25 },
        ],
        3,
      ),
    ).toEqual([0, 1, 0, 2]));
  it('never overlap, and no row is opened while one is free', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(500), fc.nat(80)), { maxLength: 40 }), (pairs) => {
        const intervals = pairs.map(([from, length]) => ({ from, to: from + length })).sort((a, b) => a.from - b.from);
        const rows = packRows(intervals, 3);
        for (const [i, one] of intervals.entries())
          for (const [j, other] of intervals.entries())
            if (i < j && rows[i] === rows[j]) expect(one.to + 3).toBeLessThanOrEqual(other.from);
        const deepest = Math.max(
          0,
          ...intervals.map(({ from }, i) => intervals.filter((other, j) => j <= i && other.to + 3 > from).length),
        );
        expect(new Set(rows).size).toBe(deepest);
      }),
    ));
});

describe('a bar', () => {
  it('with exact days is certain from its first to the end of its last day', () =>
    expect(placeBar(bar(exact(10), exact(19)), scale, 100, true)).toMatchObject({
      from: 100,
      to: 200,
      coreFrom: 100,
      coreTo: 200,
      open: null,
    }));
  it('is certain only between the last possible start and the first possible end', () =>
    expect(placeBar(bar({ first: 10, last: 19 }, { first: 50, last: 69 }), scale, 100, true)).toMatchObject({
      from: 100,
      to: 700,
      coreFrom: 200,
      coreTo: 500,
    }));
  it('whose end may precede its last possible start is certain nowhere', () => {
    const placed = placeBar(bar({ first: 10, last: 59 }, { first: 20, last: 69 }), scale, 100, true);
    expect(placed).toMatchObject({ from: 100, to: 700 });
    expect(placed?.coreTo).toBe(placed?.coreFrom);
  });
  it('that goes on ends with the day of the view', () =>
    expect(placeBar(bar(exact(10), 'ongoing'), scale, 79, true)).toMatchObject({ to: 800, open: 'ongoing' }));
  it('whose end nobody recorded runs out at once', () => {
    const placed = placeBar(bar(exact(10), 'unrecorded'), scale, 79, true);
    expect(placed?.open).toBe('unrecorded');
    expect(placed?.to).toBeLessThan(150);
  });
  it('out of view is not drawn', () => expect(placeBar(bar(exact(-30), exact(-1)), scale, 100, true)).toBeNull());
  it('says as much as it has room for', () => {
    expect(placeBar(bar(exact(0), exact(50), ['100 mg, days 1 to 21', '100']), scale, 100, false)?.label?.text).toBe(
      '100 mg, days 1 to 21',
    );
    expect(placeBar(bar(exact(0), exact(2), ['100 mg, days 1 to 21', '100']), scale, 100, false)?.label?.text).toBe(
      '100',
    );
    expect(placeBar(bar(exact(0), exact(0), ['100 mg, days 1 to 21', '100']), scale, 100, false)?.label).toBeNull();
  });
});

describe('a mark', () => {
  const mark = (span: Mark['span']): Mark => ({ id: 'm', title: 'm', wordings: ['PR'], span, shape: 'dot' });
  it('of a known day is a point in the middle of it', () =>
    expect(placeMark(mark(exact(10)), scale)).toMatchObject({ exact: true, from: 100, to: 110 }));
  it('of an interval is as wide as the interval, never a point', () =>
    expect(placeMark(mark({ first: 10, last: 39 }), scale)).toMatchObject({ exact: false, from: 100, to: 400 }));
  it('is labelled to its left at the right edge', () => {
    const placed = placeMark(mark(exact(99)), scale);
    expect(placed?.label?.x).toBeLessThan(placed?.from as number);
  });
});

describe('layout', () => {
  const journey = (marks: readonly Mark[]): Journey => ({
    title: 't', description: 'd', locale: 'en', base: 'calendar', extent: { first: 0, last: 100 }, asOf: exact(100), zero: null, regimens: [],
    groups: [{ id: 'g', title: 'G', lanes: [{ id: 'a', label: 'A', tone: 'ink', marks }, { id: 'b', label: 'B', tone: 'ink' }] }],
    words: { asOf: '', calendar: '' },
  }); // biome-ignore format: short members on a line
  const many = Array.from(
    { length: 6 },
    (_, index): Mark => ({ id: `${index}`, title: '', wordings: ['a long label'], span: exact(50), shape: 'dot' }),
  );

  it('makes room for what lies at the same time, and moves the next lane down', () => {
    const [one] = layoutJourney(journey(many.slice(0, 1)), { width: 900 }).groups;
    const [six] = layoutJourney(journey(many), { width: 900 }).groups;
    expect((six?.lanes[1]?.y as number) - (one?.lanes[1]?.y as number)).toBeGreaterThan(80);
    expect(new Set(six?.lanes[0]?.items.map(({ y }) => y)).size).toBe(6);
  });
  it('lanes follow each other without overlap, whatever the width and the days in view', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 1600 }),
        fc.integer({ min: -50, max: 90 }),
        fc.integer({ min: 8, max: 400 }),
        (width, first, days) => {
          const { groups, height } = layoutJourney(journey(many), { width, shown: { first, last: first + days } });
          let bottom = 0;
          for (const lane of groups.flatMap(({ lanes }) => lanes)) {
            expect(lane.y).toBeGreaterThanOrEqual(bottom);
            bottom = lane.y + lane.height;
            for (const { y, height: tall } of lane.items) expect(y + tall).toBeLessThanOrEqual(bottom);
          }
          expect(height).toBeGreaterThanOrEqual(bottom);
        },
      ),
    ));
});
