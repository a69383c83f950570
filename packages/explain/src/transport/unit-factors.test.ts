import { expect, it } from 'vitest';
import { unitBeyond } from './unit-factors.ts';

const albumin = { lowest: 20, highest: 52 };
it.each([
  [
    'g/dL where g/L was learnt',
    albumin,
    [3.5, 4.1, Number.NaN],
    { factor: 0.1, conversions: ['g/L -> g/dL', 'mg/L -> mg/dL'] },
  ],
  ['umol/L where mg/dL was learnt', { lowest: 0.4, highest: 3 }, [88, 120], { factor: 88.42 }],
  ['inside', albumin, [35], null],
  ['one inside', albumin, [3.5, 35], null],
  ['beyond, and by no known factor', albumin, [0.9, 900], null],
  ['nothing known', albumin, [Number.NaN], null],
  ['a feature that can be negative', { lowest: -2, highest: 2 }, [200], null],
])('values in another unit: %s', (_, range, values, wanted) => {
  const found = unitBeyond(range, Float64Array.from(values));
  if (wanted === null) expect(found).toBeNull();
  else expect(found).toMatchObject(wanted);
});
