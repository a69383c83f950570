import { readLineaJson, shown } from '@linea/facts';
import { type KnownPatient, patientsOf, publishedPatients } from '@linea/registry/journey';
import { Refused, textOf } from './io.ts';

/** The patients of a file in Linea's own JSON, or the two published cases. @throws {Refused} a file that cannot be read */
export async function knownPatients(file: string | undefined, now: Date): Promise<readonly KnownPatient[]> {
  if (file === undefined) return publishedPatients();
  const reading = readLineaJson(await textOf(file), { recorded: now.toISOString(), by: 'linea', file, restore: true });
  if (!reading.ok)
    throw new Refused(reading.issues.map((issue) => ({ ...issue, at: issue.at ? `${file}: ${issue.at}` : file })));
  return patientsOf(reading.facts);
}

/** One patient by its pseudonym. @throws {Refused} no such patient */
export async function knownPatient(id: string, file: string | undefined, now: Date): Promise<KnownPatient> {
  const all = await knownPatients(file, now);
  const found = all.find((patient) => patient.id === id);
  if (!found)
    throw new Refused([
      { code: 'patient.unknown', at: '', got: shown(id), allowed: all.map((patient) => patient.id).join(', ') },
    ]);
  return found;
}
