import {
  all,
  always,
  choice,
  criterion,
  type Flag,
  firstOf,
  type Inputs,
  isTrue,
  not,
  type Reader,
} from '../engine/index.ts';
import { plainly } from '../general/plainly.ts';
import { geneticHitApplications } from './pathology-facts.ts';

/** Rearranged or not; more copies of a gene are no rearrangement. */
const rearranged = (): Reader<Flag> => ({
  ...choice(['true', 'false'], {
    yes: 'true', present: 'true', positive: 'true', rearranged: 'true',
    no: 'false', absent: 'false', negative: 'false', notRearranged: 'false', gain: 'false', copyGain: 'false', amplification: 'false', amplified: 'false',
  }),
  help: 'true | false (rearranged)',
}); // biome-ignore format: a table

const inputs = { myc: rearranged(), bcl2: rearranged(), bcl6: rearranged() };

const tripleHit = ({ myc, bcl2, bcl6 }: Inputs<typeof inputs>) => all(isTrue(myc), isTrue(bcl2), isTrue(bcl6));

/**
 * Double or triple hit (large B-cell lymphoma) - `lbcl.geneticHit`
 *
 *  none           MYC not rearranged, whatever the others
 *  doubleHitBcl2  MYC and BCL2 rearranged; with BCL6 too `tripleHit`
 *  doubleHitBcl6  MYC and BCL6 rearranged, BCL2 not
 *  mycOnly        MYC alone
 *
 * Gain or amplification of a gene is not a rearrangement, and a double expressor (proteins) is not a hit.
 *
 * @param myc, bcl2, bcl6  rearranged by FISH: true, false, unknown
 * @returns value and `tripleHit`
 * @source WHO classification of haematolymphoid tumours, 5th edition; ICC 2022
 */
export const geneticHit = criterion({
  id: 'lbcl.geneticHit',
  version: '2022',
  source: 'WHO-HAEM5 and International Consensus Classification 2022, from memory',
  verification: 'memory',
  inputs,
  answers: ['none', 'mycOnly', 'doubleHitBcl6', 'doubleHitBcl2'],
  decide: ({ myc, bcl2, bcl6 }) =>
    firstOf<'none' | 'mycOnly' | 'doubleHitBcl6' | 'doubleHitBcl2'>([
      ['none', not(isTrue(myc))],
      ['doubleHitBcl2', isTrue(bcl2)],
      ['doubleHitBcl6', isTrue(bcl6)],
      ['mycOnly', always],
    ]),
  fields: (_, __, given) => ({ tripleHit: plainly(tripleHit(given)) }),
  from: geneticHitApplications,
});
