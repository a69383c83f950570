import { type KnownPatient, summaryOf } from '@linea/registry/journey';
import type { Patients } from './source.ts';

/** Patients held in memory. */
export function patientsInMemory(patients: readonly KnownPatient[]): Patients {
  const byId = new Map(patients.map((patient) => [patient.id, patient]));
  return {
    list: async () => patients.map(summaryOf),
    one: async (id) => byId.get(id),
    version: async (id) => byId.get(id)?.facts.length.toString(),
  };
}
