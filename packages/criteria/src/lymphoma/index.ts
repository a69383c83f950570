import type { Criterion } from '../engine/index.ts';
import { geneticHit } from './genetic-hit.ts';
import { cellOfOrigin, hans } from './hans.ts';
import { secondLineStatus } from './second-line-status.ts';

/** Large B-cell lymphoma, in the order in which a patient's page shows it. */
export const lymphomaCriteria: readonly Criterion[] = [hans, cellOfOrigin, geneticHit, secondLineStatus];
