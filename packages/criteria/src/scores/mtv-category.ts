import { type Calculated, calculation, choice, quantity, settle } from '../engine/index.ts';
import { exceeds } from '../general/compare.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownMeasure } from '../general/shown-measure.ts';

const volume = () => quantity('mL', { bare: true, plausible: [0, 50_000] });
const segmentation = () => absenceSpeaks(choice(['suv4', 'suv2.5', '41pct', 'other']));

/**
 * Metabolic tumour volume against a published cut-off - `mtvCategory`
 *
 *  high  above the cut-off (strictly); low otherwise
 *
 * A cut-off belongs to its own cohort and method: volumes of another segmentation are not compared (not applicable).
 * Published: 147.5 mL (Dean 2020), 80 mL (Vercellino 2020), 450 mL (2024). SUVmax never stands in for a volume.
 *
 * @param value   total metabolic tumour volume, segmented by `method`
 * @param cutoff  the cut-off, with the method of its cohort in `cutoffMethod`
 * @source Dean EA et al. Blood Adv 2020;4:3268-3276; Vercellino L et al. Blood Adv 2020;4:5607-5615
 */
export const mtvCategory = calculation({
  id: 'mtvCategory',
  version: '1',
  source: 'Dean EA et al. Blood Adv 2020;4:3268-3276; Vercellino L et al. Blood Adv 2020;4:5607-5615',
  inputs: { value: volume(), cutoff: volume(), method: segmentation(), cutoffMethod: segmentation() },
  alias: { mtvMl: 'value', mtv: 'value', mtvMethod: 'method' },
  compute: ({ value, cutoff, method, cutoffMethod }): Calculated => {
    const known = method.given && cutoffMethod.given;
    if (known && method.options[0] !== cutoffMethod.options[0]) return { notApplicable: 'mtv-methods-differ' };
    const isAbove = exceeds(value, 1, cutoff);
    const { settled } = settle((path) => (isAbove(path) ? 'high' : 'low'), ['low', 'high']);
    return {
      fields: {
        ...settled,
        category: settled.status === 'determined' ? settled.value : null,
        components: {
          value: { ...shownMeasure(value), method: method.given ? method.options[0] : null },
          cutoff: shownMeasure(cutoff),
        },
      },
      warnings: known ? [] : ['mtvMethodNotStated'],
    };
  },
});
