import { above, calculation, choice, flag, settle, truth } from '../../engine/index.ts';
import { ranged } from '../../general/graded.ts';
import { absenceSpeaks, daysSince } from '../../general/readers.ts';
import { isSaid } from '../attributed.ts';
import { infectionApplications } from '../facts/event-facts.ts';

/** What was done for it, in ascending order. */
const TREATMENTS = { none: 1, local: 2, oral: 2, intravenous: 3, invasive: 3 } as const;
type Treatment = keyof typeof TREATMENTS;

/** Periods after infusion: early to day 30, intermediate to day 90, late after. */
const PERIODS = [['early', 30], ['intermediate', 90]] as const; // biome-ignore format: a table

/**
 * Infection: grade and period - `infectionGrade`
 *
 *  1  asymptomatic or mild, observation only
 *  2  local, or oral anti-infective
 *  3  intravenous antibiotic, antifungal or antiviral, invasive procedure, or hospital admission
 *  4  life-threatening; 5 death
 *  early days 0-30, intermediate 31-90, late after day 90; severe from grade 3
 *
 * What is not recorded as an admission, as life-threatening or as death is not taken to be; treatment not recorded is open.
 *
 * @param treatment  the most that was given
 * @param day        of onset, from the infusion
 * @source NCI CTCAE 5.0, 27 November 2017; periods: convention of the specification
 */
export const infectionGrade = calculation({
  id: 'infectionGrade',
  version: '5.0',
  source: 'NCI Common Terminology Criteria for Adverse Events 5.0, 27 November 2017',
  verification: 'memory',
  from: infectionApplications,
  inputs: {
    treatment: choice(Object.keys(TREATMENTS) as readonly Treatment[], { iv: 'intravenous', observation: 'none' }),
    hospitalised: absenceSpeaks(flag()),
    lifeThreatening: absenceSpeaks(flag()),
    death: absenceSpeaks(flag()),
    day: absenceSpeaks(daysSince()),
  },
  compute: ({ treatment, hospitalised, lifeThreatening, death, day }) => {
    const least = isSaid(death) ? 5 : isSaid(lifeThreatening) ? 4 : isSaid(hospitalised) ? 3 : 0;
    const { settled } = settle<number>((path) => {
      if (least > 3) return least;
      const given = treatment.options.find((one) => path.isOneOf(treatment, treatment.options, [one])) as Treatment;
      return Math.max(least, TREATMENTS[given]);
    });
    const fields = ranged(settled, 'grade');
    const period = PERIODS.find(([, last]) => truth(above(day, last)) === false)?.[0] ?? 'late';
    const isPlaced = day.given && PERIODS.every(([, last]) => truth(above(day, last)) !== null);
    return {
      fields: {
        ...fields,
        severe: (fields.min as number) >= 3 ? true : (fields.max as number) < 3 ? false : null,
        period: isPlaced ? period : null,
      },
    };
  },
});
