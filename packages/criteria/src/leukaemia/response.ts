import { withMembers } from '@linea/facts';
import {
  above, all, atLeast, atMost, below, type Condition, count, criterion, type Decision, flag, type Inputs, is, isTrue, not, type Settled, settle, truth,
} from '../engine/index.ts'; // biome-ignore format: a list
import { exceeds } from '../general/compare.ts';
import { absenceSpeaks, cells, fraction, percent } from '../general/readers.ts';
import { circulatingBlasts, extramedullaryDisease } from './readers.ts';
import { responseApplications } from './response-facts.ts';

const RESPONSES = ['failure', 'PR', 'MLFS', 'CRi', 'CRh', 'CR'] as const;
type AllResponse = (typeof RESPONSES)[number];

const inputs = {
  bmBlasts: percent(),
  pbBlasts: circulatingBlasts(),
  emd: extramedullaryDisease(),
  anc: cells(500),
  plt: cells(3000),
  mrdFraction: absenceSpeaks(fraction()),
  baselineBlasts: percent(),
  remissionDays: count([0, 36_525], 'd'),
  redCellTransfusion: flag(),
  plateletTransfusion: flag(),
};
type ResponseInputs = Inputs<typeof inputs>;

const params = {
  scheme: { default: 'eln2024', allowed: ['eln2024', 'crh'] },
  criRule: { default: 'exactly-one', allowed: ['exactly-one', 'one-or-both'] },
  countsAtThreshold: { default: 'inclusive', allowed: ['inclusive', 'exclusive'] },
  crMinDays: { default: 0 },
} as const;
interface Rules {
  readonly scheme: string;
  readonly criRule: string;
  readonly countsAtThreshold: string;
  readonly crMinDays: number;
}

/** MRD measured at or above this fraction is failure whatever the morphology (ELN 2024). */
const MRD_FAILURE = 0.01;

function category(of: ResponseInputs, rules: Rules): Decision<AllResponse> {
  const { bmBlasts, pbBlasts, emd, anc, plt, mrdFraction, baselineBlasts, remissionDays } = of;
  const recovered = rules.countsAtThreshold === 'exclusive' ? above : atLeast;
  const [neutrophils, platelets] = [recovered(anc, 1), recovered(plt, 100)];
  const partly = all(recovered(anc, 0.5), recovered(plt, 50));
  const lasting = rules.crMinDays > 0 ? atLeast(remissionDays, rules.crMinDays) : () => true;
  const halved = not(exceeds(bmBlasts, 0.5, baselineBlasts));
  const mrdBelow: Condition = (path) => mrdFraction.given && below(mrdFraction, MRD_FAILURE)(path);

  const remission: Decision<AllResponse> = (path) => {
    const [anc1, plt100] = [neutrophils(path), platelets(path)];
    if (anc1 && plt100) return 'CR';
    if (rules.scheme === 'crh' && partly(path)) return 'CRh';
    return anc1 || plt100 || rules.criRule === 'one-or-both' ? 'CRi' : 'MLFS';
  };
  return (path) => {
    if (is(pbBlasts, 'present')(path) || is(emd, 'present')(path)) return 'failure';
    if (below(bmBlasts, 5)(path)) {
      if (mrdFraction.given && !mrdBelow(path)) return 'failure';
      return lasting(path) ? remission(path) : 'failure';
    }
    if (!all(atMost(bmBlasts, 25), neutrophils, platelets, halved)(path)) return 'failure';
    return mrdBelow(path) ? 'CR' : 'PR';
  };
}

const ASKED = ['bmBlasts', 'pbBlasts', 'emd', 'anc', 'plt'];

/** Only the five items of the table are asked for; any other one only when the answer hangs on nothing else. */
function asking<T>(settled: Settled<T>): Settled<T> {
  if (settled.status !== 'indeterminate') return settled;
  const missing = ASKED.filter((name) => settled.missing.includes(name));
  return missing.length > 0 ? withMembers(settled, { missing }) : settled;
}

const other = (rules: Rules): Rules =>
  withMembers(rules, { criRule: rules.criRule === 'exactly-one' ? 'one-or-both' : 'exactly-one' });
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Response of acute lymphoblastic leukaemia - `all.response`
 *
 *  remission  marrow blasts < 5 %, no circulating blasts, no extramedullary disease, MRD < 1 % where measured
 *    CR       ANC >= 1.0 and platelets >= 100 x 10*9/L
 *    CRh      scheme `crh` only: not CR, ANC >= 0.5 and platelets >= 50
 *    CRi      exactly one of the two recovered (criRule `one-or-both`: not both)
 *    MLFS     neither recovered
 *  PR         blasts 5-25 %, at least halved, counts as CR, no circulating blasts, no extramedullary disease;
 *             with MRD measured below 1 % CR, warning `blasts-5-to-25-mrd-below-1`
 *  failure    everything else
 *
 * MRD that was not measured does not count. Transfusions are flags, not gates. `otherCriRule` shows the other reading
 * of CRi where it differs. With `crMinDays` a remission counts once it has lasted (`remissionDays`).
 *
 * @param bmBlasts        marrow blasts, % of nucleated cells
 * @param pbBlasts        circulating blasts: present, absent, or their percentage
 * @param emd             extramedullary disease, the CNS included
 * @param anc, plt        10*9/L
 * @param mrdFraction     fraction (0.01 = 1 %)
 * @param baselineBlasts  marrow blasts before the treatment, %
 * @source Goekbuget N et al. Blood 2024;143:1891-1902 (ELN); CRh thresholds and the reading of CRi: see all.md 2
 */
export const response = criterion({
  id: 'all.response',
  version: 'eln2024',
  source: 'Gökbuget N et al. Blood 2024;143:1891-1902',
  inputs,
  params,
  alias: { platelets: 'plt', mrd: 'mrdFraction' },
  answers: RESPONSES,
  decide: (of, rules) => category(of, rules),
  fields: (settled, _, of, rules) => {
    const [mine, theirs] = [asking(settled), asking(settle(category(of, other(rules)), RESPONSES).settled)];
    return withMembers(mine, same(mine, theirs) ? {} : { otherCriRule: { criRule: other(rules).criRule, ...theirs } });
  },
  warn: ({ bmBlasts, mrdFraction, redCellTransfusion, plateletTransfusion }, { scheme }, settled) => {
    const mrdFails = mrdFraction.given && truth(atLeast(mrdFraction, MRD_FAILURE)) === true;
    const value = settled.status === 'determined' ? settled.value : null;
    return [
      ['blasts-5-to-25-mrd-below-1', value === 'CR' && truth(atLeast(bmBlasts, 5)) === true],
      ['mrd-at-least-1-percent', mrdFails && value === 'failure' && truth(below(bmBlasts, 5)) === true],
      ['red-cell-transfusion', truth(isTrue(redCellTransfusion)) === true],
      ['platelet-transfusion-within-7-days', truth(isTrue(plateletTransfusion)) === true],
      ['crh-thresholds-from-memory', scheme === 'crh' && value === 'CRh'],
    ];
  },
  from: responseApplications,
});
