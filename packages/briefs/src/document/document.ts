/** A sentence of a document with the facts it rests on; `derived` ones come from a criterion, `fixed` ones are words of the form. */
export interface Passage {
  readonly text: string;
  readonly facts: readonly string[];
  readonly kind: 'recorded' | 'derived' | 'fixed';
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly passages: readonly Passage[];
  /** What to write here, where nothing is recorded; null where something is. */
  readonly gap: string | null;
}

/** A document about one patient: a draft of a case report, a letter. Everything in it was known as of `asOf`. */
export interface PatientDocument {
  readonly kind: 'narrative' | 'letter';
  readonly title: string;
  readonly language: 'it' | 'en';
  readonly patient: string;
  readonly asOf: string;
  readonly synthetic: boolean;
  /** What a reader must know before anything else: a draft, synthetic data, a number that is missing. */
  readonly banners: readonly string[];
  readonly sections: readonly Section[];
  readonly footer: string;
}
