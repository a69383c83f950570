import type { ObservedDocument, ProblemDocument } from '@linea/registry/contract';
import type { Observation } from '@linea/registry/observation';
import { Problem, postJson } from '../api/client.ts';
import type { Vault } from './vault.ts';

/** An observation that was written down and waits to be sent. It is not changed any more: under its key it says one thing. */
export interface Waiting {
  readonly id: string;
  readonly observation: Observation;
  /** Why the server did not take it; it stays here until somebody decides. */
  readonly refused?: ProblemDocument;
}

export const OUTBOX = 'waiting';

/** What came of trying to send: everything went, the network is away, or the server refused some. */
export type Sending = 'sent' | 'away';

/** @throws {Problem} the server said no; {TypeError} it did not answer */
const sendObservation = ({ patient, ...body }: Observation, lang: string): Promise<ObservedDocument> =>
  postJson<ObservedDocument>(`/api/patients/${encodeURIComponent(patient)}/observations`, { lang }, body);

/**
 * Sends what waits, in the order in which it was written down. What the server has is wiped here; what it refuses is kept
 * with the reason; at the first silence the rest waits on.
 *
 * @param changed  called after every step, so that a page can show how far it is
 */
export async function flush(
  vault: Vault,
  waiting: readonly Waiting[],
  lang: string,
  changed: (id: string, done: 'sent' | Waiting) => void,
): Promise<Sending> {
  for (const one of waiting) {
    if (one.refused) continue;
    try {
      await sendObservation(one.observation, lang);
      await vault.remove(one.id);
      changed(one.id, 'sent');
    } catch (error) {
      if (!(error instanceof Problem) || !isRefusal(error)) return 'away';
      const kept = { ...one, refused: error.document };
      await vault.put({ id: one.id, kind: OUTBOX, value: kept });
      changed(one.id, kept);
    }
  }
  return 'sent';
}

/** A server that is stopping, full or in trouble has refused nothing: it is asked again. */
const isRefusal = ({ document: { status } }: Problem): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;
