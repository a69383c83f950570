import { withMembers } from '@linea/facts';
import { calculation, date, type Inputs, list } from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { type ProgressionInputs, pointAt, progressionEnd, timeToEvent } from './endpoint.ts';
import { progressionApplications } from './endpoint-facts.ts';

/** Inputs that the endpoints of progression share. */
export const progressionInputs = {
  start: date(),
  pdDate: date('null'),
  pdPossible: absenceSpeaks(list(date('null'))),
  deathDate: date('null'),
  assessments: list(date('null')),
  newTherapyDate: date('null'),
  cutoff: date(),
  startDay: absenceSpeaks(daysSince()),
  pdDay: absenceSpeaks(daysSince()),
  deathDay: absenceSpeaks(daysSince()),
  newTherapyDay: absenceSpeaks(daysSince()),
  assessmentDays: absenceSpeaks(list(daysSince())),
};

/** The dates with their days counted from a common one, where the source dates them so. */
export const pointsOf = (inputs: Inputs<typeof progressionInputs>): ProgressionInputs => ({
  pdPossible: inputs.pdPossible,
  start: pointAt(inputs.start, inputs.startDay),
  pdDate: pointAt(inputs.pdDate, inputs.pdDay),
  deathDate: pointAt(inputs.deathDate, inputs.deathDay),
  assessments: inputs.assessments.map((one, index) => pointAt(one, inputs.assessmentDays[index])),
  newTherapyDate: pointAt(inputs.newTherapyDate, inputs.newTherapyDay),
  cutoff: inputs.cutoff,
});

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
 * null with `minDays` and `maxDays`. Dates that hang on a common one ("170 days after the infusion") are ordered, and are
 * as far apart, as their days from it say.
 *
 * @param pdPossible   where the response series leaves open whether or when progression was confirmed: every date it may have
 *                     had, null among them where there may be none; the answer then holds each of them
 * @param assessments  dates of adequate disease assessments; unscheduled visits that could not be evaluated are left out
 * @param startDay, pdDay, deathDay, newTherapyDay, assessmentDays  days from a common day, where the source dates them so: a
 *                     number or `{ low, high }` each; without `startDay` the start is day 0
 * @source FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs and Biologics (2018); Rajkumar SV et al. Blood 2011;117:4691
 */
export const pfs = calculation({
  id: 'mm.pfs',
  version: '1',
  source: 'FDA guidance on clinical trial endpoints, 2018; Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: progressionInputs,
  params: progressionParams,
  compute(inputs, params) {
    const points = pointsOf(inputs);
    return timeToEvent(points.start, progressionEnd(points, withMembers(rulesOf(params), { deathCounts: () => true })));
  },
  from: progressionApplications,
});
