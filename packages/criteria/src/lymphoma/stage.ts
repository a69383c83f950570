import {
  all,
  any,
  choice,
  criterion,
  type Decision,
  type Flag,
  flag,
  type Inputs,
  is,
  isFalse,
  isTrue,
  list,
  notApplicable,
  quantity,
  settle,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';

/** Groups of nodes by their side of the diaphragm; the spleen counts as nodal, below it. */
const ABOVE = ['waldeyer', 'neck', 'infraclavicular', 'axilla', 'mediastinum', 'hilum'] as const;
const BELOW = ['spleen', 'upperAbdomen', 'mesentery', 'paraAortic', 'iliac', 'inguinal', 'popliteal'] as const;
const GROUPS = [...ABOVE, ...BELOW] as const;

const inputs = {
  nodeGroups: list(choice(GROUPS)),
  extranodal: choice(['none', 'single', 'contiguous', 'nonContiguous']),
  marrow: flag(),
  liver: flag(),
  pleura: flag(),
  csf: flag(),
  bulky: flag(),
  longestDiameterCm: absenceSpeaks(quantity('cm', { bare: true, plausible: [0, 60] })),
  bSymptoms: absenceSpeaks(flag()),
};
type Disease = Inputs<typeof inputs>;
const STAGES = ['I', 'II', 'III', 'IV'] as const;
type Stage = (typeof STAGES)[number];

const involved = (...sites: readonly Flag[]) => any(...sites.map(isTrue));

function stageOf({ nodeGroups, extranodal, marrow, liver, pleura, csf }: Disease): Decision<Stage> {
  const named = new Set(nodeGroups.flatMap(({ given, options }) => (given ? options.slice(0, 1) : [])));
  const unknownGroup = nodeGroups.some(({ given }) => !given);
  const sides = [ABOVE, BELOW].filter((side) => side.some((group) => named.has(group))).length;
  return (path) => {
    if (is(extranodal, 'nonContiguous')(path) || involved(marrow, liver, pleura, csf)(path)) return 'IV';
    if (sides > 1) return 'III';
    if (!nodeGroups.given || unknownGroup) {
      const open: readonly Stage[] = nodeGroups.given && named.size > 0 ? ['III', 'II'] : ['III', 'II', 'I'];
      const unknown = { key: 'node groups', inputs: ['nodeGroups'] };
      return open.find((stage) => path.isOneOf(unknown, open, [stage])) ?? 'I';
    }
    return named.size > 1 || (named.size === 1 && is(extranodal, 'contiguous')(path)) ? 'II' : 'I';
  };
}

/** Nothing is involved, and all of it was looked at. */
const isFree = ({ nodeGroups, extranodal, marrow, liver, pleura, csf }: Disease): boolean =>
  nodeGroups.given &&
  nodeGroups.length === 0 &&
  truth(all(is(extranodal, 'none'), ...[marrow, liver, pleura, csf].map(isFalse))) === true;

/**
 * Stage (Ann Arbor, Lugano 2014 form) - `lbcl.stage`
 *
 *  I    one group of nodes, or one extranodal lesion without nodes (IE)
 *  II   two or more groups on one side of the diaphragm, or one with contiguous extranodal extension (IIE)
 *  III  groups on both sides; the spleen counts as nodal, below
 *  IV   non-contiguous extranodal disease, or any involvement of marrow, liver, pleura or CSF
 *
 * `extent`: limited (I-II, not bulky), bulky (II bulky, with its longest diameter), advanced (III-IV). B symptoms are not
 * part of the stage.
 *
 * @param nodeGroups   codes of the involved groups; an empty list: none
 * @param extranodal   none | single (without nodes) | contiguous | nonContiguous
 * @param bulky        as judged by the centre
 * @returns value, `suffix` (E or null), `extent`, `longestDiameterCm`
 * @source Cheson BD et al. J Clin Oncol 2014;32:3059-3068
 */
export const stage = criterion({
  id: 'lbcl.stage',
  version: '2014',
  source: 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068',
  inputs,
  answers: STAGES,
  decide: (of) => (isFree(of) ? notApplicable('no-lesion') : stageOf(of)),
  fields: (settled, _, of) => {
    const value = settled.status === 'determined' ? settled.value : null;
    const { settled: bulk } = settle(isTrue(of.bulky));
    const bulky = bulk.status === 'determined' ? bulk.value : null;
    const limited = value === 'II' ? (bulky === null ? null : bulky ? 'bulky' : 'limited') : 'limited';
    const extension = of.extranodal.given && ['single', 'contiguous'].includes(of.extranodal.options[0] ?? '');
    const { given, range } = of.longestDiameterCm;
    return {
      suffix: (value === 'I' || value === 'II') && extension ? 'E' : null,
      extent: value === null ? null : value === 'III' || value === 'IV' ? 'advanced' : limited,
      longestDiameterCm: given ? range.low : null,
    };
  },
});
