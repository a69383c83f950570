/** Answers of the Lugano classification, best first; NE: not evaluable. */
export const LUGANO = ['CR', 'PR', 'SD', 'PD', 'NE'] as const;
export type Lugano = (typeof LUGANO)[number];

export const isLugano = (word: unknown): word is Lugano => (LUGANO as readonly unknown[]).includes(word);
