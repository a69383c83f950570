import {
  all,
  always,
  atLeast,
  below,
  type Condition,
  criterion,
  firstOf,
  flag,
  type Inputs,
  quantity,
} from '../engine/index.ts';
import { baselineLab, hasDisease, isTreatedBefore, statedStage } from './baseline.ts';
import { ifRecorded } from './reported.ts';

export type IssStage = 'I' | 'II' | 'III';

/** Inputs of the ISS, shared by the stages that build on it. */
export const issInputs = {
  b2m: quantity('mg/L', { plausible: [0, 500] }),
  albumin: quantity('g/dL', { plausible: [0, 10] }),
};

/** Beta-2 microglobulin and albumin as conditions for each stage. */
export const issIs = ({ b2m, albumin }: Inputs<typeof issInputs>): Record<IssStage, Condition> => {
  const three = atLeast(b2m, 5.5);
  const one = all(below(b2m, 3.5), atLeast(albumin, 3.5));
  return { I: one, III: three, II: (path) => !three(path) && !one(path) };
};

/**
 * International Staging System (multiple myeloma) - `mm.iss`
 *
 *  III  beta-2 microglobulin >= 5.5 mg/L
 *  I    beta-2 microglobulin < 3.5 mg/L and albumin >= 3.5 g/dL
 *  II   everything else
 *
 * Meant for samples drawn before the first anti-myeloma drug; a later sample (`atDiagnosis: false`) is staged all the same,
 * with warning `not-at-diagnosis`. From a patient's facts only samples before the first line are taken.
 *
 * @param b2m      serum beta-2 microglobulin, any UCUM mass concentration
 * @param albumin  serum albumin, any UCUM mass concentration
 * @param atDiagnosis  false when the sample was drawn later
 * @source Greipp PR et al. J Clin Oncol 2005;23:3412-3420
 */
export const iss = criterion({
  id: 'mm.iss',
  version: '2005',
  source: 'Greipp PR et al. J Clin Oncol 2005;23:3412-3420',
  inputs: { ...issInputs, atDiagnosis: ifRecorded(flag()) },
  answers: ['I', 'II', 'III'],
  decide: (inputs) => firstOf<IssStage>([
    ['III', issIs(inputs).III],
    ['I', issIs(inputs).I],
    ['II', always],
  ]), // biome-ignore format: the table of the source
  warn: ({ atDiagnosis }) => [['not-at-diagnosis', atDiagnosis.given && atDiagnosis.options.includes('false')]],
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const stated = statedStage(of, 'stg.issReported');
    return [
      {
        inputs: {
          b2m: baselineLab(of, 'lab.b2m'),
          albumin: baselineLab(of, 'lab.albumin'),
          // Another treatment came before the first one recorded: the sample may be later than that.
          ...(isTreatedBefore(of) ? { atDiagnosis: { value: false, facts: [], codes: ['line.number'] } } : {}),
        },
        ...(stated ? { stated: { value: stated.value, fact: stated.fact.id } } : {}),
      },
    ];
  },
});
