import { factJson } from '@linea/facts';
import { LOCAL_USER, type OpenOptions, openStore, type Store, StoreRefused, type Where } from '@linea/registry';
import { knownPatientOf } from '@linea/registry/journey';
import { Refused } from '../io.ts';
import { accepted } from '../seen.ts';
import type { Reach } from './reach.ts';

/** Opens the store. @throws {Refused} it cannot be opened: in use, not ours, newer, unreachable */
export async function storeAt(where: Where, options: OpenOptions): Promise<Store> {
  return refusedOr(() => openStore(where, options));
}

/** What the store cannot do through nobody's mistake in programming is a refusal. */
async function refusedOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreRefused) throw new Refused(error.issues);
    throw error;
  }
}

/** A directory or a database that this process has open. */
export async function storeReach(where: Where, now: () => Date, options: Omit<OpenOptions, 'now'>): Promise<Reach> {
  const store = await storeAt(where, { now, ...options });
  const registry = store.as(LOCAL_USER);
  return {
    patients: () => registry.patients(),
    async patient(id) {
      const summary = await registry.patient(id);
      return summary && knownPatientOf(summary, await registry.facts(id));
    },
    everyPatient: (each) => registry.everyPatient((summary, facts) => each(knownPatientOf(summary, facts))),
    async correct(correction) {
      const done = await refusedOr(() => registry.correct(correction));
      if (done.ok) return { ok: true, fact: factJson(done.fact) };
      const { conflictJson } = await import('@linea/registry/intake');
      return { ok: false, issues: done.issues, conflict: done.conflict && conflictJson(done.conflict) };
    },
    import: async (request, dryRun) => {
      // Readers of tables load when something is read in: the other commands do without.
      const { importJson, intakeOf } = await import('@linea/registry/intake');
      const intake = accepted(await intakeOf(request));
      const report = await refusedOr(() => registry.import(intake.read, { dryRun }));
      return importJson(report, dryRun, intake.tables());
    },
    cuts: () => refusedOr(() => registry.cuts()),
    createCut: (name) => refusedOr(() => registry.createCut(name)),
    protocols: (centre) => registry.protocols(centre),
    recordProtocol: async (entry) => {
      const done = await refusedOr(() => registry.recordProtocol(entry));
      if (!done.ok) throw new Refused(done.issues);
      return done.record;
    },
    worklist: null,
    store,
    close: () => store.close(),
  };
}
