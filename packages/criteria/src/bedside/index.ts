export { patient } from '../patient/patient.ts';
// biome-ignore format: a list
export { type Admission, admissionsOf, type Bedside, type BedsideDrug, type BedsideObservation, bedsideColumnOf, bedsideOf } from './bedside.ts';
export {
  type Approval,
  type BedsideGuidance,
  type Guidance,
  guidanceOf,
  PROTOCOL_KINDS,
  type ProtocolKind,
} from './guidance.ts';
export type { ObservationGrade } from './observation-grades.ts';
