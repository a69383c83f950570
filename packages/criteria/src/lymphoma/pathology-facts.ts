import type { Code, Fact } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

const lastValue = (of: Patient, code: Code): Sourced => {
  const fact = valued(of, code).at(-1);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
};

const stainsOf = (of: Patient): Readonly<Record<'cd10' | 'bcl6' | 'mum1', Sourced>> => ({
  cd10: lastValue(of, 'path.cd10pct'),
  bcl6: lastValue(of, 'path.bcl6'),
  mum1: lastValue(of, 'path.mum1'),
});

/** Cell-of-origin results somebody wrote, by whether they come from immunohistochemistry. */
const statedOrigins = (of: Patient, byHans: boolean): readonly Fact[] =>
  valued(of, 'path.coo').filter((fact) => (codeOf(beside(of, fact, 'path.cooMethod')) === 'hans') === byHans);

/** Once a patient with a stain or a stated result of the algorithm. */
export function hansApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'LBCL')) return [];
  const stated = statedOrigins(of, true).findLast((fact) => codeOf(fact) !== 'unknown');
  const value = codeOf(stated);
  return [{ inputs: stainsOf(of), ...(stated && value ? { stated: { value, fact: stated.id } } : {}) }];
}

const MEASURED_BY = ['nanostring', 'rnaseq', 'other'];

/** The last gene-expression result: an observation of an assay, not a conclusion from stains. */
function expressionOf(of: Patient): Sourced {
  const found = statedOrigins(of, false).findLast(
    (fact) =>
      MEASURED_BY.includes(codeOf(beside(of, fact, 'path.cooMethod')) ?? '') &&
      ['GCB', 'ABC', 'unclassified'].includes(codeOf(fact) ?? ''),
  );
  return found ? sourced(codeOf(found) ?? null, [found]) : unknownInput('path.coo');
}

export const cellOfOriginApplications = (of: Patient): readonly Application[] =>
  hasDisease(of, 'LBCL') ? [{ inputs: { geneExpression: expressionOf(of), ...stainsOf(of) } }] : [];

const REARRANGED: Readonly<Record<string, boolean | null>> = { present: true, absent: false };

/** The last clear result of a FISH probe, else the last one; failed and not tested say nothing. */
function probe(of: Patient, abnormality: string): Sourced {
  const results = valued(of, 'cyto.abnormality')
    .filter((fact) => codeOf(fact) === abnormality)
    .flatMap((fact) => beside(of, fact, 'cyto.result') ?? []);
  const clear = results.findLast((fact) => codeOf(fact) === 'present' || codeOf(fact) === 'absent');
  const fact = clear ?? results.at(-1);
  return fact ? sourced(REARRANGED[codeOf(fact) ?? ''] ?? null, [fact]) : unknownInput('cyto.result');
}

export const geneticHitApplications = (of: Patient): readonly Application[] =>
  hasDisease(of, 'LBCL')
    ? [{ inputs: { myc: probe(of, 'MYC_R'), bcl2: probe(of, 'BCL2_R'), bcl6: probe(of, 'BCL6_R') } }]
    : [];
