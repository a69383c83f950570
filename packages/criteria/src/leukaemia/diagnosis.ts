import { withMembers } from '@linea/facts';
import { type Choice, calculation, choice, type Measured, presence, type Reader } from '../engine/index.ts';
import { percent } from '../general/readers.ts';
import { diagnosisApplications } from './diagnosis-facts.ts';
import { ANTIGENS, LESIONS } from './diagnosis-names.ts';

const antigen = () =>
  choice(['positive', 'dim', 'negative'], {
    pos: 'positive',
    neg: 'negative',
    indeterminate: null,
    '+': 'positive',
    '-': 'negative',
  });

const each = <K extends string, X>(names: readonly K[], reader: () => Reader<X>): Record<K, Reader<X>> =>
  Object.fromEntries(names.map((name) => [name, reader()])) as Record<K, Reader<X>>;

const inputs = {
  lineage: choice(['B-ALL', 'T-ALL', 'MPAL'], {
    'LAL-B': 'B-ALL',
    'LLA-B': 'B-ALL',
    'LAL-T': 'T-ALL',
    'LLA-T': 'T-ALL',
  }),
  egil: choice(['pro-B', 'common', 'pre-B', 'mature'], { proB: 'pro-B', preB: 'pre-B' }),
  ph: choice(['positive', 'negative'], { present: 'positive', absent: 'negative' }),
  karyotype: choice(['normal', 'hyperdiploid', 'low-hypodiploid', 'near-triploid', 'complex', 'abnormal']),
  bmBlasts: percent(),
  ...each(ANTIGENS, antigen),
  ...each(LESIONS, presence),
  cns: choice(['CNS1', 'CNS2', 'CNS3'], {
    cns1: 'CNS1',
    cns2: 'CNS2',
    cns3: 'CNS3',
    notInvolved: 'CNS1',
    involved: 'CNS3',
  }),
  mrdMarker: choice(['igTr', 'fusion', 'ngsClonotype', 'none'], { noneFound: 'none' }),
};

const known = (choice: Choice): string | null => (choice.given ? (choice.options[0] ?? null) : null);
const number = ({ given, range }: Measured): unknown =>
  !given ? null : range.low === range.high ? range.low : { low: range.low, high: range.high };

/**
 * Diagnosis of acute lymphoblastic leukaemia as far as it is known - `all.diagnosis`
 *
 * A record of what was found: lineage, EGIL stage, Philadelphia status, karyotype, genetic lesions, antigens, marrow
 * blasts, CNS, MRD marker. What was not looked for is null and named in `unknown`; a normal karyotype or negative
 * recurrent transcripts do not make Ph-like, IKZF1 or TP53 normal. A target (CD19, CD22) that is dim or negative is
 * flagged.
 *
 * @source convention of this project (all.md 1)
 */
export const diagnosis = calculation({
  id: 'all.diagnosis',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs,
  compute: (of) => {
    const genetics = Object.fromEntries(LESIONS.map((name) => [name, known(of[name])]));
    const antigens = Object.fromEntries(ANTIGENS.map((name) => [name, known(of[name])]));
    const main = {
      lineage: known(of.lineage),
      egil: known(of.egil),
      ph: known(of.ph),
      karyotype: known(of.karyotype),
      cns: known(of.cns),
    };
    const unknown = Object.entries(withMembers(main, genetics))
      .filter(([, value]) => value === null)
      .map(([name]) => name);
    const weak = (name: 'cd19' | 'cd22'): readonly string[] =>
      antigens[name] === 'dim' || antigens[name] === 'negative' ? [`${name}-dim-or-negative`] : [];
    return {
      fields: withMembers(main, {
        genetics,
        antigens,
        bmBlasts: number(of.bmBlasts),
        mrdMarker: known(of.mrdMarker),
        unknown,
      }),
      warnings: [...weak('cd19'), ...weak('cd22')],
    };
  },
  from: diagnosisApplications,
});
