import { withMembers } from '@linea/facts';
import { above, calculation, flag, type Inputs, type Interval, isTrue, type Measured, truth } from '../engine/index.ts';
import { creatinineOf, crpOf, enzymeActivity, plateletCount } from '../general/laboratory.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownMeasure, tidy } from '../general/shown-measure.ts';
import { easixApplications } from './facts/infusion-scores.ts';

const inputs = {
  ldh: enzymeActivity(),
  creatinine: creatinineOf(),
  crp: crpOf(),
  platelets: plateletCount(),
  plateletTransfusion7d: absenceSpeaks(flag()),
};
type EasixInputs = Inputs<typeof inputs>;
type Name = 'ldh' | 'creatinine' | 'crp' | 'platelets';

/** The upper limit of the group with more severe toxicity in ZUMA-1 (Pennisi 2021): strictly above. */
const CUTOFF = 4.67;

/** Product of the numerators over the platelets, as far as comparators leave it; platelets of 0 divide nothing. */
function ratio(numerators: readonly Measured[], platelets: Measured): Interval {
  const product = (end: 'low' | 'high'): number => numerators.reduce((so, { range }) => so * range[end], 1);
  const { low, high } = platelets.range;
  return { low: Number.isFinite(high) ? product('low') / high : 0, high: low > 0 ? product('high') / low : Infinity };
}

const finite = (number: number): number | null => (Number.isFinite(number) ? tidy(number) : null);

function formula(id: string, source: string, numerators: readonly Name[], isOriginal: boolean) {
  const used: readonly Name[] = [...numerators, 'platelets'];
  return calculation({
    id,
    version: '2021',
    source,
    ...(isOriginal ? { verification: 'verified' as const } : {}),
    inputs,
    from: easixApplications(used),
    compute: (given: EasixInputs) => {
      const missing = used.filter((name) => !given[name].given);
      const components = Object.fromEntries(used.map((name) => [name, shownMeasure(given[name])]));
      const supported = given.plateletTransfusion7d.given && truth(isTrue(given.plateletTransfusion7d)) === true;
      const byZero = given.platelets.given && given.platelets.range.high === 0;
      const warnings = [...(byZero ? ['divisionByZero'] : []), ...(supported ? ['valueSupported'] : [])];
      const open = { status: 'indeterminate', value: null, log2: null, ...(isOriginal ? { aboveCutoff467: null } : {}) };
      if (missing.length > 0 || byZero)
        return { fields: withMembers(open, { missing: missing.length > 0 ? missing : ['platelets'], components }), warnings };
      const found = ratio(numerators.map((name) => given[name]), given.platelets); // biome-ignore format: one thought
      const isAbove = truth(above({ key: id, inputs: [], range: found, unit: '1', given: true }, CUTOFF));
      const cutoff = isOriginal ? { aboveCutoff467: isAbove } : {};
      if (found.low !== found.high) {
        const censored = used.filter((name) => given[name].range.low !== given[name].range.high);
        return { fields: withMembers(open, cutoff, { missing: censored, min: finite(found.low), max: finite(found.high), components }), warnings };
      }
      const log2 = found.low > 0 ? tidy(Math.log2(found.low)) : null;
      return { fields: { value: tidy(found.low), missing: [], log2, ...cutoff, components }, warnings };
    },
  }); // biome-ignore format: a long line
}

const CAR_T = 'Pennisi M et al. Blood Adv 2021;5:3397-3406';

/**
 * Endothelial activation and stress index - `easix`
 *
 *  LDH (U/L) x creatinine (mg/dL) / platelets (10*9/L), and its binary logarithm
 *  `aboveCutoff467`: strictly above 4.67 (ZUMA-1; before lymphodepletion)
 *
 * A missing input leaves the formula open without bounds; a comparator makes a bound (`max`). Platelets of 0:
 * `divisionByZero`. A numerator of 0 gives 0, whose logarithm does not exist.
 *
 * @source Pennisi M et al. Blood Adv 2021;5:3397-3406
 */
export const easix = formula('easix', CAR_T, ['ldh', 'creatinine'], true);

/**
 * Simplified EASIX - `sEasix`
 *
 *  LDH (U/L) / platelets (10*9/L), and its binary logarithm. No cut-off is adopted.
 *
 * @source Pennisi M et al. Blood Adv 2021;5:3397-3406
 */
export const sEasix = formula('sEasix', CAR_T, ['ldh'], false);

/**
 * Modified EASIX - `mEasix`
 *
 *  LDH (U/L) x CRP (mg/dL) / platelets (10*9/L), and its binary logarithm. No universal cut-off exists: none is adopted.
 *
 * @source Pennisi M et al. Blood Adv 2021;5:3397-3406
 */
export const mEasix = formula('mEasix', CAR_T, ['ldh', 'crp'], false);
