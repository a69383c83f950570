import { createHash } from 'node:crypto';
import { type Fact, factJson } from '@linea/facts';

/** The facts of a cut, patient after patient, to one hash: the same facts give the same hash on every database. */
export class CutHash {
  readonly #hash = createHash('sha256');
  #facts = 0;
  #patients = 0;

  /** @param facts  every version of every fact of one patient that the cut sees; patients come in the order of their names */
  add(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    this.#patients += 1;
    this.#facts += facts.length;
    for (const fact of [...facts].sort((a, b) => (a.id < b.id ? -1 : 1)))
      this.#hash.update(`${JSON.stringify(factJson(fact))}\n`);
  }

  /** How much there was, and the hash of it, hexadecimal. Nothing may be added afterwards. */
  end(): { readonly patients: number; readonly facts: number; readonly sha256: string } {
    return { patients: this.#patients, facts: this.#facts, sha256: this.#hash.digest('hex') };
  }
}
