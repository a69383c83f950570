import { beside, codeOf, numberOf, type Patient, valued } from '@linea/criteria';
import { ALTERATIONS, type Alteration, type CohortRow } from './row.ts';

const RANK = new Map<string, number>(ALTERATIONS.map((kind, index) => [kind, index]));

/** The gravest finding of each gene and abnormality that was tested: an alteration once found is not unfound by a later sample. */
export function alterationsOf(of: Patient): CohortRow['alterations'] {
  const found: Record<string, Alteration> = {};
  const put = (name: string, kind: Alteration): void => {
    const known = found[name];
    if (known === undefined || (RANK.get(kind) as number) < (RANK.get(known) as number)) found[name] = kind;
  };
  for (const fact of valued(of, 'mol.gene')) {
    const [gene, status] = [codeOf(fact), codeOf(beside(of, fact, 'mol.status'))];
    if (gene !== undefined && status !== undefined && RANK.has(status)) put(gene, status as Alteration);
  }
  for (const fact of valued(of, 'cyto.abnormality')) {
    const [name, result] = [codeOf(fact), codeOf(beside(of, fact, 'cyto.result'))];
    if (name !== undefined && (result === 'present' || result === 'absent'))
      put(name, result === 'present' ? 'altered' : 'wildType');
  }
  return found;
}

const COMPARTMENTS: Readonly<Record<string, string>> = {
  flowBlood: 'blood',
  flowProduct: 'product',
  flowApheresis: 'apheresis',
};

/** Percent of the parent gate by compartment and population: the first measured, which is the one before treatment. */
export function populationsOf(of: Patient): CohortRow['populations'] {
  const found: Record<string, number> = {};
  for (const fact of valued(of, 'flow.population')) {
    const compartment = COMPARTMENTS[codeOf(beside(of, fact, 'asy.kind')) ?? ''];
    const [population, percent] = [codeOf(fact), numberOf(beside(of, fact, 'flow.pctParent'))];
    if (compartment === undefined || population === undefined || percent === undefined) continue;
    found[`${compartment}:${population}`] ??= percent;
  }
  return found;
}
