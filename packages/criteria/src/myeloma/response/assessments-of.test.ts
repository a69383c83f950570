import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const ON = '2020-04-01';
const BASE = '2020-02-20';
const MYELOMA: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const LINE: Told = ['2020-03-01', 'line:L1', { 'line.number': 1, 'line.start': '2020-03-01', 'line.regimen': 'DRd' }];
const lab = (items: Told[2], on = ON): Told => [on, `lab:${Object.keys(items)[0]}${on}`, items];
const serum = (value: number, on = ON): Told => lab({ 'lab.mSerum': [value, 'g/dL'] }, on);
const response = (items: Told[2], on = ON): Told => [on, `response:${on}`, { 'resp.date': on, ...items }];
const marrow = (percent: number, method: string | null = 'biopsy', clonal?: string, on = ON): Told => [
  on, `marrow:${method}${on}`, { 'marrow.plasmaCells': [percent, '%'], ...(method ? { 'marrow.plasmaMethod': method } : {}), ...(clonal ? { 'marrow.plasmaClonal': clonal } : {}) },
]; // biome-ignore format: one event
const lesion = (id: string, on: string, size: readonly [number, number] | null, more: Told[2] = {}): Told => [
  on,
  `lesion:${id}${on}`,
  {
    'lesion.id': id, 'lesion.date': on, 'lesion.kind': 'plasmacytoma', 'lesion.role': 'target',
    ...(size ? { 'lesion.ldi': [size[0], 'cm'], 'lesion.sdi': [size[1], 'cm'] } : {}), ...more,
  },
]; // biome-ignore format: one event
const categories = (facts: readonly Told[], baseline: readonly Told[] = [serum(4, BASE)]): readonly string[] => {
  const [answer] = answersTo('mm.response.series', [MYELOMA, LINE, ...baseline, ...facts]);
  const rows = (answer?.perAssessment ?? []) as readonly { unconfirmed: string }[];
  return rows.map(({ unconfirmed }) => unconfirmed);
};

const SPURIOUS = { spurious: true };
const NEGATIVE = { 'lab.mSerum': [0, 'g/dL'], 'lab.immunofixSerum': 'negative', 'lab.immunofixUrine': 'negative' };
const CHAINS = { 'lab.kappa': [10, 'mg/L'], 'lab.lambda': [10, 'mg/L'] };
const FRESH = { 'lab.mSerum': [0.4, 'g/dL'] };

describe('an assessment of a line: what was found on one day', () => {
  it.each<[string, readonly Told[], string]>([
    ['a spurious M-protein', [lab({ 'lab.mSerum': [0.4, 'g/dL', SPURIOUS] })], 'NE'],
    ['a spurious urine beside it', [lab({ ...FRESH, 'lab.mUrine': [5, 'mg/(24.h)', SPURIOUS] })], 'NE'],
    ['kappa', [lab({ ...FRESH, 'lab.kappa': [5, 'mg/L', SPURIOUS] })], 'NE'],
    ['lambda', [lab({ ...FRESH, 'lab.lambda': [5, 'mg/L', SPURIOUS] })], 'NE'],
    ['the ratio', [lab({ ...FRESH, 'lab.flcRatio': [1, '{ratio}', SPURIOUS] })], 'NE'],
    ['a count of circulating cells spoils nothing else', [lab({ ...FRESH, 'lab.plasmaCellsPb': [300, '/uL', SPURIOUS] })], 'VGPR'],
    ['the assessment marked as spurious', [lab(FRESH), response({ 'resp.spurious': true })], 'NE'],
    ['or marked as not', [lab(FRESH), response({ 'resp.spurious': false })], 'VGPR'],
    ['urine of 100 mg', [lab({ ...FRESH, 'lab.mUrine': [100, 'mg/(24.h)'] })], 'PR'],
    ['of 99', [lab({ ...FRESH, 'lab.mUrine': [99, 'mg/(24.h)'] })], 'VGPR'],
    ['no marrow yet', [lab(NEGATIVE)], 'VGPR'],
    ['4 % by biopsy', [lab(NEGATIVE), marrow(4)], 'CR'],
    ['4 % by aspirate', [lab(NEGATIVE), marrow(4, 'aspirate')], 'CR'],
    ['5 %', [lab(NEGATIVE), marrow(5)], 'VGPR'],
    ['flow is not used', [lab(NEGATIVE), marrow(4, 'flow')], 'VGPR'],
    ['nor a method that nobody named', [lab(NEGATIVE), marrow(4, null)], 'VGPR'],
    ['the higher of two', [lab(NEGATIVE), marrow(4), marrow(5, 'aspirate')], 'VGPR'],
    ['whichever comes first', [lab(NEGATIVE), marrow(5), marrow(4, 'aspirate')], 'VGPR'],
    ['an unclear immunofixation of serum', [lab({ ...NEGATIVE, 'lab.immunofixSerum': 'indeterminate' }), marrow(4)], 'VGPR'],
    ['a positive one', [lab({ ...NEGATIVE, 'lab.immunofixSerum': 'positive' }), marrow(4)], 'VGPR'],
    ['one of urine not done', [lab({ ...NEGATIVE, 'lab.immunofixUrine': 'notDone' }), marrow(4)], 'VGPR'],
    ['no clonal cells and a normal ratio', [lab({ ...NEGATIVE, ...CHAINS }), marrow(4, 'biopsy', 'absent')], 'sCR'],
    ['clonal cells', [lab({ ...NEGATIVE, ...CHAINS }), marrow(4, 'biopsy', 'present')], 'CR'],
    ['not looked for', [lab({ ...NEGATIVE, ...CHAINS }), marrow(4, 'biopsy', 'notTested')], 'CR'],
    ['a ratio alone at its limit', [lab({ ...NEGATIVE, 'lab.flcRatio': [1.65, '{ratio}'] }), marrow(4, 'biopsy', 'absent')], 'sCR'],
    ['beyond it', [lab({ ...NEGATIVE, 'lab.flcRatio': [1.66, '{ratio}'] }), marrow(4, 'biopsy', 'absent')], 'CR'],
    ['below the lower one', [lab({ ...NEGATIVE, 'lab.flcRatio': [0.25, '{ratio}'] }), marrow(4, 'biopsy', 'absent')], 'CR'],
    ["within the report's own limits", [lab({ ...NEGATIVE, 'lab.flcRatio': [3.1, '{ratio}', { lln: 0.37, uln: 3.1 }] }), marrow(4, 'biopsy', 'absent')], 'sCR'],
    ['a lesion said to have grown', [serum(3.5), response({ 'resp.lesionIncrease': 'yes' })], 'PD'],
    ['said not to', [serum(3.5), response({ 'resp.lesionIncrease': 'no' })], 'SD'],
    ['or unknown', [serum(3.5), response({ 'resp.lesionIncrease': 'unknown' })], 'SD'],
  ])('%s', (_, facts, category) => expect(categories(facts)).toEqual([category])); // biome-ignore format: a table

  it.each<[string, readonly string[] | null, string]>([
    ['yes', null, 'PD'], ['lymphoma', null, 'PD'], ['no', null, 'SD'], ['unlikelyLymphoma', null, 'SD'], ['indeterminate', null, 'SD'], ['unknown', null, 'SD'],
    ['yes', ['fractureOnly'], 'SD'], ['lymphoma', ['fractureOnly'], 'SD'], ['yes', ['fractureOnly', 'lytic'], 'PD'], ['yes', ['lytic'], 'PD'], ['yes', ['focalMri'], 'PD'],
    ['lymphoma', ['softTissue'], 'PD'], ['indeterminate', ['lytic'], 'SD'], ['no', ['lytic'], 'SD'],
  ])('a new lesion %s of kind %j', (word, kinds, category) =>
    expect(categories([serum(3.5), response({ 'resp.newLesion': word, ...(kinds ? { 'resp.newLesionKind': kinds } : {}) })])).toEqual([category])); // biome-ignore format: a table

  it.each<[string, number, string]>([
    ['42 days before the first negative immunofixation', 21, 'CR'],
    ['43 days', 22, 'VGPR'],
  ])('a marrow of %s', (_, day, category) =>
    expect(categories([marrow(4, 'biopsy', undefined, '2020-03-10'), lab(NEGATIVE, `2020-04-${day}`)]).at(-1)).toBe(
      category,
    ),
  );
});

describe('what can be measured, by its own code', () => {
  const NONE = { 'lab.mSerum': [0.1, 'g/dL'], 'lab.mUrine': [0, 'mg/(24.h)'], ...CHAINS };
  it.each<[string, readonly Told[], readonly Told[], string]>([
    ['urine', [lab({ ...NONE, 'lab.mUrine': [800, 'mg/(24.h)'] }, BASE)], [lab({ 'lab.mUrine': [300, 'mg/(24.h)'] })], 'MR'],
    ['Bence Jones negative is not 0 mg', [lab({ ...NONE, 'lab.mUrine': [800, 'mg/(24.h)'] }, BASE)], [lab({ 'lab.mSerum': [0, 'g/dL'], 'lab.benceJones': 'negative' })], 'NE'],
    ['light chains', [lab({ ...NONE, 'lab.kappa': [500, 'mg/L'] }, BASE)], [lab({ 'lab.kappa': [58, 'mg/L'], 'lab.lambda': [9, 'mg/L'] })], 'VGPR'],
    ['circulating cells up to 200', [lab({ ...NONE, 'lab.plasmaCellsPb': [100, '/uL'] }, BASE), marrow(5, 'biopsy', undefined, BASE)], [lab({ 'lab.plasmaCellsPb': [200, '/uL'] })], 'PD'],
    ['up to 199', [lab({ ...NONE, 'lab.plasmaCellsPb': [100, '/uL'] }, BASE), marrow(5, 'biopsy', undefined, BASE)], [lab({ 'lab.plasmaCellsPb': [199, '/uL'] })], 'NE'],
    ['a marrow from 20 to 30 %', [lab(NONE, BASE), marrow(20, 'biopsy', undefined, BASE)], [marrow(30)], 'PD'],
    ['to 29 %', [lab(NONE, BASE), marrow(20, 'biopsy', undefined, BASE)], [marrow(29)], 'NE'],
    ['a marrow from 40 to 20 %', [lab(NONE, BASE), marrow(40, 'biopsy', undefined, BASE)], [marrow(20)], 'PR'],
    ['by flow it says nothing', [lab(NONE, BASE), marrow(20, 'biopsy', undefined, BASE)], [marrow(30, 'flow')], 'NE'],
  ])('%s', (_, baseline, facts, category) => expect(categories(facts, baseline)).toEqual([category])); // biome-ignore format: a table
});

describe('plasmacytomas and other lesions that were measured', () => {
  const before = (...told: readonly Told[]): readonly Told[] => [serum(4, BASE), ...told];
  const A = lesion('A', BASE, [3, 3]);
  it.each<[string, readonly Told[], readonly Told[], string]>([
    ['from 9 to 5 cm2 in words', before(response({ 'resp.plasmacytoma': [9, 'cm2'] }, BASE)), [serum(1.6), response({ 'resp.plasmacytoma': [5, 'cm2'] })], 'SD'],
    ['to 4.5', before(response({ 'resp.plasmacytoma': [9, 'cm2'] }, BASE)), [serum(1.6), response({ 'resp.plasmacytoma': [4.5, 'cm2'] })], 'PR'],
    ['never looked at again', before(response({ 'resp.plasmacytoma': [9, 'cm2'] }, BASE)), [serum(1.6)], 'SD'],
    ['by its diameters', before(A), [serum(1.6), lesion('A', ON, [2, 2])], 'PR'],
    ['gone', before(A), [lab(NEGATIVE), marrow(2), lesion('A', ON, null, { 'lesion.status': 'notVisible' })], 'CR'],
    ['one of two not measured again has its last size', before(A, lesion('B', BASE, [3, 3])), [serum(1.6), lesion('A', ON, [2.9, 2.9])], 'SD'],
    ['listed as not assessed likewise', before(A, lesion('B', BASE, [3, 3])), [serum(1.6), lesion('A', ON, [2.9, 2.9]), lesion('B', ON, null, { 'lesion.status': 'notAssessed' })], 'SD'],
    ['both measured', before(A, lesion('B', BASE, [3, 3])), [serum(1.6), lesion('A', ON, [2, 2]), lesion('B', ON, [2, 2])], 'PR'],
    ['half as long again, short axis above 1 cm', before(lesion('A', BASE, [2, 1.1])), [serum(3.9), lesion('A', ON, [3, 1.1])], 'PD'],
    ['short axis 1 cm', before(lesion('A', BASE, [2, 1])), [serum(3.9), lesion('A', ON, [3, 0.9])], 'SD'],
    ['less than half', before(lesion('A', BASE, [2, 1.1])), [serum(3.9), lesion('A', ON, [2.9, 1])], 'SD'],
    ['a small size of before the line is no nadir', [lesion('A', '2019-02-20', [1.2, 1.1]), ...before(lesion('A', BASE, [2, 1.5]))], [serum(3.9), lesion('A', ON, [2, 1.5])], 'SD'],
    ['a new one', before(), [serum(3.9), lesion('N', ON, [2, 1], { 'lesion.role': 'new' })], 'PD'],
    ['a new one of bone', before(), [serum(3.9), lesion('N', ON, [2, 1], { 'lesion.role': 'new', 'lesion.kind': 'bone' })], 'PD'],
    ['a new node is none of myeloma', before(), [serum(3.9), lesion('N', ON, [2, 1], { 'lesion.role': 'new', 'lesion.kind': 'node' })], 'SD'],
    ['seen by MRI where CT had not looked', before([BASE, 'staging:s', { 'stg.imaging': 'ct' }]), [serum(3.9), response({ 'resp.newLesion': 'yes', 'resp.newLesionKind': ['lytic'], 'resp.imaging': 'mri' })], 'SD'],
    ['seen by CT again', before([BASE, 'staging:s', { 'stg.imaging': 'ct' }]), [serum(3.9), response({ 'resp.newLesion': 'yes', 'resp.newLesionKind': ['lytic'], 'resp.imaging': 'ct' })], 'PD'],
  ])('%s', (_, baseline, facts, category) => expect(categories(facts, baseline)).toEqual([category])); // biome-ignore format: a table
  it('the nadir of a lesion is of its line: a smaller size since day 1 counts', () =>
    expect(categories([serum(3.9), lesion('A', ON, [1.9, 1.2]), serum(3.9, '2020-05-01'), lesion('A', '2020-05-01', [2.9, 1.5])], before(A))).toEqual(['SD', 'PD'])); // biome-ignore format: one answer
});

const LINE_OF_MARCH: Told = ['2020-03-13', 'line:L1', { ...LINE[2], 'line.start': '2020-03-13' }];

describe('what the record of a line prints', () => {
  const record = (...facts: readonly Told[]) => answersTo('mm.response.series', [MYELOMA, LINE, serum(4, BASE), ...facts])[0];
  it('stable disease has no date of a best response', () =>
    expect(record(serum(3.5), serum(3.4, '2020-05-01'))).toMatchObject({ bestConfirmed: 'SD', dateOfBestConfirmed: null, dateOfResponse: null }));
  it('a visit that could not be evaluated does not take back an unconfirmed progression', () =>
    expect(record(serum(1.8), serum(2.5, '2020-05-01'), lab({ 'lab.immunofixSerum': 'positive' }, '2020-06-01'))).toMatchObject({ unconfirmedPD: true }));
  it('a censored value has no percentage', () =>
    expect(record(lab({ 'lab.mSerum': [0.2, 'g/dL', { comparator: '<' }] }), serum(0.2, '2020-05-01'))?.serumReductionPercent).toEqual([null, 95]));
  it('rests on the death that may confirm a progression', () => {
    const died: Told = ['2021-01-01', 'death:d', { 'death.date': '2021-01-01' }];
    expect(answersTo('mm.response.series', [died, MYELOMA, LINE, serum(4, BASE), serum(1.6)])[0]?.because).toContain('f1');
  });
}); // biome-ignore format: answers

describe('the first and the last assessment of a line', () => {
  const next: Told = ['2020-05-01', 'line:L2', { 'line.number': 2, 'line.start': '2020-05-01', 'line.regimen': 'SVd' }];
  it.each<[string, readonly Told[], object]>([
    ['day 1 is the baseline', [serum(8, BASE), serum(4, '2020-03-01'), LINE, serum(2), serum(2, '2020-05-01')], { bestConfirmed: 'PR', dateOfResponse: ON }],
    ['the day after is not', [serum(4, BASE), serum(1.6, '2020-03-02'), LINE, serum(1.6)], { bestConfirmed: 'PR', dateOfResponse: '2020-03-02' }],
    ['day 1 of the next line is the last', [serum(4, BASE), LINE, serum(1.8), next, serum(1.6, '2020-05-01')], { bestConfirmed: 'PR' }],
    ['the day after is of the next', [serum(4, BASE), LINE, serum(1.8), next, serum(1.6, '2020-05-02')], { bestConfirmed: 'SD' }],
    ['a baseline 28 days old', [serum(4, '2020-02-02'), LINE, serum(1.6)], { warnings: [] }],
    ['29 days old', [serum(4, '2020-02-01'), LINE, serum(1.6)], { warnings: ['baseline-stale'] }],
  ])('%s', (_, facts, expected) =>
    expect(answersTo('mm.response.series', [MYELOMA, ...facts])[0]).toMatchObject(expected)); // biome-ignore format: a table
  it('a date that leaves open whether it is of before day 1 leaves open what follows', () => {
    const month: Told = ['2020-03', 'lab:m', { 'lab.mSerum': [4, 'g/dL'] }];
    const [answer] = answersTo('mm.response.series', [MYELOMA, LINE_OF_MARCH, month, serum(1.6), serum(1.5, '2020-05-01')]);
    expect(answer).toMatchObject({ status: 'indeterminate', bestConfirmed: { possible: ['NE', 'PR'], missing: ['date'] } });
  }); // biome-ignore format: one answer
  it('a spurious one of such a date is no baseline either way', () => {
    const month: Told = ['2020-03', 'lab:m', { 'lab.mSerum': [9, 'g/dL', SPURIOUS] }];
    const [answer] = answersTo('mm.response.series', [MYELOMA, LINE_OF_MARCH, serum(4, BASE), month, serum(1.6), serum(1.5, '2020-05-01')]);
    expect(answer).toMatchObject({ bestConfirmed: 'PR' });
  }); // biome-ignore format: one answer
  it.each([
    ['kappa', 0.2, ['possible-mAb-interference']],
    ['kappa', 0.21, []],
    ['lambda', 0.2, []],
  ])('IgG %s on daratumumab with %f g/dL', (chain, left, warnings) => {
    const type = lab({ 'lab.heavyChain': 'igg', 'lab.lightChain': chain }, BASE);
    const [answer] = answersTo('mm.response.series', [MYELOMA, LINE, serum(4, BASE), type, serum(left)]);
    expect(answer?.warnings).toEqual(warnings);
  });
});
