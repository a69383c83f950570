import { calculation, date, list } from '../engine/index.ts';
import { progressionEnd, timeToEvent } from './endpoint.ts';
import { progressionApplications } from './endpoint-facts.ts';

/** Inputs that the endpoints of progression share. */
export const progressionInputs = {
  start: date(),
  pdDate: date('null'),
  deathDate: date('null'),
  assessments: list(date('null')),
  newTherapyDate: date('null'),
  cutoff: date(),
};

export const progressionParams = {
  censorAtNewTherapy: { default: true as boolean },
  treatmentPolicy: { default: false as boolean },
  intervalDays: { default: null as number | null },
};

/** `treatmentPolicy` ignores new therapy and counts the later event. */
export const rulesOf = (params: {
  readonly censorAtNewTherapy: boolean;
  readonly treatmentPolicy: boolean;
  readonly intervalDays: number | null;
}) => ({
  censorAtNewTherapy: params.censorAtNewTherapy && !params.treatmentPolicy,
  intervalDays: params.intervalDays,
});

/**
 * Progression-free survival - `mm.pfs`
 *
 * From randomisation or day 1 of a line to confirmed progression (date of its first documentation) or death:
 *
 *  1  E is the earlier of progression and death on or before the cutoff
 *  2  new anti-myeloma therapy before E, or without E      censored at the last assessment on or before it (`censorAtNewTherapy`);
 *                                                          on the very day of E, E counts
 *  3  E later than two intervals (`intervalDays`) after     censored at that assessment
 *     the last assessment before it (or the start)
 *  4  E                                                     event, `pd` or `death`
 *  5  otherwise                                             censored at the last assessment on or before the cutoff
 *
 * Without an assessment after the start follow-up is 0 days, `no-assessment`. `treatmentPolicy` ignores new therapy.
 * Clinical relapse and relapse from CR never enter. `timeDays` counts end minus start; imprecise dates give `timeDays`
 * null with `minDays` and `maxDays`.
 *
 * @param assessments  dates of adequate disease assessments; unscheduled visits that could not be evaluated are left out
 * @source FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs and Biologics (2018); Rajkumar SV et al. Blood 2011;117:4691
 */
export const pfs = calculation({
  id: 'mm.pfs',
  version: '1',
  source: 'FDA guidance on clinical trial endpoints, 2018; Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: progressionInputs,
  params: progressionParams,
  compute: (inputs, params) =>
    timeToEvent(inputs.start, progressionEnd(inputs, { ...rulesOf(params), deathCounts: () => true })),
  from: progressionApplications,
});
