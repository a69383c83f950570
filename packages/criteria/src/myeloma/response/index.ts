import type { Criterion } from '../../engine/index.ts';
import { clinicalRelapse } from './clinical-relapse.ts';
import { measurable } from './measurable.ts';
import { mrd } from './mrd.ts';
import { responseSeries } from './series.ts';

/** Response of multiple myeloma, in the order of a patient's page. */
export const responseCriteria: readonly Criterion[] = [measurable, responseSeries, mrd, clinicalRelapse];
