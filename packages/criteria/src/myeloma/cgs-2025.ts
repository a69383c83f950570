import {
  above,
  all,
  any,
  atLeast,
  below,
  type Choice,
  type Condition,
  criterion,
  type Inputs,
  is,
  never,
  quantity,
  record,
  truth,
} from '../engine/index.ts';
import { baselineLab, hasDisease } from './baseline.ts';
import { del1p32Fact, del17pFact, fishState, gain1q, tp53Mutation } from './fish-facts.ts';
import { type Del17p, del1p32, del17p, eitherOf, probe, withoutShape } from './fish-inputs.ts';
import { creatinine, inSi } from './reported.ts';

const PROBES = {
  del17p: del17p(),
  tp53mut: probe(),
  t4_14: probe(),
  t14_16: probe(),
  t14_20: probe(),
  gain1q: probe(),
  del1p32: del1p32(),
};
const inputs = {
  fish: record(PROBES),
  ...withoutShape(PROBES),
  b2m: quantity('mg/L', { plausible: [0, 500] }),
  creatinine: creatinine(),
};

const present = (probed: Choice<'present' | 'absent'>): Condition => is(probed, 'present');

/** More than 20 % of sorted plasma cells; of unsorted cells more than 20 % is enough too, and less leaves it open. */
function del17pOver20(probed: Del17p): Condition {
  if (!probed.given) return present(probed);
  const { clonePercent: percent, unsorted } = probed;
  const over = above(percent, 20);
  if (!unsorted || !percent.given) return all(present(probed), over);
  const open = { key: `${probed.key} of sorted cells`, inputs: percent.inputs };
  return all(
    present(probed),
    any(over, (path) => path.settle(open, null)),
  );
}

/** The four criteria of high risk, in the order of the source. */
function criteriaOf(
  { fish, b2m, creatinine: creat, ...beside }: Inputs<typeof inputs>,
  untestedTp53Negative: boolean,
): readonly Condition[] {
  const tp53 = eitherOf(fish.tp53mut, beside.tp53mut);
  const [t4, t16, t20] = [
    eitherOf(fish.t4_14, beside.t4_14),
    eitherOf(fish.t14_16, beside.t14_16),
    eitherOf(fish.t14_20, beside.t14_20),
  ];
  const [gain, loss1p] = [present(eitherOf(fish.gain1q, beside.gain1q)), eitherOf(fish.del1p32, beside.del1p32)];
  return [
    any(
      del17pOver20(eitherOf(fish.del17p, beside.del17p)),
      untestedTp53Negative && !tp53.given ? never : present(tp53),
    ),
    all(any(present(t4), present(t16), present(t20)), any(gain, is(loss1p, 'monoallelic', 'biallelic'))),
    any(is(loss1p, 'biallelic'), all(is(loss1p, 'monoallelic'), gain)),
    all(atLeast(b2m, 5.5), below(creat, inSi(creat) ? 106 : 1.2)),
  ];
}

/**
 * Consensus genomic staging of high-risk myeloma (IMS/IMWG 2025) - `mm.cgs2025`
 *
 * High risk if any of
 *  1  del(17p) in > 20 % of sorted plasma cells, and/or TP53 mutation
 *  2  t(4;14), t(14;16) or t(14;20), together with 1q gain/amplification and/or del(1p32)
 *  3  del(1p32) of one allele with 1q gain/amplification, or of both alleles
 *  4  beta-2 microglobulin >= 5.5 mg/L with creatinine < 1.2 mg/dL (< 106 umol/L)
 *
 * A percentage counted in unsorted cells does not decide: more than 20 % is met, less is unknown.
 *
 * @param fish  { del17p: { state, clonePercent, cells }, tp53mut, t4_14, t14_16, t14_20, gain1q, del1p32 }; each also beside `fish`
 * @returns value, and `criteriaMet`: the criteria (1-4) met whatever the unknown inputs are
 * @source Avet-Loiseau H et al. J Clin Oncol 2025;43:2739, doi 10.1200/JCO-24-01893 (erratum 2025;43(22):2553 not read)
 */
export const cgs2025 = criterion({
  id: 'mm.cgs2025',
  version: '2025',
  source: 'Avet-Loiseau H et al. J Clin Oncol 2025;43:2739',
  inputs,
  params: { untestedTp53Negative: { default: false } },
  answers: ['not-high', 'high'],
  decide: (given, { untestedTp53Negative }) => {
    const high = any(...criteriaOf(given, untestedTp53Negative));
    return (path) => (high(path) ? 'high' : 'not-high');
  },
  fields: (_, __, given, { untestedTp53Negative }) => ({
    criteriaMet: criteriaOf(given, untestedTp53Negative).flatMap((met, index) =>
      truth(met) === true ? [index + 1] : [],
    ),
  }),
  warn: ({ creatinine: creat }) => [['qualitative', creat.qualitative]],
  from: (of) =>
    hasDisease(of, 'MM')
      ? [
          {
            inputs: {
              'fish.del17p': del17pFact(of),
              'fish.tp53mut': tp53Mutation(of),
              'fish.t4_14': fishState(of, 'T_4_14'),
              'fish.t14_16': fishState(of, 'T_14_16'),
              'fish.t14_20': fishState(of, 'T_14_20'),
              'fish.gain1q': gain1q(of),
              'fish.del1p32': del1p32Fact(of),
              b2m: baselineLab(of, 'lab.b2m'),
              creatinine: baselineLab(of, 'lab.creatinine'),
            },
          },
        ]
      : [],
});
