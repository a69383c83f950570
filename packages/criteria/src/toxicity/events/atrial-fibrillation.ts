import { calculation, choice, flag, settle } from '../../engine/index.ts';
import { ranged } from '../../general/graded.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { isSaid } from '../attributed.ts';

/**
 * Atrial fibrillation - `atrialFibrillation`
 *
 *  1  asymptomatic, no intervention; 2  non-urgent medical intervention
 *  3  symptomatic, urgent intervention, device or ablation; 4  life-threatening; 5  death
 *
 * From memory: the wording of version 5 is to be checked before release. Where nothing says what was done there is no grade.
 *
 * @param intervention  none, nonUrgent, urgent, deviceOrAblation
 * @source NCI CTCAE 5.0, 27 November 2017
 */
export const atrialFibrillation = calculation({
  id: 'atrialFibrillation',
  version: '5.0',
  source: 'NCI Common Terminology Criteria for Adverse Events 5.0, 27 November 2017',
  verification: 'memory',
  inputs: {
    symptomatic: flag(),
    intervention: choice(['none', 'nonUrgent', 'urgent', 'deviceOrAblation']),
    lifeThreatening: absenceSpeaks(flag()),
    death: absenceSpeaks(flag()),
  },
  compute: ({ symptomatic, intervention, lifeThreatening, death }) => {
    const recorded = isSaid(death) ? 5 : isSaid(lifeThreatening) ? 4 : null;
    const { settled } = settle<number>((path) => {
      if (recorded !== null) return recorded;
      if (path.isOneOf(symptomatic, symptomatic.options, ['true'])) return 3;
      if (path.isOneOf(intervention, intervention.options, ['urgent', 'deviceOrAblation'])) return 3;
      return path.isOneOf(intervention, intervention.options, ['nonUrgent']) ? 2 : 1;
    });
    return { fields: ranged(settled, 'grade') };
  },
});
