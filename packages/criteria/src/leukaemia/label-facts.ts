import type { Code } from '@linea/facts';
import { ageAt } from '../general/age.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  codeOf,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { relapsesOf } from './assessments.ts';
import { infused, infusionDate } from './infused.ts';

/** Label arithmetic for a patient given brexucabtagene autoleucel. */
export function brexucelApplications(of: Patient): readonly Application[] {
  const infusion = infused(of);
  if (!infusion || codeOf(valued(of, 'inf.product').at(-1)) !== 'brexu-cel') return [];
  const at = (code: Code): Sourced => {
    const fact = of.lastBy(code, of.span(infusion).end);
    return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
  };
  const inputs = {
    weightKg: at('com.weight'),
    bsaM2: at('com.bsa'),
    infusionDate: infusionDate(of, infusion),
  };
  return [{ at: of.span(infusion), inputs }];
}

/** The printed indication, judged at the first relapse. */
export function gateApplications(of: Patient): readonly Application[] {
  const relapse = relapsesOf(of)[0];
  if (!hasDisease(of, 'ALL') || !relapse) return [];
  return [
    {
      of: { product: 'brexu-cel' },
      at: relapse.span,
      inputs: {
        age: ageAt(of, relapse.span),
        relapsed: sourced(true, [relapse.fact]),
        refractory: unknownInput('line.bestResponse'),
      },
    },
  ];
}
