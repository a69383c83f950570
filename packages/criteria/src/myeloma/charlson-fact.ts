import type { Fact } from '@linea/facts';
import {
  beside,
  booleanOf,
  codeOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

/** Charlson item and weight of each recorded condition (scores.md 5, field-map 4); the myeloma itself is left out. */
const WEIGHTS: Readonly<Record<string, readonly [item: string, weight: number]>> = {
  infarction: ['infarction', 1], heartFailure: ['heartFailure', 1], peripheralVascular: ['peripheralVascular', 1], cerebrovascular: ['cerebrovascular', 1],
  dementia: ['dementia', 1], chronicPulmonary: ['chronicPulmonary', 1], pulmonaryModerate: ['chronicPulmonary', 1], pulmonarySevere: ['chronicPulmonary', 1],
  connectiveTissue: ['connectiveTissue', 1], rheumatologic: ['connectiveTissue', 1], pepticUlcer: ['pepticUlcer', 1], pepticUlcerPast: ['pepticUlcer', 1],
  hepaticMild: ['liver', 1], chronicHepatitis: ['liver', 1], hepaticModSevere: ['liver', 3], cirrhosis: ['liver', 3],
  diabetes: ['diabetes', 1], diabetesEndOrgan: ['diabetes', 2], hemiplegia: ['hemiplegia', 2],
  renalModSevere: ['renal', 2], dialysis: ['renal', 2], kidneyTransplant: ['renal', 2],
  priorMalignancy: ['tumour', 2], metastaticTumour: ['tumour', 6], leukaemia: ['leukaemia', 2], lymphoma: ['lymphoma', 2], aids: ['aids', 6],
}; // biome-ignore format: a table

/** Conditions that count once present, active or not ("ever"). */
const EVER: ReadonlySet<string> = new Set([
  'infarction',
  'cerebrovascular',
  'pepticUlcerPast',
  'priorMalignancy',
  'metastaticTumour',
  'leukaemia',
  'lymphoma',
]);

const HIGHEST = 40;

/** The Charlson index as far as the comorbidity list settles it: exact when the list is complete, else at least the listed. */
export function charlsonFact(of: Patient): Sourced {
  const listed = valued(of, 'com.condition').filter((fact) => {
    const condition = codeOf(fact) ?? '';
    return condition in WEIGHTS && (EVER.has(condition) || codeOf(beside(of, fact, 'com.active')) !== 'no');
  });
  const weights = new Map<string, number>();
  for (const fact of listed) {
    const [item, weight] = WEIGHTS[codeOf(fact) as string] as readonly [string, number];
    weights.set(item, Math.max(weights.get(item) ?? 0, weight));
  }
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  const complete: Fact | undefined = valued(of, 'com.listComplete').at(-1);
  if (complete && booleanOf(complete)) return sourced(sum, [...listed, complete], 'com.condition');
  return sum > 0 ? sourced({ low: sum, high: HIGHEST }, listed, 'com.condition') : unknownInput('com.condition');
}
