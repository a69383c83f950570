import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, toIso } from './day.ts';
import { formatEdtf, parseEdtf, partialDate, readPartialDate, span } from './partial-date.ts';
import { spanOf } from './span.ts';

describe('EDTF', () => {
  it.each([
    ['2024-03-13', '2024-03-13', '2024-03-13', 'day'],
    ['2024-03', '2024-03-01', '2024-03-31', 'month'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2024', '2024-01-01', '2024-12-31', 'year'],
    ['2024-03-XX', '2024-03-01', '2024-03-31', 'month'],
    ['2024-XX-XX', '2024-01-01', '2024-12-31', 'year'],
    ['2024-03-01/2024-03-10', '2024-03-01', '2024-03-10', 'range'],
    ['2023-11/2024-03', '2023-11-01', '2024-03-31', 'range'],
    ['2024-03-13/2024-03-13', '2024-03-13', '2024-03-13', 'day'],
    ['../2024-03', null, '2024-03-31', 'range'],
    ['2024-03/..', '2024-03-01', null, 'range'],
    ['/2024-03', null, '2024-03-31', 'range'],
    [' 2024-03 ', '2024-03-01', '2024-03-31', 'month'],
  ])('%s', (text, start, end, precision) =>
    expect(parseEdtf(text)).toEqual({ ok: true, value: { start, end, precision } }),
  );

  it.each(['2003~', '2003?', '2003%'])('%s keeps its mark as the words of the source', (text) =>
    expect(parseEdtf(text)).toEqual({
      ok: true,
      value: { start: '2003-01-01', end: '2003-12-31', precision: 'year', text },
    }),
  );

  it.each([
    ['2024-02-30', 'date.impossible'],
    ['2024-13', 'date.impossible'],
    ['0024-01-01', 'date.impossible'],
    ['2024-02-30/2024-03-01', 'date.impossible'],
    ['13/03/2024', 'date.notIso'],
    ['13.03.2024', 'date.notIso'],
    ['3/2024', 'date.notIso'],
    ['13-03-2024', 'date.notIso'],
    ['2024-03-10/2024-03-01', 'date.reversed'],
    ['../..', 'date.malformed'],
    ['/', 'date.malformed'],
    ['2024-XX-13', 'date.malformed'],
    ['2024-3-5', 'date.malformed'],
    ['2024-01/2024-02/2024-03', 'date.malformed'],
    ['2024-03-13T10:00', 'date.malformed'],
    ['', 'date.malformed'],
    ['spring 2024', 'date.malformed'],
  ])('%s is refused: %s', (text, code) =>
    expect(parseEdtf(text, 'effective')).toMatchObject({ ok: false, issues: [{ code, at: 'effective' }] }),
  );

  const day = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(9999, 12, 31) });
  const spans = fc.oneof(
    fc.tuple(day, day).map(([a, b]) => spanOf(Math.min(a, b), Math.max(a, b))),
    day.map((end) => spanOf(-Infinity, end)),
    day.map((start) => spanOf(start, Infinity)),
    fc.tuple(fc.integer({ min: 1000, max: 9998 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => {
      const first = dayNumber(year, month, 1);
      return spanOf(first, (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1);
    }),
  );

  it('says the same days when read back', () =>
    fc.assert(
      fc.property(spans, (days) => {
        const read = parseEdtf(formatEdtf(partialDate(days)));
        expect(read).toEqual({ ok: true, value: partialDate(days) });
        expect(read.ok && span(read.value)).toEqual(days);
      }),
    ));

  it('is the shortest form', () => {
    expect(formatEdtf(partialDate(spanOf(dayNumber(2024, 2, 1), dayNumber(2024, 2, 29))))).toBe('2024-02');
    expect(formatEdtf(partialDate(spanOf(-Infinity, Infinity)))).toBe('../..');
  });
});

describe('a date of JSON', () => {
  it('keeps precision and words', () => {
    const date = { start: '2024-01-01', end: '2024-01-28', precision: 'anchored', text: 'end of cycle 2' };
    expect(readPartialDate(date)).toEqual({ ok: true, value: date });
  });
  it('gets the precision that its days have', () => {
    const precision = (start: string | null, end: string | null) => {
      const read = readPartialDate({ start, end });
      return read.ok && read.value.precision;
    };
    expect(precision('2024-03-13', '2024-03-13')).toBe('day');
    expect(precision('2024-03-01', '2024-03-31')).toBe('month');
    expect(precision('2024-01-01', '2024-12-31')).toBe('year');
    expect(precision('2024-03-01', '2024-03-30')).toBe('range');
    expect(precision('2024-03-01', null)).toBe('range');
  });
  it('may be a month cut short by what else is known', () =>
    expect(readPartialDate({ start: '2024-03-13', end: '2024-03-31', precision: 'month' }).ok).toBe(true));

  it.each([
    [{ start: '2024-02-30', end: '2024-13-01' }, ['date.impossible', 'date.impossible']],
    [{ start: 'March', end: 20240301 }, ['date.malformed', 'date.malformed']],
    [{ start: '13/03/2024', end: null }, ['date.notIso']],
    [{ start: '2024-03-02', end: '2024-03-01' }, ['date.reversed']],
    [{ start: '2024-03-01', end: '2024-04-01', precision: 'day' }, ['date.precision']],
    [{ start: '2024-03-01', end: '2024-04-01', precision: 'month' }, ['date.precision']],
    [{ start: null, end: '2024-04-01', precision: 'year' }, ['date.precision']],
    [{ start: '2024-03-01', end: '2024-03-01', precision: 'week' }, ['date.precision']],
    [20240301, ['date.malformed']],
    [null, ['date.malformed']],
    [['2024-03-01'], ['date.malformed']],
  ])('%j is refused', (raw, codes) => {
    const read = readPartialDate(raw, 'facts[0].effective');
    expect(read.ok ? [] : read.issues.map(({ code }) => code)).toEqual(codes);
  });

  it('names the end that is wrong', () =>
    expect(readPartialDate({ start: '2024-03-01', end: '2024-02-30' }, 'facts[0].effective')).toMatchObject({
      issues: [{ at: 'facts[0].effective.end' }],
    }));

  it('says the same days as its span', () =>
    expect(readPartialDate(partialDate(spanOf(0, 10)))).toEqual({
      ok: true,
      value: { start: '1970-01-01', end: toIso(10), precision: 'range' },
    }));
});
