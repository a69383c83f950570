import type { Criterion } from '../engine/index.ts';
import { bCellAplasia } from './b-cell-aplasia.ts';
import { crsCourse } from './crs/course.ts';
import { crsObservation } from './crs/observation.ts';
import { ctcae5Lab } from './ctcae5-lab.ts';
import { icansCourse } from './icans/course.ts';
import { icansObservation } from './icans/observation.ts';
import { iceScore } from './ice-score.ts';

/** Toxicity, in the order in which a patient's page shows it. */
export const toxicityCriteria: readonly Criterion[] = [
  crsObservation,
  crsCourse,
  iceScore,
  icansObservation,
  icansCourse,
  ctcae5Lab,
  bCellAplasia,
];
