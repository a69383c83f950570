import { calculation, flag, isTrue } from '../engine/index.ts';
import { progressionEnd, timeToEvent } from './endpoint.ts';
import { pointsOf, progressionInputs, progressionParams, rulesOf } from './pfs.ts';

/**
 * Time to progression - `mm.ttp`
 *
 * As progression-free survival (`mm.pfs`), but a death is an event only when it is due to progression; after any other
 * death follow-up ends at the last assessment.
 *
 * @param deathDueToProgression  whether the death was due to myeloma; asked for where a death would be the event
 * @source Rajkumar SV et al. Blood 2011;117:4691-4695
 */
export const ttp = calculation({
  id: 'mm.ttp',
  version: '1',
  source: 'Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: { ...progressionInputs, deathDueToProgression: flag() },
  params: progressionParams,
  compute(inputs, params) {
    const points = pointsOf(inputs);
    const rules = { ...rulesOf(params), deathCounts: isTrue(inputs.deathDueToProgression) };
    return timeToEvent(points.start, progressionEnd(points, rules));
  },
});
