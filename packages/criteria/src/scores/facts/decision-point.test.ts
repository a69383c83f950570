import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
const DEPLETED: Told = ['2024-05-01', 'lymphodepletion:l', { 'ld.start': '2024-05-01' }];
const INFUSED: Told = ['2024-05-06', 'infusion:i', { 'inf.date': '2024-05-06', 'inf.product': 'axi-cel' }];
const LISTED = { 'com.listComplete': true, 'com.weight': 70, 'com.height': 175, 'com.dlco': 90, 'com.fev1': 90 };
const LIVER = {
  'lab.bilirubin': [0.5, 'mg/dL', { uln: 1.2 }],
  'lab.ast': [20, 'U/L', { uln: 40 }],
  'lab.alt': [20, 'U/L', { uln: 40 }],
  'lab.creatinine': 1,
};
let events = 0;
const told = (on: string, kind: string, items: object): Told => [
  on,
  `${kind}:${++events}`,
  items as Record<string, unknown>,
];
const KNOWN = [LBCL, DEPLETED, INFUSED, told('2024-04-20', 'function', LISTED)];
const one = (id: string, ...story: readonly Told[]) => answersTo(id, story)[0]; // biome-ignore format: helpers

// Every expectation is worked by hand from scores.md.
describe('"as of an instant, from the last eligible value before it": indices of comorbidity', () => {
  const clear = told('2024-04-25', 'lab', LIVER);
  it.each([
    ['all before', [], 0],
    ['an arrhythmia that began after the infusion', [told('2024-05-20', 'comorbidity', { 'com.condition': 'arrhythmia' })], 0],
    ['one that began before', [told('2024-04-20', 'comorbidity', { 'com.condition': 'arrhythmia' })], 1],
    ['a DLCO of the year after', [told('2025-05-20', 'function', { 'com.dlco': 50 })], 0],
    ['a weight of the year after', [told('2025-05-20', 'function', { 'com.weight': 130 })], 0],
  ])('hctci.2005: %s', (_, more, score) => expect(one('hctci.2005', ...KNOWN, clear, ...more)).toMatchObject({ score })); // biome-ignore format: a table
  it('charlson.1987: a stroke after the infusion is none of the indication', () =>
    expect(one('charlson.1987', ...KNOWN, told('2024-06-20', 'comorbidity', { 'com.condition': 'cerebrovascular' }))).toMatchObject({ score: 0 })); // biome-ignore format: a row
  it('asked before lymphodepletion, all that is known counts', () =>
    expect(one('hctci.2005', LBCL, told('2024-04-20', 'function', LISTED), told('2024-05-20', 'comorbidity', { 'com.condition': 'arrhythmia' }), clear)).toMatchObject({ min: 1 })); // biome-ignore format: a row
});

describe('a comparator decides only when every value it allows lies on one side', () => {
  const ast = (value: number, comparator: string): Told => told('2024-04-25', 'lab', { ...LIVER, 'lab.ast': [value, 'U/L', { uln: 40, comparator }] });
  it.each([
    ['AST < 120 of 40: any of them', ast(120, '<'), { min: 0, max: 3 }],
    ['AST > 120 of 40: severe', ast(120, '>'), { score: 3 }],
    ['AST < 40 of 40: none', ast(40, '<'), { score: 0 }],
  ])('hctci.2005: %s', (_, drawn, expected) => {
    const open = told('2024-04-20', 'function', { ...LISTED, 'com.listComplete': false });
    const denied = ['arrhythmia', 'cardiac', 'ibd', 'diabetes', 'cerebrovascular', 'psychiatric', 'infection', 'rheumatologic', 'pepticUlcer', 'renalModSevere', 'priorMalignancy', 'heartValve', 'chronicHepatitis', 'cirrhosis', 'dialysis', 'kidneyTransplant'];
    const story = denied.map((condition) => told('2024-04-20', 'comorbidity', { 'com.condition': condition, 'com.active': condition === 'arrhythmia' ? 'yes' : 'no' }));
    const dyspnoea = told('2024-04-20', 'function', { 'com.dyspnoea': 'none', 'com.baselineO2Device': 'none' });
    const ever = 1 + 3 + 1; // arrhythmia, and what counts once it has been: prior malignancy, stroke
    const { min, max, score } = one('hctci.2005', LBCL, DEPLETED, INFUSED, open, dyspnoea, ...story, drawn) as unknown as { min: number; max: number; score: number | null };
    expect({ min: min - ever, max: max - ever, ...(score === null ? {} : { score: score - ever }) }).toMatchObject(expected);
  });
  const staged = told('2024-01-20', 'staging', { 'stg.annArbor': '1', 'stg.ecog': '0' });
  it.each([
    ['LDH > 240 of 250: on either side', [240, 'U/L', { uln: 250, comparator: '>' }], { min: 0, max: 1 }],
    ['LDH < 250 of 250: not above', [250, 'U/L', { uln: 250, comparator: '<' }], { score: 0 }],
  ])('aaipi: %s', (_, ldh, expected) => expect(one('aaipi', LBCL, staged, told('2024-01-20', 'lab', { 'lab.ldh': ldh }))).toMatchObject(expected));
}); // biome-ignore format: tables

describe('"last set before lymphodepletion", "within 3 days of each other"', () => {
  const whole = told('2024-04-22', 'lab', { 'lab.ldh': 400, 'lab.creatinine': 1, 'lab.plt': 100 });
  it('easix: a single count afterwards does not undo the last whole set', () =>
    expect(one('easix', LBCL, DEPLETED, INFUSED, whole, told('2024-04-30', 'lab', { 'lab.plt': 50 }))).toMatchObject({ value: 4, of: { timepoint: 'pre' } })); // biome-ignore format: a row
  it('easix: three days apart is one set, four are not', () => {
    const rest = told('2024-04-29', 'lab', { 'lab.creatinine': 1, 'lab.plt': 100 });
    expect(one('easix', LBCL, DEPLETED, INFUSED, told('2024-04-26', 'lab', { 'lab.ldh': 400 }), rest)).toMatchObject({ value: 4 }); // biome-ignore format: a row
    expect(one('easix', LBCL, DEPLETED, INFUSED, told('2024-04-25', 'lab', { 'lab.ldh': 400 }), rest)).toMatchObject({ status: 'indeterminate', missing: ['lab.ldh'] }); // biome-ignore format: a row
  });
});

describe('IPI family', () => {
  const staged = (items: object) =>
    told('2024-01-20', 'staging', { 'stg.annArbor': '4', 'stg.ecog': '0', 'stg.cnsInvolved': 'no', ...items });
  const sites = (on: string, items: object) => told(on, 'marrow', items);
  it('"marrow, CNS, liver or GI tract, or lung (any one)": a site of one examination counts beside another', () =>
    expect(one('nccnIpi', LBCL, staged({}), sites('2024-01-20', { 'extramed.site': ['liver'] }), sites('2024-01-22', { 'extramed.site': ['kidney'], 'marrow.lymphoma': 'no' }))?.components).toMatchObject({ extranodalListed: { points: 1 } })); // biome-ignore format: a row
  it('a marrow involved is not taken back by one that told nothing', () =>
    expect(one('nccnIpi', LBCL, staged({}), sites('2024-01-20', { 'marrow.lymphoma': 'yes' }), sites('2024-01-25', { 'marrow.lymphoma': 'unknown' }))?.components).toMatchObject({ extranodalListed: { points: 1 } })); // biome-ignore format: a row
  it.each([['dx', 'diagnosis'], ['progression', 'secondLine'], ['preLd', 'secondLine']])('"at relapse label the result secondLine": a staging at %s', (timepoint, setting) =>
    expect(one('ipi', LBCL, staged({ 'stg.timepoint': timepoint }))).toMatchObject({ of: { setting } })); // biome-ignore format: a row
});
