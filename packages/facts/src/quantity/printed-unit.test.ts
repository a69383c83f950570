import { expect, it } from 'vitest';
import { dictionary } from '../dictionary/dictionary.ts';
import { printedUnit } from './printed-unit.ts';

it.each([
  [null, ''], ['1', ''], ['{score}', ''], ['%', '%'], ['g/dL', 'g/dL'], ['10*9/L', '10⁹/L'], ['10*6/kg', '10⁶/kg'], ['10*12/L', '10¹²/L'],
  ['Cel', '°C'], ['[degF]', '°F'], ['mm[Hg]', 'mmHg'], ['ug/L', 'µg/L'], ['/uL', '/µL'], ['umol/L', 'µmol/L'], ['U/L', 'U/L'], ['[IU]/mL', 'IU/mL'],
  ['mg/m2', 'mg/m²'], ['cm2', 'cm²'], ['mm3', 'mm³'], ['kg/m2', 'kg/m²'], ['mg/(24.h)', 'mg/24 h'], ['/[HPF]', '/HPF'], ['{hGE}/mL', 'hGE/mL'],
  ['{copies}/ug', 'copies/µg'], ['mL/min/{1.73_m2}', 'mL/min/1.73 m²'], ['{SUV}.mL', 'SUV·mL'], ['mU/L', 'mU/L'], ['mmol/L', 'mmol/L'],
])('%s is printed %s', (unit, printed) => expect(printedUnit(unit)).toBe(printed)); // biome-ignore format: a table

it('no unit of the dictionary is printed with what only machines read', () => {
  for (const { unit } of dictionary().values())
    if (unit !== undefined && unit !== null) expect(printedUnit(unit)).not.toMatch(/[[\]{}*]|Cel/);
});
