import { calculation, date, flag, isTrue } from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { pointAt, progressionEnd, timeToEvent } from './endpoint.ts';
import { responseDurations } from './endpoint-facts.ts';
import { pointsOf, progressionInputs, progressionParams, rulesOf } from './pfs.ts';

/**
 * Duration of response - `mm.dor`
 *
 * From the date of response (PR or better, later confirmed) to progression or death, with the censoring of `mm.pfs`.
 * `dorDeath` 'any' counts every death (FDA), 'pd-only' only one due to progression (IMWG 2011, from memory).
 *
 * @param dateOfResponse         of `mm.response.series`; null: no response, not applicable
 * @param responseDay            of the response, counted as the days of `mm.pfs`
 * @param deathDueToProgression  asked for only with `dorDeath` 'pd-only'
 * @source FDA guidance on clinical trial endpoints, 2018; Rajkumar SV et al. Blood 2011;117:4691-4695
 */
export const dor = calculation({
  id: 'mm.dor',
  version: '1',
  source: 'FDA guidance on clinical trial endpoints, 2018; Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: {
    ...progressionInputs,
    dateOfResponse: date('null'),
    responseDay: absenceSpeaks(daysSince()),
    deathDueToProgression: flag(),
  },
  params: { ...progressionParams, dorDeath: { default: 'any', allowed: ['any', 'pd-only'] } },
  compute(inputs, params) {
    const points = pointsOf(inputs);
    const start = inputs.dateOfResponse.given ? pointAt(inputs.dateOfResponse, inputs.responseDay) : points.start;
    if (start.given && !start.span) return { notApplicable: 'no-response' };
    const deathCounts = params.dorDeath === 'any' ? () => true : isTrue(inputs.deathDueToProgression);
    return timeToEvent(start, progressionEnd({ ...points, start }, { ...rulesOf(params), deathCounts }));
  },
  from: responseDurations,
});
