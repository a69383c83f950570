import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIso } from './day.ts';
import { compareInstants, endOfDay, parseInstant } from './instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2024-03-01T10:00:00Z', '2024-03-01T10:00:00Z'],
    ['2024-03-01T10:00:00.123456Z', '2024-03-01T10:00:00.123456Z'],
    ['2024-03-01T10:00:00+02:00', '2024-03-01T08:00:00Z'],
    ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30:00Z'],
    ['2024-12-31T23:30:00-05:00', '2025-01-01T04:30:00Z'],
    ['2024-03-01 10:00:00.5+0530', '2024-03-01T04:30:00.5Z'],
    ['2024-03-01T10:00Z', '2024-03-01T10:00:00Z'],
    ['2024-03-01T10:00:00+02', '2024-03-01T08:00:00Z'],
    ['2024-03-01', '2024-03-01T23:59:59Z'],
  ])('%s is %s', (text, value) => expect(parseInstant(text)).toEqual({ ok: true, value }));

  it.each([
    ['2024-03-01T10:00:00', 'instant.noZone'],
    ['2024-02-30T10:00:00Z', 'instant.impossible'],
    ['2024-03-01T24:00:00Z', 'instant.impossible'],
    ['2024-03-01T10:60:00Z', 'instant.impossible'],
    ['2024-03-01T10:00:61Z', 'instant.impossible'],
    ['2024-03-01T10:00:00+25:00', 'instant.impossible'],
    ['01/03/2024 10:00', 'instant.malformed'],
    ['yesterday', 'instant.malformed'],
    ['', 'instant.malformed'],
  ])('%s is refused: %s', (text, code) =>
    expect(parseInstant(text, 'known')).toMatchObject({ ok: false, issues: [{ code, at: 'known' }] }),
  );

  it('reads the instants that the engine writes', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toEqual({ ok: true, value: date.toISOString() });
        },
      ),
    ));
});

describe('compareInstants', () => {
  it.each([
    ['2024-03-01T10:00:00Z', '2024-03-01T10:00:00.001Z', -1],
    ['2024-03-01T10:00:00.5Z', '2024-03-01T10:00:00.50Z', 0],
    ['2024-03-01T10:00:00.1234567Z', '2024-03-01T10:00:00.1234568Z', -1],
    ['2024-03-01T10:00:00+01:00', '2024-03-01T09:30:00Z', -1],
    ['2024-03-01T10:00:00+01:00', '2024-03-01T09:00:00Z', 0],
    ['2024-03-02T00:00:00Z', '2024-03-01T23:59:59.999Z', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareInstants(a, b))).toBe(order);
    expect(Math.sign(compareInstants(b, a)) + order).toBe(0);
  });

  it('orders as the engine does', () => {
    const instant = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(Math.sign(compareInstants(a.toISOString(), b.toISOString()))).toBe(Math.sign(a.getTime() - b.getTime()));
      }),
    );
  });

  it('says so when something is no instant', () => expect(compareInstants('soon', '2024-03-01T10:00:00Z')).toBeNaN());
});

it('a day ends with its last second', () => expect(endOfDay(fromIso('2024-02-29'))).toBe('2024-02-29T23:59:59Z'));
