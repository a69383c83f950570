import { calculation, text } from '../engine/index.ts';
import { type Finding, readFish } from './fish-text.ts';
import type { FishCode } from './fish-vocabulary.ts';

/**
 * Cytogenetic report (FISH) in Italian or English to codes - `mm.fish`
 *
 *  findings  one per abnormality: { code, state: present | absent | notTested | failed, clonePercent?, comparator?, copies?, alleles?, warnings }
 *  fish      the same as input of `mm.riss`, `mm.r2iss` and `mm.cgs2025`
 *
 * Probes that the report does not list were not tested: a negative panel makes absent only what it names. The laboratory's
 * call stands whatever its cut-off. 1q21: exactly 3 copies are GAIN_1Q, 4 or more AMP_1Q, more than 2 without a number
 * PLUS_1Q_NOS; "duplicazione" is GAIN_1Q with warning `copy-number-not-stated`. Monosomy 17 is DEL_17P with MONO_17.
 * A rearranged IGH with an unknown partner leaves every translocation open. A person confirms what was read.
 *
 * @param text  the words of the report
 * @source project vocabulary; loci and partner genes of the standard probes (Sonneveld P et al. Blood 2016;127:2955-2962)
 */
export const fish = calculation({
  id: 'mm.fish',
  version: '1',
  source: 'project vocabulary of cytogenetic reports',
  verification: 'convention',
  inputs: { text: text() },
  compute: ({ text: report }) => {
    if (report === undefined) return { fields: { status: 'indeterminate', possible: [], missing: ['text'] } };
    const { findings, warnings } = readFish(report);
    return {
      fields: { findings, fish: asInput(findings) },
      warnings: [...new Set([...warnings, ...findings.flatMap((finding) => finding.warnings)])],
    };
  },
});

/** The findings in the input names of the staging criteria; what is not known is left out. */
function asInput(findings: readonly Finding[]): Readonly<Record<string, unknown>> {
  const of = (...codes: readonly FishCode[]) => findings.filter(({ code }) => codes.includes(code));
  const call = (...codes: readonly FishCode[]): 'present' | 'absent' | 'unknown' => {
    const states = of(...codes).map(({ state }) => state);
    return states.includes('present') ? 'present' : states[0] === 'absent' ? 'absent' : 'unknown';
  };
  const [del17p] = of('DEL_17P');
  const [del1p32] = of('DEL_1P32');
  const { clonePercent, comparator } = del17p ?? {};
  const clone = comparator ? { value: clonePercent, unit: '%', comparator } : clonePercent;
  return {
    del17p: { state: call('DEL_17P'), ...(clonePercent === undefined ? {} : { clonePercent: clone }) },
    tp53mut: call('TP53_MUT'),
    t4_14: call('T_4_14'),
    t14_16: call('T_14_16'),
    t14_20: call('T_14_20'),
    gain1q: call('GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS'),
    del1p32: del1p32?.state === 'present' ? (del1p32.alleles ?? 'present-nos') : call('DEL_1P32'),
  };
}
