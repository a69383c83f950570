import { all, any, atLeast, count, criterion, flag, type Inputs, isTrue, settle } from '../engine/index.ts';
import { gateApplications } from './label-facts.ts';

const YOUNGEST = { EU: 26, US: 18 } as const;

const inputs = { age: count([0, 130], 'a'), relapsed: flag(), refractory: flag() };

const limbs = ({ age, relapsed, refractory }: Inputs<typeof inputs>, region: string) => ({
  ageMet: atLeast(age, YOUNGEST[region as keyof typeof YOUNGEST]),
  diseaseMet: any(isTrue(relapsed), isTrue(refractory)),
});

/**
 * Printed indication of brexucabtagene autoleucel in acute lymphoblastic leukaemia - `all.gate`
 *
 *  EU  relapsed or refractory B-cell precursor leukaemia, 26 years and above ("> 25 anni" means >= 26)
 *  US  the same, adults
 *
 * Relapse is judged at relapse or apheresis: a patient in remission with MRD after bridging has relapsed all the same.
 * It compares with the text of the label and is neither eligibility nor advice.
 *
 * @param age                  completed years, or { low, high }
 * @param relapsed, refractory yes, no, unknown
 * @source Tecartus, EU and US product information
 */
export const gate = criterion({
  id: 'all.gate',
  version: '1',
  source: 'Tecartus (brexucabtagene autoleucel), EU and US product information',
  inputs,
  alias: { ageYears: 'age' },
  params: { region: { default: 'EU', allowed: ['EU', 'US'] } },
  answers: [false, true],
  decide: (of, { region }) => all(...Object.values(limbs(of, region))),
  fields: (settled, _, of, { region }) => {
    const { ageMet, diseaseMet } = limbs(of, region);
    return {
      met: settled.status === 'determined' ? settled.value : null,
      ageMet: settle(ageMet).settled,
      diseaseMet: settle(diseaseMet).settled,
    };
  },
  from: gateApplications,
});
