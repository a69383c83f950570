import type { Say } from '@linea/criteria/words';

export type { Say };

/** What the data dictionary calls its items and their answers, in the reader's language. */
export interface Labels {
  /** The item of a code: `lab.mSerum` is serum M-protein. */
  readonly item: (code: string) => string;
  /** A coded answer of an item; the code itself where the list lives elsewhere (drugs, regimens). */
  readonly answer: (code: string, answer: string) => string;
}

/** All that a sentence about a patient needs of a language. */
export interface Words {
  readonly say: Say;
  readonly labels: Labels;
}
