import { linesOf, type Patient, refractoryOf } from '@linea/criteria';
import { isSteroid } from '@linea/facts';
import { classOf } from '../gate/treated.ts';

/** How a drug stands to what the patient was given: in order, the first that is true. */
type Relation =
  | 'steroid'
  | 'refractoryDrug'
  | 'refractoryClass'
  | 'exposedDrug'
  | 'exposedClass'
  | 'openDrug'
  | 'newClass'
  | 'new';

export interface DrugRelation {
  readonly drug: string;
  readonly class: string | null;
  readonly relation: Relation;
  /** The drug of the class that was given, where the relation is to another one. */
  readonly through: string | null;
}

/** Each drug of a regimen against what was given, and what the disease is refractory to. */
export function classSwitch(of: Patient, drugs: readonly string[]): readonly DrugRelation[] {
  const given = [...new Set(linesOf(of).flatMap((line) => line.drugs))];
  const judged = new Map(refractoryOf(of).map(({ agent, refractory }) => [agent, refractory]));
  const refractory = given.filter((drug) => judged.get(drug) === true);
  const relationOf = (drug: string): Pick<DrugRelation, 'relation' | 'through'> => {
    if (isSteroid(drug)) return { relation: 'steroid', through: null };
    if (refractory.includes(drug)) return { relation: 'refractoryDrug', through: drug };
    const name = classOf(drug);
    const sibling = (among: readonly string[]) => among.find((one) => name !== undefined && classOf(one) === name);
    const failed = sibling(refractory);
    if (failed !== undefined) return { relation: 'refractoryClass', through: failed };
    if (given.includes(drug))
      return { relation: judged.get(drug) === null ? 'openDrug' : 'exposedDrug', through: drug };
    const seen = sibling(given);
    if (seen !== undefined) return { relation: 'exposedClass', through: seen };
    return { relation: name === undefined ? 'new' : 'newClass', through: null };
  };
  return drugs.map((drug) => ({ drug, class: classOf(drug) ?? null, ...relationOf(drug) }));
}
