import { withMembers } from '@linea/facts';
import { all, always, any, criterion, firstOf, is } from '../engine/index.ts';
import { hasDisease, statedStage } from './baseline.ts';
import { fishState } from './fish-facts.ts';
import { baselineLdh, issStageIs, issVariants, probesOf, stageInputs } from './stage-inputs.ts';

/**
 * Revised International Staging System - `mm.riss`
 *
 *  HR-CA  high-risk cytogenetic abnormality: any of del(17p), t(4;14), t(14;16); absent only if all three probes are absent
 *  III    ISS III and (HR-CA or LDH above the laboratory's upper limit)
 *  I      ISS I, no HR-CA, LDH not above the limit
 *  II     everything else
 *
 * @param iss   ISS stage, or its components `b2m` and `albumin`
 * @param ldh   { value, unit, uln }, 'high' or 'normal'; equal to the limit is not high; without a limit it is unknown
 * @param fish  { del17p, t4_14, t14_16 }: present, absent or unknown
 * @source Palumbo A et al. J Clin Oncol 2015;33:2863-2869
 */
export const riss = criterion({
  id: 'mm.riss',
  version: '2015',
  source: 'Palumbo A et al. J Clin Oncol 2015;33:2863-2869',
  inputs: stageInputs,
  answers: ['I', 'II', 'III'],
  decide: (inputs) => {
    const iss = issStageIs(inputs);
    const { del17p, t4_14, t14_16 } = probesOf(inputs);
    const highRisk = any(is(del17p, 'present'), is(t4_14, 'present'), is(t14_16, 'present'));
    const highLdh = is(inputs.ldh, 'high');
    return firstOf<'I' | 'II' | 'III'>([
      ['III', all(iss.III, any(highRisk, highLdh))],
      ['II', any(highRisk, highLdh)],
      ['I', iss.I],
      ['II', always],
    ]); // biome-ignore format: the table of the source
  },
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const stated = statedStage(of, 'stg.rissReported');
    return issVariants(of).map((variant) =>
      withMembers(variant, {
        inputs: withMembers(variant.inputs, {
          ldh: baselineLdh(of),
          'fish.del17p': fishState(of, 'DEL_17P', 'MONO_17'),
          'fish.t4_14': fishState(of, 'T_4_14'),
          'fish.t14_16': fishState(of, 'T_14_16'),
        }),
        ...(stated ? { stated: { value: stated.value, fact: stated.fact.id } } : {}),
      }),
    );
  },
});
