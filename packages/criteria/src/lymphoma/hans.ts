import {
  all,
  atLeast,
  type Condition,
  choice,
  criterion,
  type Decision,
  firstOf,
  type Measured,
  not,
} from '../engine/index.ts';
import { absenceSpeaks, percent } from '../general/readers.ts';
import { cellOfOriginApplications, hansApplications } from './pathology-facts.ts';

/** Stained in at least this percentage of cells is positive. */
const POSITIVE = 30;
const positive = (stain: Measured): Condition => atLeast(stain, POSITIVE);

const stains = { cd10: percent(), bcl6: percent(), mum1: percent() };
type Stains = Readonly<Record<keyof typeof stains, Measured>>;

const byStains = ({ cd10, bcl6, mum1 }: Stains): Decision<'GCB' | 'nonGCB'> =>
  firstOf([
    ['GCB', positive(cd10)],
    ['nonGCB', not(positive(bcl6))],
    ['nonGCB', positive(mum1)],
    ['GCB', all()],
  ]); // biome-ignore format: the tree of the source

/**
 * Cell of origin by immunohistochemistry (large B-cell lymphoma) - `lbcl.hans`
 *
 *  1  CD10 positive                             GCB
 *  2  CD10 negative, BCL6 negative              nonGCB
 *  3  CD10 negative, BCL6 positive, MUM1 positive   nonGCB, MUM1 negative GCB
 *
 * Positive: at least 30 % of cells, 30 % included.
 *
 * @param cd10, bcl6, mum1  stained cells, %; `bcl6` is the protein here, not the rearrangement of `lbcl.geneticHit`
 * @source Hans CP et al. Blood 2004;103:275-282
 */
export const hans = criterion({
  id: 'lbcl.hans',
  version: '2004',
  source: 'Hans CP et al. Blood 2004;103:275-282',
  verification: 'memory',
  inputs: stains,
  answers: ['GCB', 'nonGCB'],
  decide: byStains,
  from: hansApplications,
});

const EXPRESSION = ['GCB', 'ABC', 'unclassified'] as const;

/**
 * Cell of origin (large B-cell lymphoma) - `lbcl.cellOfOrigin`
 *
 *  a gene-expression result    prevails: GCB, ABC, unclassified; `source` geneExpression
 *  otherwise                   `lbcl.hans`; `source` hans
 *
 * @param geneExpression     GCB | ABC | unclassified; not given: not done
 * @param cd10, bcl6, mum1   stained cells, %
 * @source Hans CP et al. Blood 2004;103:275-282
 */
export const cellOfOrigin = criterion({
  id: 'lbcl.cellOfOrigin',
  version: '2004',
  source: 'Hans CP et al. Blood 2004;103:275-282; gene expression as reported',
  verification: 'memory',
  inputs: { geneExpression: absenceSpeaks(choice(EXPRESSION)), ...stains },
  answers: ['GCB', 'nonGCB', 'ABC', 'unclassified'],
  decide: ({ geneExpression, ...given }): Decision<'GCB' | 'nonGCB' | 'ABC' | 'unclassified'> => {
    const [found] = geneExpression.options;
    return geneExpression.given && found ? () => found : byStains(given);
  },
  fields: (_, __, { geneExpression }) => ({ source: geneExpression.given ? 'geneExpression' : 'hans' }),
  from: cellOfOriginApplications,
});
