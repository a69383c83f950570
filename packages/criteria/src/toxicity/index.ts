import type { Criterion } from '../engine/index.ts';
import { bCellAplasia } from './b-cell-aplasia.ts';
import { crsCourse } from './crs/course.ts';
import { crsObservation } from './crs/observation.ts';
import { ctcae5Lab } from './ctcae5-lab.ts';
import { atrialFibrillation } from './events/atrial-fibrillation.ts';
import { febrileNeutropenia } from './events/febrile-neutropenia.ts';
import { iecHs } from './events/iec-hs.ts';
import { infectionGrade } from './events/infection.ts';
import { longTermFollowUp } from './events/long-term-follow-up.ts';
import { prolongedCytopenia } from './events/prolonged-cytopenia.ts';
import { secondMalignancy } from './events/second-malignancy.ts';
import { tocilizumabDose } from './events/tocilizumab-dose.ts';
import { guidelineCrs, guidelineIcans } from './guideline/guideline.ts';
import { monitoring } from './guideline/monitoring.ts';
import { icahtEarly } from './icaht/early.ts';
import { icahtLate } from './icaht/late.ts';
import { neutrophilRecovery } from './icaht/neutrophil-recovery.ts';
import { ticahtEarly, ticahtLate } from './icaht/ticaht.ts';
import { icansCourse } from './icans/course.ts';
import { icansObservation } from './icans/observation.ts';
import { iceScore } from './ice-score.ts';
import { cd4Recovery } from './immune/cd4-recovery.ts';
import { hypogammaglobulinaemia } from './immune/hypogammaglobulinaemia.ts';

/** Toxicity, in the order in which a patient's page shows it. */
export const toxicityCriteria: readonly Criterion[] = [
  crsObservation, crsCourse, iceScore, icansObservation, icansCourse, iecHs, monitoring, guidelineCrs, guidelineIcans, tocilizumabDose,
  icahtEarly, icahtLate, neutrophilRecovery, ticahtEarly, ticahtLate, prolongedCytopenia, ctcae5Lab, febrileNeutropenia, infectionGrade,
  atrialFibrillation, hypogammaglobulinaemia, bCellAplasia, cd4Recovery, secondMalignancy, longTermFollowUp,
]; // biome-ignore format: a list
