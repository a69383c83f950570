import type { Criterion } from '../engine/index.ts';
import { bestOverallResponse } from './bor.ts';
import { ct } from './ct.ts';
import { lbclEntity } from './entity.ts';
import { geneticHit } from './genetic-hit.ts';
import { cellOfOrigin, hans } from './hans.ts';
import { outcomeDor, outcomeEfs, outcomePfs } from './outcome/event-free.ts';
import { outcomeNrm, outcomeOs, outcomeRelapse, outcomeTtnt } from './outcome/simple.ts';
import { overall } from './overall.ts';
import { petct } from './petct.ts';
import { secondLineStatus } from './second-line-status.ts';
import { stage } from './stage.ts';
import { timepoints } from './timepoints.ts';

/** Large B-cell lymphoma, in the order in which a patient's page shows it. */
export const lymphomaCriteria: readonly Criterion[] = [
  lbclEntity, stage, hans, cellOfOrigin, geneticHit, secondLineStatus, petct, ct, overall, bestOverallResponse, timepoints,
  outcomePfs, outcomeEfs, outcomeDor, outcomeOs, outcomeTtnt, outcomeNrm, outcomeRelapse,
]; // biome-ignore format: a list
