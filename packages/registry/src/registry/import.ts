import type { Fact, FactId, Instant, Issue, LineaJsonReading, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access, Session } from '../database/session.ts';
import { factsOf } from './read.ts';
import type { ImportOptions, ImportReport, Reader } from './registry.ts';
import { lockPatients, otherCentres, store, writing } from './write.ts';

/** Thrown to undo everything: the report says why. */
class Undo extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('undone');
    this.report = report;
  }
}

const PRIVILEGE = '42501';

/**
 * Reads facts in, all or nothing, in one transaction. What the store already has is a duplicate and adds nothing, so the same
 * file twice is the same as once.
 */
export async function importFacts(
  pool: Pool,
  access: Access,
  recorded: Instant,
  read: Reader,
  options: ImportOptions,
): Promise<ImportReport> {
  const given = { recorded, by: access.user };
  const asked = new Set<PatientId>();
  const first = read({ ...given, existing: (_, patient) => void asked.add(patient) });
  try {
    return await writing(pool, access, async (session) => {
      const there = await lockPatients(session, [...asked]);
      const reading = there.length === 0 ? first : read({ ...given, existing: lookup(await factsOf(session, there)) });
      const issues = reading.ok ? await refusals(session, access, reading.facts) : reading.issues;
      const report = reportOf(reading, issues);
      if (!report.ok || report.accepted === 0) return report;
      await store(session, reading.facts, pool.kind);
      if (options.dryRun) throw new Undo(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Undo) return error.report;
    // A patient whom this user does not see, because the record is another centre's.
    if ((error as { code?: unknown }).code === PRIVILEGE && first.ok)
      return reportOf(first, [{ code: 'patient.otherCentre', at: 'patient', got: '', allowed: '' }]);
    throw error;
  }
}

function lookup(facts: readonly Fact[]): (id: FactId, patient: PatientId) => Fact | undefined {
  const patients = new Map<PatientId, Map<FactId, Fact>>();
  for (const fact of facts) {
    let ofPatient = patients.get(fact.patient);
    if (!ofPatient) {
      ofPatient = new Map();
      patients.set(fact.patient, ofPatient);
    }
    ofPatient.set(fact.id, fact);
  }
  return (id, patient) => patients.get(patient)?.get(id);
}

/** What only the store can refuse: centres that are not the user's, patients of another centre, versions that have a successor. */
async function refusals(session: Session, access: Access, facts: readonly Fact[]): Promise<readonly Issue[]> {
  const denied = new Set<string>();
  if (access.centres !== 'all')
    for (const { centre } of facts) if (!access.centres.includes(centre)) denied.add(centre);
  const allowed = access.centres === 'all' ? '' : access.centres.join(', ');
  const issues: Issue[] = [...denied].map((centre) => ({ code: 'centre.denied', at: 'centre', got: centre, allowed }));
  issues.push(...(await otherCentres(session, facts)));
  issues.push(...(await forks(session, facts)));
  return issues;
}

/** Corrections of a version that has already been corrected, in the store or in the same file: one would hide the other. */
async function forks({ client }: Session, facts: readonly Fact[]): Promise<readonly Issue[]> {
  const corrections = facts.filter(({ supersedes }) => supersedes !== undefined);
  if (corrections.length === 0) return [];
  const { rows } = await client.query<{ patient: PatientId; supersedes: FactId; id: FactId }>(
    `select f.patient, f.supersedes, f.id from unnest($1::text[], $2::text[]) as wanted (patient, supersedes)
     join linea.fact f on f.patient = wanted.patient and f.supersedes = wanted.supersedes`,
    [corrections.map(({ patient }) => patient), corrections.map(({ supersedes }) => supersedes)],
  );
  const key = (patient: PatientId, id: FactId | undefined): string => JSON.stringify([patient, id]);
  const successors = new Map(rows.map(({ patient, supersedes, id }) => [key(patient, supersedes), id]));
  const issues: Issue[] = [];
  for (const { id, patient, supersedes } of corrections) {
    const other = successors.get(key(patient, supersedes));
    if (other === undefined) successors.set(key(patient, supersedes), id);
    else issues.push({ code: 'version.superseded', at: `${patient} ${id}`, got: supersedes ?? '', allowed: other });
  }
  return issues;
}

function reportOf(reading: LineaJsonReading, issues: readonly Issue[]): ImportReport {
  const ok = issues.length === 0;
  return {
    ok,
    accepted: ok ? reading.facts.length : 0,
    duplicates: ok ? reading.duplicates : 0,
    refused: reading.ok ? new Set(issues.map(({ at }) => at)).size : reading.refused,
    issues,
    warnings: reading.warnings,
    patients: ok ? [...new Set(reading.facts.map(({ patient }) => patient))] : [],
  };
}
