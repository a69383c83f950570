import { describe, expect, it } from 'vitest';
import { cgs2025 } from './cgs-2025.ts';
import { fish } from './fish.ts';
import type { Finding } from './fish-text.ts';
import { riss } from './r-iss.ts';

const read = (text: string) =>
  fish.derive({ text }).answer as unknown as {
    findings: readonly Finding[];
    fish: Record<string, unknown>;
    warnings: readonly string[];
  };
const findings = (text: string): Record<string, Partial<Finding>> =>
  Object.fromEntries(read(text).findings.map(({ code, ...rest }) => [code, rest]));
const stated = (text: string) =>
  Object.fromEntries(
    Object.entries(findings(text)).flatMap(([code, { state }]) => (state === 'notTested' ? [] : [[code, state]])),
  );

describe('mm.fish, myeloma.md 3', () => {
  it('row 1: duplication 1q21 and t(4;14) share the percentage', () => {
    expect(findings('duplicazione 1q21 e t(4;14) in più del 90% dei nuclei')).toMatchObject({
      GAIN_1Q: { state: 'present', clonePercent: 90, comparator: '>', warnings: ['copy-number-not-stated'] },
      T_4_14: { state: 'present', clonePercent: 90, comparator: '>' },
      DEL_17P: { state: 'notTested' },
      T_14_16: { state: 'notTested' },
    });
  });

  it('row 2: amplification with copies', () =>
    expect(findings('amp(1q21) 4 copie 35%')).toMatchObject({
      AMP_1Q: { state: 'present', copies: 4, clonePercent: 35 },
      GAIN_1Q: { state: 'notTested' },
    }));

  it('row 3: 1q+', () =>
    expect(findings('1q+ nel 40%')).toMatchObject({ PLUS_1Q_NOS: { state: 'present', clonePercent: 40 } }));

  it('row 4: the call stands; the percentage decides the consensus staging', () => {
    const text = 'del17p13 nel 12% (cut-off 10%)';
    expect(findings(text)).toMatchObject({ DEL_17P: { state: 'present', clonePercent: 12 } });
    expect(riss.derive({ iss: 'III', fish: read(text).fish }).answer).toMatchObject({ value: 'III' });
    expect(cgs2025.derive({ fish: read(text).fish }).answer).toMatchObject({ criteriaMet: [] });
    expect(
      cgs2025.derive({
        fish: {
          tp53mut: 'absent',
          t4_14: 'absent',
          t14_16: 'absent',
          t14_20: 'absent',
          gain1q: 'absent',
          del1p32: 'absent',
          del17p: read(text).fish.del17p,
        },
        b2m: { value: 2, unit: 'mg/L' },
      }).answer,
    ).toMatchObject({ value: 'not-high' });
  });

  it('row 5: a partner not identified leaves the translocations open', () => {
    expect(stated('IGH riarrangiato, partner non identificato')).toEqual({ IGH_R_NOS: 'present' });
    expect(stated('IGH riarrangiato, partner non identificato; negativa per t(4;14)')).toEqual({
      IGH_R_NOS: 'present',
      T_4_14: 'absent',
    });
  });

  it('row 6: all failed', () =>
    expect(read('FISH non valutabile').findings.map(({ state }) => state)).toEqual(Array(15).fill('failed')));

  it('row 7: absent only what is named', () => {
    expect(stated('FISH negativa per del17p, t(4;14), t(14;16)')).toEqual({
      DEL_17P: 'absent',
      T_4_14: 'absent',
      T_14_16: 'absent',
    });
    expect(read('FISH negativa per del17p, t(4;14), t(14;16)').fish).toMatchObject({ gain1q: 'unknown' });
  });

  it.each([
    ['delezione di TP53 nel 30%', { DEL_17P: 'present' }],
    ['delezione 17p', { DEL_17P: 'present' }],
    ['del(17)(p13)', { DEL_17P: 'present' }],
    ['monosomia 17', { DEL_17P: 'present', MONO_17: 'present' }],
    ['mutazione TP53', { TP53_MUT: 'present' }],
    ['mutazione di TP53 assente', { TP53_MUT: 'absent' }],
    ['IGH/FGFR3', { T_4_14: 'present' }],
    ['NSD2::IGH', { T_4_14: 'present' }],
    ['t(4;14)(p16;q32)', { T_4_14: 'present' }],
    ['IGH/MAF', { T_14_16: 'present' }],
    ['IGH/MAFB', { T_14_20: 'present' }],
    ['t(14;20)(q32;q12)', { T_14_20: 'present' }],
    ['IGH/CCND1', { T_11_14: 'present' }],
    ['t(6;14)', { T_6_14: 'present' }],
    ['riarrangiamento IGH', { IGH_R_NOS: 'present' }],
    ['gain 1q', { GAIN_1Q: 'present' }],
    ['guadagno 1q21', { GAIN_1Q: 'present' }],
    ['trisomia 1q', { GAIN_1Q: 'present' }],
    ['gain(1)(q21) in 55% of nuclei', { GAIN_1Q: 'present' }],
    ['guadagno 1q21 (5 copie)', { AMP_1Q: 'present' }],
    ['amplificazione 1q21', { AMP_1Q: 'present' }],
    ['+1q', { PLUS_1Q_NOS: 'present' }],
    ['1q+ (3 copie)', { GAIN_1Q: 'present' }],
    ['del(1)(p32)', { DEL_1P32: 'present' }],
    ['del13', { DEL_13Q: 'present' }],
    ['monosomia 13', { DEL_13Q: 'present' }],
    ['del(13q14)', { DEL_13Q: 'present' }],
    ['iperdiploidia', { HYPERDIPLOID: 'present' }],
    ['ipodiploidia', { HYPODIPLOID: 'present' }],
    ['t(8;14)', { MYC_R: 'present' }],
    [
      't(4;14) presente; del17p assente; 1q non valutabile',
      { T_4_14: 'present', DEL_17P: 'absent', GAIN_1Q: 'failed', AMP_1Q: 'failed', PLUS_1Q_NOS: 'failed' },
    ],
    [
      't(11;14) positive, negative for del(17p) and 1q gain',
      { T_11_14: 'present', DEL_17P: 'absent', GAIN_1Q: 'absent' },
    ],
    ['del17p, t(4;14) e t(14;16): assenti', { DEL_17P: 'absent', T_4_14: 'absent', T_14_16: 'absent' }],
    ['non si evidenziano del17p né t(4;14)', { DEL_17P: 'absent', T_4_14: 'absent' }],
    ['assenza di t(4;14), presenza di t(11;14) nel 70%', { T_4_14: 'absent', T_11_14: 'present' }],
    ['t(4;14) not detected; gain 1q21 detected in 45%', { T_4_14: 'absent', GAIN_1Q: 'present' }],
    ['FISH negativa', {}],
    ['FISH non eseguita', {}],
    ['', {}],
  ])('%s', (text, expected) => expect(stated(text)).toEqual(expected));

  it('each percentage belongs to what stands before it', () => {
    expect(findings('gain 1q (3 copie) nel 45%, t(11;14) nell’80%, del13q 7,5%')).toMatchObject({
      GAIN_1Q: { copies: 3, clonePercent: 45, warnings: [] },
      T_11_14: { clonePercent: 80 },
      DEL_13Q: { clonePercent: 7.5 },
    });
  });

  it('a percentage may stand before what it counts; a purity does not count', () => {
    expect(findings('nel 90% dei nuclei t(4;14) e gain 1q')).toMatchObject({
      T_4_14: { clonePercent: 90 },
      GAIN_1Q: { clonePercent: 90 },
    });
    expect(findings('plasmacellule selezionate, purezza 95%: t(4;14) presente').T_4_14).toEqual({
      state: 'present',
      warnings: [],
    });
    expect(findings('t(4;14) positiva (82%), del17p negativa (3%, cut-off 10%)')).toMatchObject({
      T_4_14: { clonePercent: 82 },
      DEL_17P: { state: 'absent', clonePercent: 3 },
    });
  });

  it('del(1p32) of both alleles', () => {
    expect(read('del(1p32) biallelica nel 60%').fish).toMatchObject({ del1p32: 'biallelic' });
    expect(read('del(1p32)').fish).toMatchObject({ del1p32: 'present-nos' });
  });

  it('a negative panel that names nothing makes nothing absent, and says so', () =>
    expect(read('Pannello FISH negativo').warnings).toContain('no-probe-named'));
});

describe('mm.fish: what a laboratory doubts or denies', () => {
  const findings = (text: string) =>
    new Map((fish.derive({ text }).answer.findings as { code: string; state: string }[]).map((one) => [one.code, one]));
  it.each([
    ['1q21 >2 copie nel 30%', 'PLUS_1Q_NOS', 'present'],
    ['1q21 con più di 2 copie', 'PLUS_1Q_NOS', 'present'],
    ['gain 1q21 (>3 copie)', 'AMP_1Q', 'present'],
    ['1q21 ≥3 copies 40%', 'PLUS_1Q_NOS', 'present'],
    ['amp(1q21) 4 copie 35%', 'AMP_1Q', 'present'],
    ['del(17p) 8% (sotto il cut-off del 10%)', 'DEL_17P', 'absent'],
    ['del17p 5%, inferiore al cut-off', 'DEL_17P', 'absent'],
    ['del(17p) in 4% of nuclei, below cutoff (10%)', 'DEL_17P', 'absent'],
    ['delezione 13q 70%; del(17p) 8% sotto cut-off', 'DEL_13Q', 'present'],
    ['delezione 13q 70%; del(17p) 8% sotto cut-off', 'DEL_17P', 'absent'],
    ['del17p 0%', 'DEL_17P', 'absent'],
    ['del(17p) dubbia', 'DEL_17P', 'failed'],
    ['del17p13 nel 12% (cut-off 10%)', 'DEL_17P', 'present'],
  ])('%s', (text, code, state) => expect(findings(text).get(code)).toMatchObject({ state }));
});
