import { cartCriteria } from './cart/index.ts';
import type { Criterion } from './engine/index.ts';
import { generalCriteria } from './general/index.ts';
import { leukaemiaCriteria } from './leukaemia/index.ts';
import { lineCriteria } from './lines/index.ts';
import { lupusCriteria } from './lupus/index.ts';
import { lymphomaCriteria } from './lymphoma/index.ts';
import { myelomaCriteria } from './myeloma/index.ts';
import { responseCriteria } from './myeloma/response/index.ts';
import { scoreCriteria } from './scores/index.ts';
import { toxicityCriteria } from './toxicity/index.ts';

/** Every criterion, in the order in which a patient's page shows them. */
export const criteria: readonly Criterion[] = [
  ...myelomaCriteria,
  ...lymphomaCriteria,
  ...leukaemiaCriteria,
  ...lupusCriteria,
  ...cartCriteria,
  ...lineCriteria,
  ...responseCriteria,
  ...scoreCriteria,
  ...toxicityCriteria,
  ...generalCriteria,
];

const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));

/** The criterion of a name; undefined when there is none. */
export const criterionById = (id: string): Criterion | undefined => byId.get(id);
