import type { Fact, PatientId } from '@linea/facts';
import type { Registry } from '@linea/registry';

/**
 * The facts of some patients, one patient after the other, for what works beside the requests: where they are most of the
 * registry it is read in batches, else each is asked for.
 *
 * @param wanted  whose facts
 * @param all     how many patients there are
 * @param each    says whether to go on
 */
export async function readMany(
  registry: Pick<Registry, 'everyPatient' | 'facts'>,
  wanted: readonly PatientId[],
  all: number,
  each: (id: PatientId, facts: readonly Fact[]) => Promise<boolean>,
): Promise<void> {
  if (wanted.length > all / 2) {
    const waiting = new Set(wanted);
    await registry.everyPatient(({ patient }, facts) => !waiting.delete(patient) || each(patient, facts));
    return;
  }
  for (const id of wanted) if (!(await each(id, await registry.facts(id)))) return;
}
