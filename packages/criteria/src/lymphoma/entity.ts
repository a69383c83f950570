import { calculation, choice } from '../engine/index.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { codeOf, sourced, unknownInput, valued } from '../patient/patient.ts';

type Place = 'yes' | 'protocolDependent' | 'usuallyExcluded' | 'record';

/** Whether the entity belongs to a cohort of large B-cell lymphoma treated with CAR-T cells, and whether each edition has it. */
interface Entity {
  readonly inCohort: Place;
  readonly whoHaem5: boolean;
  readonly icc2022: boolean;
}

const entity = (inCohort: Place, whoHaem5 = true, icc2022 = true): Entity => ({ inCohort, whoHaem5, icc2022 });

const ENTITIES = {
  dlbclNos: entity('yes'),
  hgblMycBcl2: entity('yes'),
  hgblMycBcl6: entity('yes', false),
  hgblNos: entity('yes'),
  hgbl11q: entity('yes'),
  pmbl: entity('yes'),
  thrlbcl: entity('yes'),
  fl3b: entity('yes'),
  tFl: entity('yes'),
  tMzl: entity('yes'),
  tOther: entity('yes'),
  richter: entity('protocolDependent'),
  pcnsl: entity('usuallyExcluded'),
  immunePrivileged: entity('usuallyExcluded'),
  ebvDlbcl: entity('record'),
  alkPos: entity('record'),
  plasmablastic: entity('record'),
  grayZone: entity('record'),
} as const satisfies Readonly<Record<string, Entity>>;
type EntityCode = keyof typeof ENTITIES;

const CODES = Object.keys(ENTITIES) as readonly EntityCode[];
const CLASSIFICATIONS = ['whoHaem5', 'icc2022', 'who2016'] as const;

/**
 * Entity of large B-cell lymphoma - `lbcl.entity`
 *
 * A record of the diagnosis with the edition of its classification. The names of an entity differ between WHO-HAEM5 and
 * ICC 2022, and MYC with BCL6 rearrangement is an entity of the latter only (`notInClassification`).
 *
 * @param entity          code of the diagnosis
 * @param classification  whoHaem5 | icc2022 | who2016
 * @returns value, `classification`, `inCohort`: yes, protocolDependent, usuallyExcluded, or record
 * @source WHO classification of haematolymphoid tumours, 5th edition 2022; International Consensus Classification 2022
 */
export const lbclEntity = calculation({
  id: 'lbcl.entity',
  version: '2022',
  source: 'WHO-HAEM5 2022 and International Consensus Classification 2022; names from memory',
  verification: 'memory',
  inputs: { entity: choice(CODES), classification: choice(CLASSIFICATIONS) },
  compute: ({ entity: code, classification }) => {
    const [found] = code.options;
    const edition = classification.given ? (classification.options[0] ?? null) : null;
    if (!code.given || !found)
      return { fields: { status: 'indeterminate', missing: code.inputs, classification: edition } };
    const { inCohort, whoHaem5, icc2022 }: Entity = ENTITIES[found];
    const absent = (edition === 'whoHaem5' && !whoHaem5) || (edition === 'icc2022' && !icc2022);
    return {
      fields: { value: found, classification: edition, inCohort },
      warnings: [...(absent ? ['notInClassification'] : []), ...(edition === null ? ['classificationNotStated'] : [])],
    };
  },
  from: (of) => {
    if (!hasDisease(of, 'LBCL')) return [];
    const fact = valued(of, 'dx.subtype').at(-1);
    const edition = valued(of, 'dx.classification').at(-1);
    return [
      {
        inputs: {
          entity: fact ? sourced(codeOf(fact) ?? null, [fact]) : unknownInput('dx.subtype'),
          classification: edition ? sourced(codeOf(edition) ?? null, [edition]) : unknownInput('dx.classification'),
        },
      },
    ];
  },
});
