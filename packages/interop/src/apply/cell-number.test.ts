import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellNumber } from './cell-number.ts';

const dot = { decimal: '.' } as const;
const comma = { decimal: ',' } as const;

describe('a number in a table', () => {
  it.each([
    ['7.1', dot, { value: 7.1 }],
    ['7,1', comma, { value: 7.1 }],
    ['-3', dot, { value: -3 }],
    ['+3', dot, { value: 3 }],
    ['1e-5', dot, { value: 1e-5 }],
    ['1,5E+3', comma, { value: 1500 }],
    ['.5', dot, { value: 0.5 }],
    ['<0.2', dot, { value: 0.2, comparator: '<' }],
    ['< 0,2', comma, { value: 0.2, comparator: '<' }],
    ['≥ 5', dot, { value: 5, comparator: '≥' }],
    ['=<5', dot, { value: 5, comparator: '<=' }],
    ['8-9', dot, { low: 8, high: 9 }],
    ['8 – 9', dot, { low: 8, high: 9 }],
    ['1,5-2,5', comma, { low: 1.5, high: 2.5 }],
    ['1.234,5', { decimal: ',', thousands: '.' }, { value: 1234.5 }],
    ["1'234'567", { decimal: '.', thousands: "'" }, { value: 1_234_567 }],
    ['103 000', { decimal: ',', thousands: ' ' }, { value: 103_000 }],
  ] as const)('%s', (text, form, expected) => expect(cellNumber(text, form)).toEqual(expected));

  it.each([
    ['7,1', dot, 'number.decimalSign'],
    ['7.1', comma, 'number.decimalSign'],
    ['1,234.5', dot, 'number.decimalSign'],
    ['<7,1', dot, 'number.decimalSign'],
    ['1.23,5', { decimal: ',', thousands: '.' }, 'number.decimalSign'],
    ['12.34', { decimal: ',', thousands: '.' }, 'number.decimalSign'],
    ['1.23.4', { decimal: ',', thousands: '.' }, 'number.decimalSign'],
    ['12 34', { decimal: ',', thousands: ' ' }, 'number.malformed'],
    ['12 mg', dot, 'number.malformed'],
    ['high', dot, 'number.malformed'],
    ['1e999', dot, 'number.malformed'],
    ['NaN', dot, 'number.malformed'],
    ['Infinity', dot, 'number.malformed'],
    ['0x10', dot, 'number.malformed'],
    ['1-2-3', dot, 'number.malformed'],
    ['<', dot, 'number.malformed'],
    ['', dot, 'number.malformed'],
  ] as const)('%s is none', (text, form, expected) => expect(cellNumber(text, form)).toBe(expected));

  it('comes back whatever it is, with dot and comma', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = Object.is(value, -0) ? '-0' : String(value);
        expect(cellNumber(text, dot)).toEqual({ value });
        expect(cellNumber(text.replace('.', ','), comma)).toEqual({ value });
      }),
    ));

  it('never makes a number that is not finite', () =>
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(dot, comma), (text, form) => {
        const read = cellNumber(text, form);
        if (typeof read !== 'string') for (const part of Object.values(read)) expect(part).not.toBeNaN();
      }),
    ));
});
