import { withMembers } from '@linea/facts';
import { band, criterion, is, points } from '../engine/index.ts';
import { hasDisease, statedStage } from './baseline.ts';
import { fishState, gain1q } from './fish-facts.ts';
import { baselineLdh, issStageIs, issVariants, probesOf, stageInputs } from './stage-inputs.ts';

/**
 * Second revision of the International Staging System - `mm.r2iss`
 *
 *  points   ISS II 1, ISS III 1.5; del(17p) 1; LDH > ULN 1; t(4;14) 1; 1q gain or amplification (>= 3 copies) 0.5
 *  I        0          low
 *  II       0.5 - 1    low-intermediate
 *  III      1.5 - 2.5  intermediate-high
 *  IV       3 - 5      high
 *
 * t(14;16) is not used. `points` holds the smallest and the largest sum that the unknown inputs allow.
 *
 * @source D'Agostino M et al. J Clin Oncol 2022;40:3406-3418
 */
export const r2iss = criterion({
  id: 'mm.r2iss',
  version: '2022',
  source: "D'Agostino M et al. J Clin Oncol 2022;40:3406-3418",
  inputs: stageInputs,
  answers: ['I', 'II', 'III', 'IV'],
  decide: (inputs) => {
    const iss = issStageIs(inputs);
    const fish = probesOf(inputs);
    return band(
      points([
        [1.5, iss.III],
        [1, iss.II],
        [1, is(fish.del17p, 'present')],
        [1, is(inputs.ldh, 'high')],
        [1, is(fish.t4_14, 'present')],
        [0.5, is(fish.gain1q, 'present')],
      ]),
      [['IV', 3], ['III', 1.5], ['II', 0.5], ['I', 0]],
    ); // biome-ignore format: the table of the source
  },
  fields: (_, noted) => ({ points: noted.points }),
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const stated = statedStage(of, 'stg.r2issReported');
    return issVariants(of).map((variant) =>
      withMembers(variant, {
        inputs: withMembers(variant.inputs, {
          ldh: baselineLdh(of),
          'fish.del17p': fishState(of, 'DEL_17P', 'MONO_17'),
          'fish.t4_14': fishState(of, 'T_4_14'),
          'fish.gain1q': gain1q(of),
        }),
        ...(stated ? { stated: { value: stated.value, fact: stated.fact.id } } : {}),
      }),
    );
  },
});
