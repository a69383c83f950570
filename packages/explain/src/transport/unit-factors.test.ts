import { expect, it } from 'vitest';
import { unitBeyond } from './unit-factors.ts';

const albumin = { lowest: 20, highest: 52 };
it.each([
  ['g/dL where g/L was learnt', albumin, [3.5, 4.1, Number.NaN], 'g/L -> g/dL'],
  ['umol/L where mg/dL was learnt', { lowest: 0.4, highest: 3 }, [88, 120], 'creatinine mg/dL -> creatinine umol/L'],
  ['inside', albumin, [35], null],
  ['one inside', albumin, [3.5, 35], null],
  ['beyond, and by no known factor', albumin, [0.9, 900], null],
  ['nothing known', albumin, [Number.NaN], null],
  ['a feature that can be negative', { lowest: -2, highest: 2 }, [200], null],
])('values in another unit: %s', (_, range, values, conversion) => {
  const found = unitBeyond(range, Float64Array.from(values));
  if (conversion === null) expect(found).toBeNull();
  else expect(found?.conversions).toContain(conversion);
  const { lowest, highest } = range;
  for (const value of found ? values : []) {
    if (!Number.isNaN(value)) expect(value / found!.factor).toSatisfy((v: number) => v >= lowest && v <= highest);
  }
});
