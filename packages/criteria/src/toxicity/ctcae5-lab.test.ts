import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { ctcae5Lab } from './ctcae5-lab.ts';
import { TERM_NAMES, type TermName } from './ctcae5-terms.ts';

const grade = (input: Record<string, unknown>) => ctcae5Lab.derive(input).answer;
const of = (value: number, unit: string, comparator?: string) => ({
  value,
  unit,
  ...(comparator ? { comparator } : {}),
});
const G = '10*9/L';
const is = (expected: number) => ({
  status: 'determined',
  value: expected,
  grade: expected,
  min: expected,
  max: expected,
});
const open = (possible: readonly number[], missing: readonly string[]) => ({
  status: 'indeterminate',
  possible,
  missing,
  grade: null,
  min: possible[0],
  max: possible.at(-1),
});

describe('ctcae5.lab, toxicity.md 5.2', () => {
  const normal = { baselineNormal: true };
  it.each([
    [1, { term: 'neutrophilDecreased', value: of(1, '10^9/L'), lln: of(1.8, '10^9/L') }, is(2)],
    [2, { term: 'neutrophilDecreased', value: of(999, '/uL') }, is(3)],
    [3, { term: 'neutrophilDecreased', value: of(500, 'cells/µL') }, is(3)],
    [4, { term: 'neutrophilDecreased', value: of(499, '/uL') }, is(4)],
    [5, { term: 'plateletDecreased', value: of(75, '×10⁹/L'), lln: of(150, G) }, is(1)],
    [6, { term: 'plateletDecreased', value: of(25, G) }, is(3)],
    [7, { term: 'anaemia', value: of(80, 'g/L') }, is(2)],
    [8, { term: 'anaemia', value: of(7.9, 'g/dL') }, is(3)],
    [9, { term: 'anaemia', value: of(11, 'g/dL'), lln: null }, open([0, 1], ['lln'])],
    [10, { term: 'altIncreased', value: of(121, 'U/L'), uln: of(40, 'U/L'), ...normal }, is(2)],
    [11, { term: 'altIncreased', value: of(120, 'U/L'), uln: of(40, 'U/L'), ...normal }, is(1)],
    [
      12,
      {
        term: 'altIncreased',
        value: of(240, 'U/L'),
        uln: of(40, 'U/L'),
        baseline: of(80, 'U/L'),
        baselineNormal: false,
      },
      is(1),
    ],
    [13, { term: 'bilirubinIncreased', value: of(34.2, 'µmol/L'), uln: of(1, 'mg/dL'), ...normal }, is(2)],
    [
      14,
      { term: 'creatinineIncreased', value: of(1.6, 'mg/dL'), uln: of(1.2, 'mg/dL'), baseline: of(0.8, 'mg/dL') },
      is(2),
    ],
    [
      15,
      { term: 'hyponatraemia', value: of(129.5, 'mmol/L'), lln: of(135, 'mmol/L'), symptoms: null },
      open([2, 3], ['symptoms']),
    ],
    [16, { term: 'hypokalaemia', value: of(3, 'mmol/L'), lln: of(3.5, 'mmol/L'), symptoms: false }, is(1)],
    [
      17,
      { term: 'hypocalcaemia', value: of(7.6, 'mg/dL'), albumin: of(2.5, 'g/dL'), lln: of(8.5, 'mg/dL') },
      { ...is(0), correctedCalcium: 8.8 },
    ],
    [18, { term: 'lymphocyteDecreased', value: of(0.2, G) }, is(3)],
  ])('row %i', (_, input, expected) => expect(grade(input)).toMatchObject(expected));

  it('rows 1, 10, 12 and 13 with limits as bare numbers in the unit of the result or of the table', () => {
    expect(grade({ term: 'neutrophilDecreased', value: of(1.6, '10^9/L'), lln: 1.8 }).value).toBe(1);
    expect(grade({ term: 'neutrophilDecreased', value: of(1.6, '10^9/L'), lln: 1800 }).value).toBe(1);
    expect(grade({ term: 'altIncreased', value: of(240, 'U/L'), uln: 40, baseline: 80 })).toMatchObject(is(1));
    expect(grade({ term: 'bilirubinIncreased', value: of(34.2, 'µmol/L'), uln: 1, ...normal })).toMatchObject(is(2));
    expect(grade({ term: 'altIncreased', value: { value: 121, unit: 'U/L', uln: 40 }, ...normal })).toMatchObject(
      is(2),
    );
  });
});

describe('ctcae5.lab, myeloma.md 8.4', () => {
  const platelets = (value: number, lln?: number) => ({
    term: 'platelets',
    value: of(value, G),
    ...(lln ? { lln: of(lln, G) } : {}),
  });
  const sodium = (value: number, symptoms?: boolean) => ({
    term: 'sodium',
    value: of(value, 'mmol/L'),
    lln: of(135, 'mmol/L'),
    ...(symptoms === undefined ? {} : { symptoms }),
  });
  it.each([
    ['row 1', { term: 'platelets', value: of(103000, '/mmc'), lln: 150 }, 1],
    ['row 2: 75', platelets(75, 150), 1],
    ['row 2: 74', platelets(74), 2],
    ['row 2: 50', platelets(50), 2],
    ['row 2: 49', platelets(49), 3],
    ['row 2: 25', platelets(25), 3],
    ['row 2: 24', platelets(24), 4],
    ['row 3: 8.0', { term: 'hb', value: of(8, 'g/dL') }, 2],
    ['row 3: 7.9', { term: 'hb', value: of(7.9, 'g/dL') }, 3],
    ['row 3: 8.0, transfusion indicated', { term: 'hb', value: of(8, 'g/dL'), transfusionIndicated: true }, 3],
    ['row 4', { term: 'hb', value: of(10, 'g/dL'), lln: of(13, 'g/dL') }, 1],
    ['row 5: 0.5', { term: 'anc', value: of(0.5, G) }, 3],
    ['row 5: 0.49', { term: 'anc', value: of(0.49, G) }, 4],
    ['row 6: 130', sodium(130), 1],
    ['row 6: 129 asymptomatic', sodium(129, false), 2],
    ['row 6: 124', sodium(124), 3],
    ['row 6: 119', sodium(119), 4],
    ['row 7', platelets(155, 150), 0],
  ])('%s', (_, input, expected) => expect(grade(input)).toMatchObject(is(expected)));
});

/** Every limit of the table: [term, unit, [value, grade] …, further inputs]; limits are LLN 100 or ULN 100 in multiples. */
describe('ctcae5.lab, every row of the table', () => {
  const table: readonly (readonly [TermName, string, readonly (readonly [number, number])[], Record<string, unknown>?])[] = [
    ['neutrophilDecreased', '/uL', [[1800, 0], [1799, 1], [1500, 1], [1499, 2], [1000, 2], [999, 3], [500, 3], [499, 4]], { lln: 1800 }],
    ['plateletDecreased', G, [[150, 0], [149, 1], [75, 1], [74.9, 2], [50, 2], [49.9, 3], [25, 3], [24.9, 4]], { lln: 150 }],
    ['anaemia', 'g/dL', [[12, 0], [11.9, 1], [10, 1], [9.9, 2], [8, 2], [7.9, 3], [2, 3]], { lln: 12 }],
    ['wbcDecreased', '/uL', [[4000, 0], [3999, 1], [3000, 1], [2999, 2], [2000, 2], [1999, 3], [1000, 3], [999, 4]], { lln: 4000 }],
    ['lymphocyteDecreased', '/uL', [[1100, 0], [1099, 1], [800, 1], [799, 2], [500, 2], [499, 3], [200, 3], [199, 4]], { lln: 1100 }],
    ['cd4Decreased', '/uL', [[600, 0], [599, 1], [500, 1], [499, 2], [200, 2], [199, 3], [50, 3], [49, 4]], { lln: 600 }],
    ['altIncreased', 'U/L', [[40, 0], [41, 1], [120, 1], [121, 2], [200, 2], [201, 3], [800, 3], [801, 4]], { uln: 40, baselineNormal: true }],
    ['astIncreased', 'U/L', [[119, 0], [120, 1], [240, 1], [241, 2], [400, 2], [401, 3], [1600, 3], [1601, 4]], { uln: 40, baseline: 80 }],
    ['alpIncreased', 'U/L', [[100, 0], [101, 1], [250, 1], [251, 2], [500, 2], [501, 3], [2000, 3], [2001, 4]], { uln: 100, baselineNormal: true }],
    ['ggtIncreased', 'U/L', [[199, 0], [200, 1], [250, 1], [251, 2], [500, 2], [501, 3], [2000, 3], [2001, 4]], { uln: 60, baseline: 100 }],
    ['bilirubinIncreased', 'mg/dL', [[1, 0], [1.1, 1], [1.5, 1], [1.6, 2], [3, 2], [3.1, 3], [10, 3], [10.1, 4]], { uln: 1, baselineNormal: true }],
    ['bilirubinIncreased', 'mg/dL', [[2, 0], [2.1, 1], [3, 1], [3.1, 2], [6, 2], [6.1, 3], [20, 3], [20.1, 4]], { uln: 1, baseline: 2 }],
    ['creatinineIncreased', 'mg/dL', [[1, 0], [1.1, 1], [1.5, 1], [1.6, 2], [3, 2], [3.1, 3], [6, 3], [6.1, 4]], { uln: 1, baseline: 1 }],
    ['creatinineIncreased', 'mg/dL', [[0.75, 0], [0.76, 2], [1.5, 2], [1.51, 3], [7.3, 4]], { uln: 1.2, baseline: 0.5 }],
    ['hyponatraemia', 'mmol/L', [[135, 0], [134, 1], [130, 1], [129.9, 2], [125, 2], [124.9, 3], [120, 3], [119.9, 4]], { lln: 135, symptoms: false }],
    ['hyponatraemia', 'mmol/L', [[134, 1], [129.9, 3], [125, 3], [124.9, 3], [119.9, 4]], { lln: 135, symptoms: true }],
    ['hypernatraemia', 'mmol/L', [[145, 0], [146, 1], [150, 1], [151, 2], [155, 2], [156, 3], [160, 3], [161, 4]], { uln: 145 }],
    ['hypokalaemia', 'mmol/L', [[3.5, 0], [3.4, 1], [3, 1], [2.9, 3], [2.5, 3], [2.4, 4]], { lln: 3.5, symptoms: false }],
    ['hypokalaemia', 'mmol/L', [[3.5, 0], [3.4, 2], [3, 2], [2.9, 3], [2.4, 4]], { lln: 3.5, symptoms: true }],
    ['hyperkalaemia', 'mmol/L', [[5.1, 0], [5.2, 1], [5.5, 1], [5.6, 2], [6, 2], [6.1, 3], [7, 3], [7.1, 4]], { uln: 5.1 }],
    ['hypocalcaemia', 'mg/dL', [[8.5, 0], [8.4, 1], [8, 1], [7.9, 2], [7, 2], [6.9, 3], [6, 3], [5.9, 4]], { lln: 8.5, albumin: of(4, 'g/dL') }],
    ['hypocalcaemia', 'mmol/L', [[2.2, 0], [2.1, 1], [2, 1], [1.99, 2], [1.75, 2], [1.74, 3], [1.5, 3], [1.49, 4]], { lln: 2.2, albumin: of(40, 'g/L') }],
    ['hypercalcaemia', 'mg/dL', [[10.5, 0], [10.6, 1], [11.5, 1], [11.6, 2], [12.5, 2], [12.6, 3], [13.5, 3], [13.6, 4]], { uln: 10.5, albumin: of(4, 'g/dL') }],
    ['hypercalcaemia', 'mmol/L', [[2.6, 0], [2.7, 1], [2.9, 1], [2.95, 2], [3.1, 2], [3.15, 3], [3.4, 3], [3.41, 4]], { uln: 2.6, albumin: of(4, 'g/dL') }],
    ['ionisedCalciumLow', 'mmol/L', [[1.1, 0], [1.09, 1], [1, 1], [0.99, 2], [0.9, 2], [0.89, 3], [0.8, 3], [0.79, 4]], { lln: 1.1 }],
    ['ionisedCalciumHigh', 'mmol/L', [[1.3, 0], [1.31, 1], [1.5, 1], [1.51, 2], [1.6, 2], [1.61, 3], [1.8, 3], [1.81, 4]], { uln: 1.3 }],
    ['hypomagnesaemia', 'mg/dL', [[1.6, 0], [1.5, 1], [1.2, 1], [1.1, 2], [0.9, 2], [0.8, 3], [0.7, 3], [0.6, 4]], { lln: 1.6 }],
    ['hypomagnesaemia', 'mmol/L', [[0.7, 0], [0.6, 1], [0.5, 1], [0.49, 2], [0.4, 2], [0.39, 3], [0.3, 3], [0.29, 4]], { lln: 0.7 }],
    ['hypoalbuminaemia', 'g/dL', [[3.5, 0], [3.4, 1], [3, 1], [2.9, 2], [2, 2], [1.9, 3]], { lln: 3.5 }],
    ['hypoglycaemia', 'mg/dL', [[70, 0], [69, 1], [55, 1], [54, 2], [40, 2], [39, 3], [30, 3], [29, 4]], { lln: 70 }],
    ['fibrinogenDecreased', 'mg/dL', [[200, 0], [199, 1], [150, 1], [149, 2], [100, 2], [99, 3], [50, 3], [49, 4]], { lln: 200, baselineNormal: true }],
    ['fibrinogenDecreased', 'mg/dL', [[160, 0], [159, 1], [121, 1], [120, 2], [81, 2], [80, 3], [50, 3], [49, 4]], { lln: 200, baseline: 160 }],
    ['inrIncreased', '1', [[1.2, 0], [1.3, 1], [1.5, 1], [1.6, 2], [2.5, 2], [2.6, 3]], { anticoagulated: false }],
    ['apttProlonged', 's', [[36, 0], [37, 1], [54, 1], [55, 2], [90, 2], [91, 3]], { uln: 36, symptoms: false }],
    ['apttProlonged', 's', [[36, 0], [37, 3], [91, 3]], { uln: 36, bleeding: true }],
    ['lipaseIncreased', 'U/L', [[60, 0], [61, 1], [90, 1], [91, 2], [120, 2], [300, 2], [301, 3]], { uln: 60, symptoms: false }],
    ['lipaseIncreased', 'U/L', [[91, 2], [120, 2], [121, 3], [300, 3], [301, 4]], { uln: 60, symptoms: true }],
    ['hypertriglyceridaemia', 'mg/dL', [[149, 0], [150, 1], [300, 1], [301, 2], [500, 2], [501, 3], [1000, 3], [1001, 4]]],
  ]; // biome-ignore format: the limits of toxicity.md 5

  for (const [term, unit, limits, further = {}] of table) {
    it(`${term} in ${unit} ${JSON.stringify(further)}`, () => {
      for (const [value, expected] of limits) {
        expect([value, grade({ term, value: of(value, unit), ...further }).value]).toEqual([value, expected]);
      }
    });
  }

  it('every term is in the table above', () =>
    expect(new Set(table.map(([term]) => term))).toEqual(new Set(TERM_NAMES)));
});

describe('ctcae5.lab, rules', () => {
  const alt = { term: 'altIncreased', uln: of(40, 'U/L') };
  it('no upper limit: every grade that is a multiple of it is open', () =>
    expect(grade({ term: 'altIncreased', value: of(121, 'U/L'), baselineNormal: true })).toMatchObject(
      open([0, 1, 2, 3, 4], ['uln']),
    ));
  it('nothing given: every grade of the table is open', () => {
    expect(grade({ term: 'plateletDecreased' })).toMatchObject(open([0, 1, 2, 3, 4], ['value', 'lln']));
    expect(grade({ term: 'anaemia', lln: of(13, 'g/dL') })).toMatchObject(open([0, 1, 2, 3], ['value']));
  });
  it('(b) a fall from 160 to 40 of an abnormal fibrinogen is 75 per cent: grade 4', () =>
    expect(
      grade({ term: 'fibrinogenDecreased', value: of(0.4, 'g/L'), lln: of(2, 'g/L'), baseline: of(1.6, 'g/L') }),
    ).toMatchObject(is(4)));
  it('(d) creatinine without baseline is graded in the ULN column, with a warning', () =>
    expect(grade({ term: 'creatinineIncreased', value: of(1.6, 'mg/dL'), uln: of(1.2, 'mg/dL') })).toMatchObject({
      ...is(1),
      warnings: ['baselineUnknown'],
    }));
  it('(d) an unknown baseline is read as normal, with a warning', () => {
    expect(grade({ ...alt, value: of(121, 'U/L') })).toMatchObject({ ...is(2), warnings: ['baselineUnknown'] });
    expect(grade({ ...alt, value: of(121, 'U/L'), baseline: of(30, 'U/L') })).toMatchObject({ ...is(2), warnings: [] });
  });
  it('(d) a baseline known to be abnormal but not its value: less than the multiple of the upper limit', () =>
    expect(grade({ ...alt, value: of(240, 'U/L'), baselineNormal: false })).toMatchObject(
      open([0, 1, 2, 3], ['baseline']),
    ));
  it('(e) potassium in the range of grades 1 and 2 with unknown symptoms', () =>
    expect(grade({ term: 'hypokalaemia', value: of(3.2, 'mmol/L'), lln: of(3.5, 'mmol/L') })).toMatchObject(
      open([1, 2], ['symptoms']),
    ));
  it('(e) unknown symptoms that cannot matter are not asked for', () =>
    expect(grade({ term: 'hyponatraemia', value: of(124, 'mmol/L') })).toMatchObject({ ...is(3), missing: [] }));
  it('(f) calcium without albumin is graded uncorrected, with a warning', () =>
    expect(grade({ term: 'hypocalcaemia', value: of(7.6, 'mg/dL'), lln: of(8.5, 'mg/dL') })).toMatchObject({
      ...is(2),
      correctedCalcium: null,
      warnings: ['calciumNotCorrected'],
    }));
  it('(f) calcium in mmol/L is corrected in mmol/L', () =>
    expect(
      grade({ term: 'hypocalcaemia', value: of(1.9, 'mmol/L'), albumin: of(25, 'g/L'), lln: of(2.2, 'mmol/L') }),
    ).toMatchObject({ ...is(0), correctedCalcium: 2.2 }));
  it('(g) grade 3 anaemia by transfusion needs the recorded indication', () => {
    expect(grade({ term: 'anaemia', value: of(8, 'g/dL') })).toMatchObject({
      ...is(2),
      gradeIfTransfusionIndicated: 3,
    });
    expect(grade({ term: 'anaemia', transfusionIndicated: true })).toMatchObject(is(3));
  });
  it('unit rule: calcium, magnesium and haemoglobin in mmol/L against the limits printed for mmol/L', () => {
    expect(
      grade({ term: 'hypercalcaemia', value: of(2.88, 'mmol/L'), uln: of(10.5, 'mg/dL'), albumin: of(4, 'g/dL') })
        .value,
    ).toBe(1);
    expect(grade({ term: 'anaemia', value: of(4.9, 'mmol/L') }).value).toBe(2);
    expect(grade({ term: 'anaemia', value: of(4.8, 'mmol/L') }).value).toBe(3);
  });
  it('other units are converted: µkat/L, mEq/L, mmol/L of glucose and triglycerides', () => {
    expect(grade({ ...alt, value: of(2.05, 'µkat/L'), baselineNormal: true }).value).toBe(2);
    expect(grade({ term: 'hyponatraemia', value: of(119, 'mEq/L') }).value).toBe(4);
    expect(grade({ term: 'hypoglycaemia', value: of(2, 'mmol/L') }).value).toBe(3);
    expect(grade({ term: 'hypertriglyceridaemia', value: of(6, 'mmol/L') }).value).toBe(3);
  });
  it('a censored result decides what all it allows decides', () => {
    expect(grade({ term: 'neutrophilDecreased', value: of(100, '/uL', '<') })).toMatchObject(is(4));
    expect(grade({ term: 'neutrophilDecreased', value: of(600, '/uL', '<') })).toMatchObject(open([3, 4], ['value']));
    expect(grade({ term: 'plateletDecreased', value: { low: 40, high: 60, unit: G } })).toMatchObject(
      open([2, 3], ['value']),
    );
    expect(
      grade({ term: 'altIncreased', value: of(800, 'U/L', '>'), uln: of(40, 'U/L'), baselineNormal: true }),
    ).toMatchObject(is(4));
  });
  it('INR under anticoagulants is outside the table; unknown is said', () => {
    expect(grade({ term: 'inrIncreased', value: of(2.8, '{INR}'), anticoagulated: true })).toMatchObject({
      status: 'notApplicable',
      reason: 'anticoagulated',
    });
    expect(grade({ term: 'inrIncreased', value: 2.8 })).toMatchObject({
      ...is(3),
      warnings: ['anticoagulationUnknown'],
    });
  });
  it('implausible or without unit: unknown, with the input named', () => {
    expect(grade({ term: 'anaemia', value: of(26, 'g/dL'), lln: of(13, 'g/dL') })).toMatchObject({
      ...open([0, 1, 2, 3], ['value']),
      warnings: ['rejected:value'],
    });
    expect(grade({ term: 'plateletDecreased', value: 75, lln: of(150, G) })).toMatchObject({
      min: 0,
      max: 4,
      warnings: ['rejected:value'],
    });
  });
  it('an unknown term is a wrong call', () =>
    expect(grade({ term: 'haemoglobinuria', value: of(1, 'g/dL') })).toEqual({ error: 'unknown-term' }));
});

describe('case 000', () => {
  const answers = derive(ctcae5Lab, view(publishedCases()[0]?.facts ?? []));
  const about = (term: string) => answers.find((one) => one.of?.term === term && one.of?.when === 'baseline');
  it('D27: platelets 103 without a lower limit are grade 0 or 1', () =>
    expect(about('plateletDecreased')).toMatchObject({
      at: '2023-09-30',
      because: ['a013'],
      answer: { possible: [0, 1], missing: ['lab.lln'] },
    }));
  it('D27: haemoglobin 8.0 is grade 2, 3 if a transfusion is recorded as indicated', () =>
    expect(about('anaemia')).toMatchObject({
      because: ['a011'],
      answer: { value: 2, gradeIfTransfusionIndicated: 3 },
    }));
});
