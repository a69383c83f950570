import { type Calculated, calculation, choice } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';

const DECISION_POINTS = ['diagnosis', 'relapse', 'indication', 'preLd', 'd1', 'd3', 'iecHsSuspicion'] as const;
const DISEASES = ['LBCL', 'MCL', 'MM', 'ALL', 'SLE'] as const;
type DecisionPoint = (typeof DECISION_POINTS)[number];
type Disease = (typeof DISEASES)[number];

interface Row {
  readonly scores: readonly string[];
  readonly at: readonly DecisionPoint[];
  /** Empty: all. */
  readonly of: readonly Disease[];
}

/** Which score at which decision point of whom (scores.md 10). */
const ROWS: readonly Row[] = [
  { scores: ['carHematotox.2021'], at: ['preLd'], of: ['LBCL', 'MCL', 'MM'] },
  { scores: ['easix', 'sEasix', 'mEasix'], at: ['preLd', 'd1', 'd3'], of: ['LBCL', 'MCL', 'ALL'] },
  { scores: ['hctci.2005', 'charlson.1987', 'ecog'], at: ['indication'], of: [] },
  { scores: ['ipi', 'aaipi', 'ripi', 'nccnIpi'], at: ['diagnosis', 'relapse'], of: ['LBCL'] },
  { scores: ['hscore.2014'], at: ['iecHsSuspicion'], of: [] },
  { scores: ['mtvCategory'], at: ['preLd'], of: ['LBCL'] },
];

/**
 * Which score where - `scoreWhere`
 *
 *  before lymphodepletion  CAR-HEMATOTOX (LBCL, MCL, myeloma), EASIX family (CD19 CAR-T), MTV (LBCL)
 *  days 1 and 3            EASIX family
 *  indication              HCT-CI, Charlson, ECOG
 *  diagnosis, relapse      IPI family (LBCL)
 *  suspicion of IEC-HS     HScore, supportive only
 *
 * Without a decision point or disease the rows of all of them.
 *
 * @source convention of the specification (scores.md 10)
 */
export const scoreWhere = calculation({
  id: 'scoreWhere',
  version: '1',
  source: 'convention of this project; each score names its own source',
  verification: 'convention',
  inputs: { decisionPoint: absenceSpeaks(choice(DECISION_POINTS)), disease: absenceSpeaks(choice(DISEASES)) },
  compute: ({ decisionPoint, disease }): Calculated => {
    const rows = ROWS.filter(
      ({ at, of }) =>
        (!decisionPoint.given || at.some((point) => decisionPoint.options.includes(point))) &&
        (!disease.given || of.length === 0 || of.some((one) => disease.options.includes(one))),
    );
    return { fields: { scores: rows.flatMap(({ scores }) => scores) } };
  },
});
