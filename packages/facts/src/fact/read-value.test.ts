import { describe, expect, it } from 'vitest';
import { item } from '../dictionary/dictionary.ts';
import { questions } from './questions.ts';
import { readValue } from './read-value.ts';

const read = (code: string, raw: object) => readValue(code, raw, 'value', '2026-11-23');
const refusal = (code: string, raw: object) => {
  const result = read(code, raw);
  return result.ok ? null : result.issues.map((issue) => [issue.code, issue.got, issue.allowed]);
};

describe('a number', () => {
  it.each([
    ['lab.mSerum', { value: 71, unit: 'g/L' }, { kind: 'number', number: 71, unit: 'g/L' }], // myeloma.md 0.4, row 8
    ['lab.mSerum', { value: 7.1, unit: 'G/DL' }, { kind: 'number', number: 7.1, unit: 'g/dL' }],
    ['lab.plt', { value: 103_000, unit: '/mmc' }, { kind: 'number', number: 103_000, unit: '/uL' }],
    ['lab.plt', { value: 103, unit: 'G/L' }, { kind: 'number', number: 103, unit: '10*9/L' }],
    ['lab.hb', { value: 80, unit: 'g/L' }, { kind: 'number', number: 80, unit: 'g/L' }],
    ['lab.ldh', { value: 240, unit: 'UI/L' }, { kind: 'number', number: 240, unit: 'U/L' }],
    ['lab.sodium', { value: 140, unit: 'mEq/L' }, { kind: 'number', number: 140, unit: 'mmol/L' }],
    ['lab.creatinine', { value: 177, unit: 'µmol/L' }, { kind: 'number', number: 177, unit: 'umol/L' }],
    [
      'lab.igg',
      { value: 300, unit: 'mg/dL', comparator: '<' },
      { kind: 'number', number: 300, unit: 'mg/dL', comparator: '<' },
    ],
    [
      'lab.igg',
      { value: 300, unit: 'mg/dL', comparator: '≤' },
      { kind: 'number', number: 300, unit: 'mg/dL', comparator: '<=' },
    ],
    [
      'lab.igg',
      { value: 300, unit: 'mg/dL', qualifiers: { comparator: 'lt' } },
      { kind: 'number', number: 300, unit: 'mg/dL', comparator: '<' },
    ],
    ['day.iceScore', { low: 8, high: 9 }, { kind: 'interval', low: 8, high: 9, unit: '{score}' }],
    [
      'day.iceScore',
      { value: 8, qualifiers: { low: 8, high: 9 } },
      { kind: 'interval', low: 8, high: 9, unit: '{score}' },
    ],
    ['day.iceScore', { low: 8, high: 8 }, { kind: 'number', number: 8, unit: '{score}' }],
    ['demo.birthYear', { value: 1950 }, { kind: 'number', number: 1950, unit: 'a' }],
    ['drug.dose', { value: 80, unit: null }, { kind: 'number', number: 80, unit: null }],
    // toxicity.md 6.2: "0.009 x10^9/L -> 9": what is whole in cells per microlitre is not in 10*9/L.
    ['imm.cd19', { value: 0.009, unit: '10*9/L' }, { kind: 'number', number: 0.009, unit: '10*9/L' }],
  ])('%s %j', (code, raw, value) => expect(read(code, raw)).toEqual({ ok: true, value }));

  it.each([
    ['lab.mSerum', { value: 71, unit: 'g/dL' }, ['value.impossible', '71 g/dL', '0 - 15 g/dL; probably g/L']], // row 9
    ['lab.mSerum', { value: 7100, unit: 'g/dL' }, ['value.impossible', '7100 g/dL', '0 - 15 g/dL']],
    [
      'lab.plt',
      { value: 103_000, unit: '10*9/L' },
      ['value.impossible', '103000 10*9/L', '0 - 3000 10*9/L; probably /uL'],
    ],
    ['lab.mSerum', { value: '7,1', unit: 'g/dL' }, ['number.decimalComma', '7,1', '7.1']],
    ['lab.mSerum', { value: '7.1', unit: 'g/dL' }, ['number.malformed', '7.1', 'decimal']],
    ['lab.mSerum', { value: true, unit: 'g/dL' }, ['number.malformed', 'true', 'decimal']],
    ['lab.mSerum', { value: 7.1 }, ['unit.missing', 'null', 'g/dL']],
    ['lab.mSerum', { value: 7.1, unit: '' }, ['unit.missing', 'null', 'g/dL']],
    ['lab.mSerum', { value: 7.1, unit: 'mmol/min' }, ['unit.unknown', 'mmol/min', 'g/dL']],
    ['lab.mSerum', { value: 7.1, unit: 'constructor' }, ['unit.unknown', 'constructor', 'g/dL']],
    ['lab.mSerum', { value: 7.1, unit: 5 }, ['unit.unknown', '5', 'g/dL']],
    ['lab.calciumIonised', { value: 2.4, unit: 'mEq/L' }, ['unit.unknown', 'mEq/L', 'mmol/L']],
    ['lab.ldh', { value: 2, unit: '[IU]/mL' }, ['unit.unknown', '[IU]/mL', 'U/L']],
    ['drug.dose', { value: 80, unit: 'mg' }, ['unit.unknown', 'mg', 'null']],
    ['imm.cd19', { value: 9.5, unit: '/mmc' }, ['number.notInteger', '9.5', 'integer']],
    ['demo.ageStated', { value: 67.5, unit: 'a' }, ['number.notInteger', '67.5', 'integer']],
    ['lab.igg', { value: 300, unit: 'mg/dL', comparator: 'about' }, ['number.comparator', 'about', '<, <=, >, >=']],
    [
      'lab.igg',
      { value: 300, unit: 'mg/dL', comparator: 'constructor' },
      ['number.comparator', 'constructor', '<, <=, >, >='],
    ],
    ['day.iceScore', { low: 9, high: 8 }, ['number.reversed', '9 - 8', 'low <= high']],
    ['day.iceScore', { low: 9 }, ['number.malformed', 'null', 'integer']],
    ['day.iceScore', { low: 8, high: 11 }, ['value.impossible', '11 {score}', '0 - 10 {score}']],
  ])('%s %j is refused', (code, raw, expected) => expect(refusal(code, raw)).toEqual([expected]));

  it('that is wrong in two ways gets two issues', () =>
    expect(refusal('lab.mSerum', { value: '7,1', unit: 'stone' })?.map(([code]) => code)).toEqual([
      'number.decimalComma',
      'unit.unknown',
    ]));
});

describe('an answer', () => {
  it.each([
    ['cyto.result', 'present', { kind: 'code', code: 'present' }],
    ['crs.maxGrade', 1, { kind: 'code', code: '1' }],
    ['crs.treatment', ['tocilizumab', 'steroids'], { kind: 'codes', codes: ['tocilizumab', 'steroids'] }],
    ['crs.treatment', 'tocilizumab', { kind: 'codes', codes: ['tocilizumab'] }],
    ['mol.gene', 'TP53', { kind: 'code', code: 'TP53' }],
    ['crs.occurred', true, { kind: 'boolean', boolean: true }],
    ['line.planId', 'plan-1', { kind: 'text', text: 'plan-1' }],
    ['line.planId', 1, { kind: 'text', text: '1' }],
    ['drug.lineRef', 'line:L1', { kind: 'reference', event: 'line:L1' }],
    ['inf.date', '2024-09-01', { kind: 'date', date: { start: '2024-09-01', end: '2024-09-01', precision: 'day' } }],
    ['dx.date', '2023-02', { kind: 'date', date: { start: '2023-02-01', end: '2023-02-28', precision: 'month' } }],
    [
      'dx.date',
      { start: '2023-02-03', end: '2023-02-09' },
      { kind: 'date', date: { start: '2023-02-03', end: '2023-02-09', precision: 'range' } },
    ],
    [
      'med.at',
      '2024-09-04T21:30',
      { kind: 'date', date: { start: '2024-09-04', end: '2024-09-04', precision: 'day' }, time: '21:30' },
    ],
    [
      'med.at',
      '2024-09-04 21:30:05+02:00',
      { kind: 'date', date: { start: '2024-09-04', end: '2024-09-04', precision: 'day' }, time: '21:30:05+02:00' },
    ],
    ['med.at', '2024-09-04', { kind: 'date', date: { start: '2024-09-04', end: '2024-09-04', precision: 'day' } }],
  ])('%s %j', (code, value, expected) => expect(read(code, { value })).toEqual({ ok: true, value: expected }));

  it('that is not there is no value', () => {
    for (const code of ['lab.mSerum', 'cyto.result', 'crs.occurred', 'dx.date'])
      for (const raw of [{}, { value: null }]) expect(read(code, raw)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['cyto.result', { value: 'maybe' }, 'value.unknownCode'],
    ['cyto.result', { value: 'constructor' }, 'value.unknownCode'],
    ['cyto.result', { value: true }, 'value.notCode'],
    ['cyto.result', { value: 'present', unit: 'g/L' }, 'unit.unknown'],
    ['crs.treatment', { value: [] }, 'value.emptyList'],
    ['crs.treatment', { value: ['tocilizumab', 'prayer'] }, 'value.unknownCode'],
    ['crs.occurred', { value: 'yes' }, 'value.notBoolean'],
    ['line.planId', { value: { a: 1 } }, 'value.notText'],
    ['line.planId', { value: 'x'.repeat(501) }, 'text.tooLong'],
    ['drug.lineRef', { value: 1 }, 'value.notReference'],
    ['inf.date', { value: '2024-02-30' }, 'date.impossible'],
    ['inf.date', { value: '30/02/2024' }, 'date.notIso'],
    ['inf.date', { value: '2014-12-31' }, 'value.impossible'],
    ['inf.date', { value: '2026-11-24' }, 'value.impossible'],
    ['inf.date', { value: {} }, 'date.unbounded'],
    ['inf.date', { value: '2024-09-01T10:00' }, 'date.malformed'],
    ['med.at', { value: '2024-09-04T25:00' }, 'date.malformed'],
    ['lab.nothing', { value: 1 }, 'code.unknown'],
  ])('%s %j is refused: %s', (code, raw, expected) =>
    expect(refusal(code, raw)?.map(([issue]) => issue)).toEqual([expected]),
  );

  it('names the member of a list that is wrong', () =>
    expect(read('crs.treatment', { value: ['steroids', 'prayer'] })).toMatchObject({
      issues: [{ at: 'value[1]', got: 'prayer' }],
    }));
  it('says which drugs and regimens Linea knows', () => {
    for (const [code, known] of [
      ['drug.code', 'lenalidomide'],
      ['dose.drug', 'bortezomib'],
      ['line.regimen', 'SVd'],
      ['bridge.regimen', 'SVd'],
      ['sub.regimen', 'SVd'],
    ] as const)
      expect(refusal(code, { value: true })?.[0]?.[2]?.split(', ')).toContain(known);
    expect(refusal('mol.gene', { value: true })).toEqual([['value.notCode', 'true', 'text']]);
  });
  it('a month that may lie within the possible is accepted', () =>
    expect(read('inf.date', { value: '2026-11' }).ok).toBe(true));
  it('without a today no date is too late', () =>
    expect(readValue('inf.date', { value: '2199-01-01' }, 'value').ok).toBe(true));
});

describe('a value that is possible but unusual', () => {
  const asked = (code: string, raw: object) => {
    const result = read(code, raw);
    return result.ok && result.value
      ? questions(item(code), result.value, 'value').map((issue) => [issue.code, issue.got, issue.allowed])
      : null;
  };
  it.each([
    ['lab.mSerum', { value: 12.5, unit: 'g/dL' }, [['value.unusual', '12.5 g/dL', '0 - 12 g/dL']]],
    ['lab.mSerum', { value: 125, unit: 'g/L' }, [['value.unusual', '125 g/L', '0 - 12 g/dL']]],
    ['lab.mSerum', { value: 12, unit: 'g/dL' }, []],
    ['lab.mSerum', { low: 11, high: 13, unit: 'g/dL' }, []],
    ['lab.mSerum', { low: 13, high: 14, unit: 'g/dL' }, [['value.unusual', '13 - 14 g/dL', '0 - 12 g/dL']]],
    ['lab.creatinine', { value: 90, unit: 'umol/L' }, []], // criteria know the molar mass, the dictionary does not
    ['inf.date', { value: '2024-08' }, [['date.imprecise', 'month', 'day']]],
    ['dx.date', { value: '2024-08' }, []],
    ['drug.code', { value: 'wonderdrug' }, [['vocabulary.unknown', 'wonderdrug', undefined]]],
    ['drug.code', { value: 'Lenalidomide' }, []],
    ['line.regimen', { value: 'SVd' }, []],
    ['line.regimen', { value: 'home brew' }, [['vocabulary.unknown', 'home brew', undefined]]],
    ['mol.gene', { value: 'TP53' }, []],
  ])('%s %j', (code, raw, expected) => expect(asked(code, raw)).toEqual(expected));
});
