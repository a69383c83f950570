import { choice, type Inputs } from '../../engine/index.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { dayInput } from '../days.ts';

/** Days on one axis, usually counted from the infusion; null: did not happen. */
export const outcomeInputs = {
  infusionDay: dayInput(),
  leukapheresisDay: dayInput('none'),
  progressionDay: dayInput('none'),
  deathDay: dayInput('none'),
  newTherapyDay: dayInput('none'),
  lastAssessmentDay: dayInput('none'),
  lastContactDay: dayInput('none'),
  responseDay: absenceSpeaks(dayInput()),
  bestResponse: absenceSpeaks(choice(['CR', 'PR', 'SD', 'PD', 'NE'])),
};
export type OutcomeDays = Inputs<typeof outcomeInputs>;

/** The anchor of the clock, or its day. */
export const outcomeParams = {
  anchor: {
    default: 'infusion' as string | number,
    accepts: (value: unknown) => value === 'infusion' || value === 'leukapheresis' || Number.isInteger(value),
  },
};

export const OUTCOME_SOURCE = 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068; conventions of this project';
