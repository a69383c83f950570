export { patient } from '../patient/patient.ts';
export { guidelineCrs, guidelineIcans } from '../toxicity/guideline/guideline.ts';
// biome-ignore format: a list
export { type Admission, admissionsOf, type Bedside, type BedsideDrug, type BedsideObservation, bedsideOf } from './bedside.ts';
export type { ObservationGrade } from './observation-grades.ts';
