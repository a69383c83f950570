import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../dictionary/dictionary.ts';
import { convert, isCount, normaliseUnit } from './quantity.ts';
import { unitTable } from './units.generated.ts';

const units = Object.keys(unitTable);

describe('normaliseUnit', () => {
  // field-map.md 1.3 and myeloma.md 0.3: one line for one unit and the ways people write it.
  it.each([
    ['10*9/L', ['10^9/L', '10⁹/L', 'x10^9/L', '× 10⁹/L', '10E9/L', '10**9/l', '10*9/l', '10^9 / L']],
    ['10*3/uL', ['10^3/µL', '10³/µL', 'K/uL', 'x10³/μL']],
    ['10*6/kg', ['10⁶/kg', '10^6/kg', 'x10^6/Kg']],
    ['/uL', ['cells/uL', 'cell/µL', '/mm3', '/mm³', '/mmc', '/MMC', 'cellule/mmc', '/ul']],
    ['mg/(24.h)', ['mg/24h', 'mg/24 h', 'mg/24ore', 'mg/24 hours']],
    ['g/(24.h)', ['g/24h', 'g/24 ore']],
    ['mg/d', ['mg/die', 'mg/day']],
    ['Cel', ['C', '°C', 'cel']],
    ['[degF]', ['F', '°F']],
    ['ug/mL', ['µg/mL', 'μg/ml', 'mcg/mL', 'UG/ML']],
    ['umol/L', ['µmol/L', 'µmol/l', 'umol/l']],
    ['/[HPF]', ['/HPF', '/hpf']],
    ['1', ['fraction', 'frazione']],
    ['%', ['percent', 'per cento']],
    ['g/dL', ['g/dl', 'G/DL', 'gr/dl', 'g%', 'g / dL']],
    ['g/L', ['g/l', 'G/L']],
    ['U/L', ['u/l', 'IU/L', 'UI/L', 'U/l']],
    ['[IU]/mL', ['IU/mL', 'UI/ml']],
    ['mL/min/{1.73_m2}', ['mL/min/1.73m2', 'ml/min/1.73 m²', 'mL/min/1,73 m^2']],
    ['mm[Hg]', ['mmHg', 'mmhg']],
    ['mg/m2', ['mg/m²', 'mg/m^2']],
    ['cm2', ['cm²', 'cm^2']],
    ['{lesions}', ['lesions']],
  ])('%s', (unit, spellings) => {
    for (const written of [unit, ...spellings])
      expect(`${written} is ${normaliseUnit(written)}`).toBe(`${written} is ${unit}`);
  });

  it('G/L is 10*9/L of platelets and gram of haemoglobin', () => {
    for (const written of ['G/L', 'g/L', 'g/l', 'G/l']) {
      expect(normaliseUnit(written, 'count')).toBe('10*9/L');
      expect(normaliseUnit(written, 'mass')).toBe('g/L');
    }
    expect(isCount('10*9/L') && isCount('/uL')).toBe(true);
    expect(isCount('g/dL') || isCount('[IU]/mL') || isCount('nonsense')).toBe(false);
  });

  it('leaves every unit of the table as it is', () => {
    for (const unit of units) expect(normaliseUnit(unit)).toBe(unit);
  });

  it('says the same when asked again, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', 'x10x10^9/L', '10^^9')),
        (text) => {
          const once = normaliseUnit(text);
          expect(typeof once).toBe('string');
          expect(convert(1, once, 'g/L') === null || once in unitTable).toBe(true);
        },
      ),
    ));

  it('knows the unit of every item of the dictionary', () => {
    for (const { unit } of dictionary().values()) if (unit !== null) expect(unitTable).toHaveProperty([unit]);
  });
});

describe('convert', () => {
  it.each([
    [71, 'g/L', 'g/dL', 7.1], // myeloma.md 0.4, row 8
    [7.1, 'g/dL', 'g/L', 71],
    [35, 'g/L', 'g/dL', 3.5],
    [103_000, '/uL', '10*9/L', 103],
    [1.2, '10*3/uL', '/uL', 1200],
    [10, 'mg/dL', 'mg/L', 100],
    [1, 'g/(24.h)', 'mg/(24.h)', 1000],
    [500, 'mg/d', 'mg/(24.h)', 500],
    [5.5, 'ug/mL', 'mg/L', 5.5],
    [0.7, '%', '1', 0.007],
    [3, 'cm', 'mm', 30],
    [4, 'cm2', 'mm2', 400],
    [37, 'Cel', '[degF]', 98.6],
    [100.4, '[degF]', 'Cel', 38],
    [-40, 'Cel', '[degF]', -40],
    [0, 'K', 'Cel', -273.15],
    [4, 'ukat/L', 'U/L', 240],
    [1500, '[IU]/L', '[IU]/mL', 1.5], // not judged by the oracle
    [0, 'g/L', 'g/dL', 0],
  ] as const)('%d %s in %s is %d', (value, from, to, expected) => expect(convert(value, from, to)).toBe(expected));

  it.each([
    ['mg/dL', 'umol/L'], ['U/L', '[IU]/L'], ['mL/min', 'mL/min/{1.73_m2}'], ['10*9/L', 'g/L'], ['{score}', '1'], ['{copies}/ug', '[IU]/mL'], ['nonsense', 'g/L'],
    ['constructor', '__proto__'],
  ])('%s and %s do not convert', (from, to) => expect(convert(1, from, to)).toBeNull()); // biome-ignore format: a table

  it('comes back, to 11 digits', () => {
    const pairs = units.flatMap((from) =>
      units.filter((to) => convert(1, from, to) !== null).map((to) => [from, to] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.double({ min: 0.001, max: 1e6, noNaN: true }), ([from, to], value) => {
        const there = convert(value, from, to) as number;
        const back = convert(there, to, from) as number;
        // An offset (Celsius, Fahrenheit) costs the digits that cancel.
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(value, 500) * 1e-10);
      }),
    );
  });

  it('keeps decimals decimal: 7.1 times any power of ten', () => {
    for (const [value, to] of [
      [71, 'g/L'],
      [7100, 'mg/dL'],
      [71_000, 'mg/L'],
      [7.1, 'g/dL'],
    ] as const)
      expect(convert(value, to, 'g/dL')).toBe(7.1);
  });
});
