import { describe, expect, it } from 'vitest';
import { allText } from './text.ts';

const coded = (text: string) => allText.derive({ text }).answer;

describe('all.text, all.md 1.1', () => {
  it('row 1: lineage, stage, blasts, six antigens', () =>
    expect(coded('LAL-B common, 90% blasti CD19+, CD22+, CD34+, TdT+, CD20+, CD10+')).toMatchObject({
      lineage: 'B-ALL', egil: 'common', bmBlasts: 90,
      antigens: { CD19: 'positive', CD22: 'positive', CD34: 'positive', TdT: 'positive', CD20: 'positive', CD10: 'positive' },
      ph: null, flags: [], facts: expect.arrayContaining([{ code: 'path.cd22', value: 'positive' }, { code: 'dx.egil', value: 'common' }]),
    })); // biome-ignore format: one answer
  it('row 2: Ph negative, karyotype normal', () =>
    expect(coded('Ph-, cariotipo normale')).toMatchObject({ ph: 'negative', karyotype: 'normal' }));
  it('row 3: a negative panel, other genetics unknown', () =>
    expect(coded('trascritti ricorrenti negativi')).toMatchObject({
      fusions: { 'BCR::ABL1': 'negative', 'KMT2A-r': 'negative', 'TCF3::PBX1': 'negative', 'ETV6::RUNX1': 'negative' }, unknown: ['Ph-like', 'IKZF1', 'TP53'],
    })); // biome-ignore format: one answer
  it('row 4: no molecular probe', () =>
    expect(coded('sonda molecolare infruttuosa')).toMatchObject({
      mrdMarker: 'not-available',
      facts: [{ code: 'mol.mrdMarker', value: 'noneFound' }],
    }));
  it('row 5: CD19 dim, CD22 negative, flagged for CD22-directed therapy', () =>
    expect(coded('blasti CD19 dim, CD22 neg')).toMatchObject({
      antigens: { CD19: 'dim', CD22: 'negative' },
      flags: ['cd19-dim', 'cd22-directed-therapy'],
      bmBlasts: null,
    }));
  it('row 6: t(9;22)', () => expect(coded('t(9;22)')).toMatchObject({ ph: 'positive' }));
  it('row 7: CNS assessed and free, intrathecal therapy given', () =>
    expect(coded('rachicentesi diagnostica e medicata, no localisation')).toMatchObject({
      cnsAssessed: true,
      cns: 'CNS1',
      intrathecal: true,
    }));

  it.each([
    ['LLA-B pro-B, Ph+', { lineage: 'B-ALL', egil: 'pro-B', ph: 'positive' }],
    ['t(9;22) assente', { ph: 'negative' }],
    ['BCR::ABL1 negativo, CD22−', { ph: 'negative', antigens: { CD22: 'negative' } }],
    ['blasti midollari 12,5 %', { bmBlasts: 12.5 }],
    ['rachicentesi diagnostica', { cnsAssessed: true, cns: null, intrathecal: null }],
    [
      'buone condizioni generali',
      { lineage: null, ph: null, karyotype: null, cns: null, antigens: {}, fusions: {}, facts: [] },
    ],
  ])('%s', (text, expected) => expect(coded(text)).toMatchObject(expected));
  it('terza giornata is D+3, or D+2 where the infusion day is day 1 (5.1)', () => {
    expect(coded('febbre persistente dalla terza giornata')).toMatchObject({ daysAfterInfusion: 3 });
    expect(allText.derive({ text: 'dalla terza giornata', infusionDayIsDay: 1 }).answer).toMatchObject({
      daysAfterInfusion: 2,
    });
    expect(coded('ICANS al giorno +6')).toMatchObject({ daysAfterInfusion: 6 });
  });
  it('no text is a wrong call', () => expect(allText.derive({}).answer).toEqual({ error: 'text-missing' }));
});

describe('facts of a text', () => {
  const facts = (text: string) => coded(text).facts;
  it.each([
    ['LLA-B pro-B, Ph+', [{ code: 'dx.subtype', value: 'ballPh' }]],
    ['LLA-B pro-B, Ph-', [{ code: 'dx.subtype', value: 'ballNos' }]],
    ['Ph-', [{ code: 'cyto.abnormality', value: 'BCR_ABL1', result: 'absent' }]],
    ['t(9;22)', [{ code: 'cyto.abnormality', value: 'BCR_ABL1', result: 'present' }]],
    ['cariotipo complesso', [{ code: 'cyto.karyotypeResult', value: 'complex' }]],
    ['cariotipo normale', [{ code: 'cyto.karyotypeResult', value: 'normal' }]],
    ['rachicentesi diagnostica e medicata', [{ code: 'proc.kind', value: 'intrathecal' }]],
  ])('%s', (text, expected) => expect(facts(text)).toEqual(expect.arrayContaining(expected)));
  it.each(['Ph-like', 'Ph like', 'ph-like'])('%s is named, so not among what nobody looked for', (word) =>
    expect(coded(`LAL-B ${word}`).unknown).not.toContain('Ph-like'),
  );
});
