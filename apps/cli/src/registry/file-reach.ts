import { readLineaJson } from '@linea/facts';
import { type KnownPatient, patientsOf, summaryOf } from '@linea/registry/journey';
import { Refused, textOf } from '../io.ts';
import type { Reach } from './reach.ts';

/** The patients of a file in Linea's own JSON. @throws {Refused} it cannot be read */
export async function fileReach(file: string, now: Date): Promise<Reach> {
  const reading = readLineaJson(await textOf(file), { recorded: now.toISOString(), by: 'linea', file, restore: true });
  if (!reading.ok)
    throw new Refused(reading.issues.map((issue) => ({ ...issue, at: issue.at ? `${file}: ${issue.at}` : file })));
  return reachOf(patientsOf(reading.facts));
}

/** Patients that are read and never written. */
export function reachOf(patients: readonly KnownPatient[]): Reach {
  const readOnly = (): never => {
    throw new Refused([{ code: 'registry.readOnly', at: '--facts' }]);
  };
  return {
    patients: async () => patients.map(summaryOf),
    patient: async (id) => patients.find((patient) => patient.id === id),
    async everyPatient(each) {
      for (const patient of patients) await each(patient);
    },
    correct: async () => readOnly(),
    import: async () => readOnly(),
    cuts: async () => [],
    createCut: async () => readOnly(),
    protocols: async () => [],
    recordProtocol: async () => readOnly(),
    worklist: null,
    store: null,
    close: async () => {},
  };
}
