import type { Criterion } from '../engine/index.ts';
import { activityChange } from './activity-change.ts';
import { derivedItems } from './derived-items.ts';
import { doris } from './doris.ts';
import { drugFreeMonths } from './drug-free.ts';
import { eligibilityPattern } from './eligibility-pattern.ts';
import { eularAcr } from './eular-acr.ts';
import { lldas } from './lldas.ts';
import { slePathway } from './pathway.ts';
import { renalResponse } from './renal-response.ts';
import { sledai2k } from './sledai2k.ts';
import { sustained } from './sustained.ts';

/** Systemic lupus erythematosus, in the order in which a patient's page shows it. */
export const lupusCriteria: readonly Criterion[] = [
  eularAcr, eligibilityPattern, slePathway, sledai2k, derivedItems, activityChange, doris, sustained, lldas, drugFreeMonths, renalResponse,
]; // biome-ignore format: a list
