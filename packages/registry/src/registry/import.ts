import type { CentreId, Fact, FactId, Instant, PatientId, ReadingEnd } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access, Session } from '../database/session.ts';
import { Checks } from './checks.ts';
import { factsOf } from './read.ts';
import type { Given, ImportOptions, ImportReport, PartsReader, Reader, WholeReader } from './registry.ts';
import { addPatients, type Counts, countFacts, insertFacts, lockPatients, writing } from './write.ts';

/** Thrown to undo everything: the report says why. */
class Undo extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('undone');
    this.report = report;
  }
}

/**
 * Reads facts in, all or nothing, in one transaction; one part is stored while the next is read. What the store already has is a
 * duplicate and adds nothing, so the same file twice is the same as once.
 */
export async function importFacts(
  pool: Pool,
  access: Access,
  recorded: Instant,
  reader: Reader,
  { dryRun = false }: ImportOptions,
): Promise<ImportReport> {
  const given = { recorded, by: access.user };
  const open = typeof reader === 'function' ? inOnePart(reader, given) : inParts(reader, given);
  try {
    return await writing(pool, access, async (session) => {
      const { patients, owners, existing, parts } = await open(session);
      const checks = new Checks(access, patients, owners, existing);
      if (checks.issues.length === 0) checks.issues.push(...(await addPatients(session, patients, owners)));
      const checked = new CheckedParts(parts, checks);
      const counts = dryRun ? counted(checked) : await insertFacts(session, pool.kind, checked);
      const report = reportOf(checked, counts);
      if (!report.ok || dryRun) throw new Undo(report);
      await countFacts(session, counts);
      return report;
    });
  } catch (error) {
    if (error instanceof Undo) return error.report;
    throw error;
  }
}

/** A file whose patients are known and locked, ready to be read. */
interface Opened {
  /** With their centres; '' where the file names none, which reading refuses. */
  readonly patients: ReadonlyMap<PatientId, CentreId>;
  /** The centre of those that the store has. */
  readonly owners: ReadonlyMap<PatientId, CentreId>;
  /** All facts that the store has of them. */
  readonly existing: readonly Fact[];
  readonly parts: Generator<readonly Fact[], ReadingEnd>;
}

async function known(session: Session, patients: Iterable<PatientId>): Promise<Pick<Opened, 'owners' | 'existing'>> {
  const owners = await lockPatients(session, [...patients]);
  return { owners, existing: await factsOf(session, [...owners.keys()]) };
}

const inParts =
  (reader: PartsReader, given: Given) =>
  async (session: Session): Promise<Opened> => {
    const { patients, read } = reader.open();
    const { owners, existing } = await known(session, patients.keys());
    return { patients, owners, existing, parts: read({ ...given, existing: lookup(existing) }) };
  };

/** Read a first time to learn which patients there are, and a second time with what the store has of them, if anything. */
function inOnePart(read: WholeReader, given: Given): (session: Session) => Promise<Opened> {
  const asked = new Set<PatientId>();
  const first = read({
    ...given,
    existing: (_, patient) => {
      asked.add(patient);
      return undefined;
    },
  });
  return async (session) => {
    const { owners, existing } = await known(session, asked);
    const { facts, ...end } = existing.length === 0 ? first : read({ ...given, existing: lookup(existing) });
    const patients = new Map<PatientId, CentreId>();
    for (const { patient, centre } of facts) if (!patients.has(patient)) patients.set(patient, centre);
    const parts = (function* () {
      if (facts.length > 0) yield facts;
      return end;
    })();
    return { patients, owners, existing, parts };
  };
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

/** Parts that have passed the checks of the store. After the first issue no more come; the rest is only read for its issues. */
class CheckedParts implements Iterable<readonly Fact[]> {
  readonly #parts: Generator<readonly Fact[], ReadingEnd>;
  readonly checks: Checks;
  end: ReadingEnd = { ok: true, duplicates: 0, refused: 0, issues: [], warnings: [] };

  constructor(parts: Generator<readonly Fact[], ReadingEnd>, checks: Checks) {
    this.#parts = parts;
    this.checks = checks;
  }

  *[Symbol.iterator](): Iterator<readonly Fact[]> {
    for (let next = this.#parts.next(); ; next = this.#parts.next()) {
      if (next.done) {
        this.end = next.value;
        return;
      }
      this.checks.look(next.value);
      if (this.checks.issues.length === 0) yield next.value;
    }
  }
}

/** What would be stored. */
function counted(parts: Iterable<readonly Fact[]>): Counts {
  const counts = new Map<PatientId, number>();
  for (const part of parts) for (const { patient } of part) counts.set(patient, (counts.get(patient) ?? 0) + 1);
  return counts;
}

function reportOf({ end, checks }: CheckedParts, counts: Counts): ImportReport {
  const issues = [...end.issues, ...checks.issues];
  const ok = end.ok && issues.length === 0;
  let accepted = 0;
  for (const count of counts.values()) accepted += count;
  return {
    ok,
    accepted: ok ? accepted : 0,
    duplicates: ok ? end.duplicates : 0,
    refused: end.refused + checks.issues.length,
    issues,
    warnings: end.warnings,
    patients: ok ? [...counts.keys()] : [],
  };
}
