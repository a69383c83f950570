import { daysBetween } from '@linea/facts';
import {
  above,
  all,
  any,
  atLeast,
  criterion,
  date,
  flag,
  type Inputs,
  isTrue,
  type Measured,
  quantity,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { prophylaxisApplications } from './support-facts.ts';

const inputs = {
  daysSinceInfusion: daysSince(),
  infusion: absenceSpeaks(date()),
  asOf: absenceSpeaks(date()),
  cd4: quantity('/uL', { bare: true, count: true, plausible: [0, 100_000] }),
  steroids: flag(),
  immunosuppression: flag(),
  newTreatment: flag(),
  laterTransplant: flag(),
};

/** Days since infusion as given, else between the two dates; imprecise dates are what to ask for. */
function daysOf({ daysSinceInfusion, infusion, asOf }: Inputs<typeof inputs>): Measured {
  if (daysSinceInfusion.given || !infusion.given || !asOf.given || !infusion.span || !asOf.span)
    return daysSinceInfusion;
  const { minDays, maxDays } = daysBetween(infusion.span, asOf.span);
  const imprecise = [infusion, asOf].filter(({ span }) => span?.start !== span?.end);
  return {
    ...daysSinceInfusion,
    given: true,
    range: { low: minDays, high: maxDays },
    inputs: imprecise.flatMap((one) => one.inputs),
  };
}

const KEEPS = ['steroids', 'immunosuppression', 'newTreatment', 'laterTransplant'] as const;

/**
 * Milestone of Pneumocystis and herpes prophylaxis: are both stop criteria of the guideline met? - `all.prophylaxis`
 *
 *  day >= 365 since infusion and CD4 > 200/uL (exactly 200 is not); with rule `or` either of the two
 *
 * It says that the milestone is reached or not, never to stop: `keeps` lists what keeps prophylaxis all the same
 * (steroids, other immunosuppression, new treatment, later transplant).
 *
 * @param daysSinceInfusion  a number, { low, high } or { minDays, maxDays }; or `infusion` and `asOf` as dates
 * @param cd4                cells/uL
 * @source Hayden PJ et al. Ann Oncol 2022;33:259-275: "until 1 year and/or CD4 > 0.2 x 10^9/L"
 */
export const prophylaxis = criterion({
  id: 'all.prophylaxis',
  version: 'ebmt-eha-2022',
  source: 'Hayden PJ et al. Ann Oncol 2022;33:259-275',
  inputs,
  params: { rule: { default: 'and', allowed: ['and', 'or'] } },
  answers: [false, true],
  decide: (of, { rule }) => {
    const limbs = [atLeast(daysOf(of), 365), above(of.cd4, 200)];
    return rule === 'or' ? any(...limbs) : all(...limbs);
  },
  fields: (settled, _, of) => ({
    met: settled.status === 'determined' ? settled.value : null,
    dayLimb: truth(atLeast(daysOf(of), 365)),
    cd4Limb: truth(above(of.cd4, 200)),
    ...(daysOf(of).given ? { minDays: daysOf(of).range.low, maxDays: daysOf(of).range.high } : {}),
    keeps: KEEPS.filter((name) => truth(isTrue(of[name])) === true),
  }),
  from: prophylaxisApplications,
});
