import { factJson } from '@linea/facts';
import { LOCAL_USER, openStore, type Store, StoreRefused, type Where } from '@linea/registry';
import { conflictJson, importJson, intakeOf } from '@linea/registry/intake';
import { knownPatientOf } from '@linea/registry/journey';
import { Refused } from '../io.ts';
import { accepted } from '../seen.ts';
import type { Reach } from './reach.ts';

/** Opens the store. @throws {Refused} it cannot be opened: in use, not ours, newer, unreachable */
export async function storeAt(where: Where, now: () => Date, cases: boolean): Promise<Store> {
  try {
    return await openStore(where, { now, cases });
  } catch (error) {
    if (error instanceof StoreRefused) throw new Refused(error.issues);
    throw error;
  }
}

/** A directory or a database that this process has open. */
export async function storeReach(where: Where, now: () => Date, cases: boolean): Promise<Reach> {
  const store = await storeAt(where, now, cases);
  const registry = store.as(LOCAL_USER);
  return {
    patients: () => registry.patients(),
    async patient(id) {
      const summary = await registry.patient(id);
      return summary && knownPatientOf(summary, await registry.facts(id));
    },
    everyPatient: (each) => registry.everyPatient((summary, facts) => each(knownPatientOf(summary, facts))),
    async correct(correction) {
      const done = await registry.correct(correction);
      if (done.ok) return { ok: true, fact: factJson(done.fact) };
      return { ok: false, issues: done.issues, conflict: done.conflict && conflictJson(done.conflict) };
    },
    import: async (request, dryRun) => {
      const intake = accepted(await intakeOf(request));
      return importJson(await registry.import(intake.read, { dryRun }), dryRun, intake.tables());
    },
    close: () => store.close(),
  };
}
