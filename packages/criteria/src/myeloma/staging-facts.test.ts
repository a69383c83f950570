import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';

const BEFORE = '2020-02-10';
const MYELOMA: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const LINE: Told = ['2020-03-01', 'line:L1', { 'line.number': 1, 'line.start': '2020-03-01', 'line.regimen': 'DRd' }];
const lab = (items: Told[2], on = BEFORE, name = 'a'): Told => [on, `lab:${name}${on}`, items];
const fish = (abnormality: string, result: string, more: Told[2] = {}, on = BEFORE): Told => [
  on,
  `cytogenetics:${abnormality}${on}`,
  { 'cyto.abnormality': abnormality, 'cyto.result': result, ...more },
];
const gene = (name: string, status: string, on = BEFORE): Told => [on, `molecular:${name}`, { 'mol.gene': name, 'mol.status': status }]; // biome-ignore format: one event
const absent = (...names: readonly string[]): readonly Told[] => names.map((name) => fish(name, 'absent'));
const OPEN = { status: 'indeterminate' };

describe('the sample that stages is the last usable one before the first line', () => {
  const first = lab({ 'lab.b2m': [3, 'mg/L'], 'lab.albumin': [3.5, 'g/dL'] });
  const later = (b2m: unknown, on: string): Told => lab({ 'lab.b2m': b2m }, on, 'later');
  it.each<[string, readonly Told[], string | null]>([
    ['alone', [first], 'I'],
    ['a later one replaces it', [first, later([5.5, 'mg/L'], '2020-02-11')], 'III'],
    ['of two on one day either may be the last', [first, later([5.5, 'mg/L'], BEFORE)], null],
    ['… which decides nothing where they say the same', [first, later([3.2, 'mg/L'], BEFORE)], 'I'],
    ['on the day of the line', [first, later([5.5, 'mg/L'], '2020-03-01')], 'III'],
    ['not on the day after', [first, later([5.5, 'mg/L'], '2020-03-02')], 'I'],
    ['a spurious one is none', [first, later([5.5, 'mg/L', { spurious: true }], '2020-02-11')], 'I'],
    ['one that was not done is none', [first, later(null, '2020-02-11')], 'I'],
    ['only after the line', [lab({ 'lab.b2m': [6, 'mg/L'] }, '2020-03-02')], null],
  ])('%s', (_, facts, stage) =>
    expect(answersTo('mm.iss', [MYELOMA, ...facts, LINE])).toMatchObject([stage ? { value: stage } : OPEN]),
  );
  it('the first line is the first of all lines, also where only a later one has a start of its own', () => {
    const numbered: Told = ['2020-03-01', 'line:L1', { 'line.number': 1, 'line.regimen': 'DRd' }];
    const second: Told = ['2021-03-01', 'line:L2', { 'line.number': 2, 'line.start': '2021-03-01' }];
    const facts = [MYELOMA, first, later([5.5, 'mg/L'], '2020-08-01'), numbered, second];
    expect(answersTo('mm.iss', facts)).toMatchObject([{ value: 'I' }]);
  });
});

describe('LDH by its limit, else by the word of the laboratory', () => {
  const rest = [MYELOMA, lab({ 'lab.b2m': [6, 'mg/L'] }), ...absent('DEL_17P', 'T_4_14', 'T_14_16'), LINE];
  const ldh = (value: unknown, on = BEFORE, more: Told[2] = {}): Told => lab({ 'lab.ldh': value, ...more }, on, 'ldh');
  it.each<[string, readonly Told[], string | null]>([
    ['none', [], null],
    ['a number without a limit', [ldh([251, 'U/L'])], null],
    ['the limit itself', [ldh([250, 'U/L', { uln: 250 }])], 'II'],
    ['above it', [ldh([251, 'U/L', { uln: 250 }])], 'III'],
    ['the word normal', [ldh([251, 'U/L', { interpretation: 'normal' }])], 'II'],
    ['notHigh', [ldh([251, 'U/L', { interpretation: 'notHigh' }])], 'II'],
    ['high', [ldh([251, 'U/L', { interpretation: 'high' }])], 'III'],
    ['low says nothing of the criterion', [ldh([251, 'U/L', { interpretation: 'low' }])], null],
    ['abnormal neither', [ldh([251, 'U/L', { interpretation: 'abnormal' }])], null],
    ['a word beside a result without number', [ldh(null, BEFORE, { 'lab.interpretation': 'high' })], 'III'],
    ['the limit goes before the word', [ldh([250, 'U/L', { uln: 250, interpretation: 'high' }])], 'II'],
    ['a word from after the line', [ldh([251, 'U/L', { interpretation: 'high' }], '2020-06-01')], null],
    ['a spurious one', [ldh([251, 'U/L', { uln: 250, spurious: true }])], null],
    ['the last of two', [ldh([251, 'U/L', { uln: 250 }]), ldh([200, 'U/L', { uln: 250 }], '2020-02-20')], 'II'],
  ])('%s', (_, facts, stage) =>
    expect(answersTo('mm.riss', [...rest, ...facts])).toMatchObject([stage ? { value: stage } : OPEN]),
  );
});

describe('FISH and sequencing as the consensus of 2025 reads them', () => {
  const [HIGH, NOT] = [{ value: 'high' }, { value: 'not-high' }];
  const others = ['T_4_14', 'T_14_16', 'T_14_20', 'GAIN_1Q', 'DEL_1P32', 'TP53_MUT'];
  const quiet = lab({ 'lab.b2m': [2, 'mg/L'], 'lab.creatinine': [0.9, 'mg/dL'] });
  const but = (...open: readonly string[]) => [quiet, ...absent(...others.filter((name) => !open.includes(name)))];
  const clone = (percent: number, method = 'fishCd138') => ({ 'cyto.clonePct': [percent, '%'], 'cyto.method': method });
  it.each<[string, readonly Told[], object]>([
    ['20 % of sorted cells', [...but(), fish('DEL_17P', 'present', clone(20))], NOT],
    ['21 %', [...but(), fish('DEL_17P', 'present', clone(21))], HIGH],
    ['20 % of unsorted cells', [...but(), fish('DEL_17P', 'present', clone(20, 'fish'))], OPEN],
    ['21 % of unsorted cells', [...but(), fish('DEL_17P', 'present', clone(21, 'fish'))], HIGH],
    ['a percentage of cells nobody named', [...but(), fish('DEL_17P', 'present')], OPEN],
    ['monosomy 17 is a deletion', [...but(), fish('MONO_17', 'present', clone(60))], HIGH],
    ['its own percentage counts, not that of a negative probe', [...but(), fish('DEL_17P', 'absent', clone(2)), fish('MONO_17', 'present', clone(60))], HIGH],
    ['the percentage of the one that has it', [...but(), fish('DEL_17P', 'present'), fish('MONO_17', 'present', clone(60))], HIGH],
    ['a test that failed later takes nothing back', [...but(), fish('DEL_17P', 'present', clone(60)), fish('DEL_17P', 'failed', {}, '2020-02-20')], HIGH],
    ['a later result does', [...but(), fish('DEL_17P', 'present', clone(60)), fish('DEL_17P', 'absent', {}, '2020-02-20')], NOT],
    ['one of after the line does not', [...but(), fish('DEL_17P', 'absent'), fish('DEL_17P', 'present', clone(60), '2020-03-02')], NOT],
    ['failed alone', [...but(), fish('DEL_17P', 'failed')], OPEN],
    ['not tested', [...but(), fish('DEL_17P', 'notTested')], OPEN],
    ['TP53 mutated by sequencing', [gene('TP53', 'mutated')], HIGH],
    ['TP53 by the report', [fish('TP53_MUT', 'present')], HIGH],
    ['mutated by one, denied by the other', [fish('TP53_MUT', 'absent'), gene('TP53', 'mutated')], HIGH],
    ['the other way round', [fish('TP53_MUT', 'present'), gene('TP53', 'wildType')], HIGH],
    ['wild type', [...but('TP53_MUT'), ...absent('DEL_17P'), gene('TP53', 'wildType')], NOT],
    ['denied by the report', [...but(), ...absent('DEL_17P')], NOT],
    ['sequencing not done', [...but('TP53_MUT'), ...absent('DEL_17P'), gene('TP53', 'notTested')], OPEN],
    ['another gene', [...but('TP53_MUT'), ...absent('DEL_17P'), gene('KRAS', 'wildType')], OPEN],
    ['sequenced after the line', [...but('TP53_MUT'), ...absent('DEL_17P'), gene('TP53', 'mutated', '2020-03-02')], OPEN],
    ['one allele of 1p32', [...but('DEL_1P32'), ...absent('DEL_17P'), fish('DEL_1P32', 'present', { 'cyto.alleles': 'monoallelic' })], NOT],
    ['both', [fish('DEL_1P32', 'present', { 'cyto.alleles': 'biallelic' })], { value: 'high', criteriaMet: [3] }],
    ['one with 1q', [fish('DEL_1P32', 'present', { 'cyto.alleles': 'monoallelic' }), fish('GAIN_1Q', 'present')], { value: 'high', criteriaMet: [3] }],
    ['not stated', [...but('DEL_1P32'), ...absent('DEL_17P'), fish('DEL_1P32', 'present', { 'cyto.alleles': 'notStated' })], OPEN],
    ['an absent amplification leaves a gain open', [fish('T_4_14', 'present'), fish('AMP_1Q', 'absent'), ...absent('DEL_1P32')], OPEN],
    ['an amplification beside an absent gain', [fish('T_4_14', 'present'), fish('AMP_1Q', 'present'), ...absent('GAIN_1Q')], HIGH],
    ['B2M 5.5 with creatinine 1.19 mg/dL', [lab({ 'lab.b2m': [5.5, 'mg/L'], 'lab.creatinine': [1.19, 'mg/dL'] })], { value: 'high', criteriaMet: [4] }],
    ['with 105 umol/L', [lab({ 'lab.b2m': [5.5, 'mg/L'], 'lab.creatinine': [105, 'umol/L'] })], { value: 'high', criteriaMet: [4] }],
    ['with 106 umol/L', [lab({ 'lab.b2m': [5.5, 'mg/L'], 'lab.creatinine': [106, 'umol/L'] })], OPEN],
    ...['T_4_14', 'T_14_16', 'T_14_20'].flatMap((translocation) =>
      ['GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS', 'DEL_1P32'].map((arm): [string, readonly Told[], object] => [
        `${translocation} with ${arm}`, [fish(translocation, 'present'), fish(arm, 'present')], { value: 'high', criteriaMet: [2] },
      ])),
  ])('%s', (_, facts, expected) =>
    expect(answersTo('mm.cgs2025', [MYELOMA, ...facts, LINE])).toMatchObject([expected])); // biome-ignore format: a table
});
