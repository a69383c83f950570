export { patientsInMemory } from './patients/memory.ts';
export type { Patients } from './patients/source.ts';
export { type RunningServer, startServer } from './start.ts';
