/** How a centre records, by its number (calibration, `missingness.byCentre`). */
export type Profile = 'complete' | 'noShipping' | 'routineLabs' | 'impreciseDates' | 'lateFollowUp';

export const profileOf = (centre: number): Profile =>
  centre <= 6
    ? 'complete'
    : centre <= 11
      ? 'noShipping'
      : centre <= 15
        ? 'routineLabs'
        : centre <= 18
          ? 'impreciseDates'
          : 'lateFollowUp';
