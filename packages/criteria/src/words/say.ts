/** Says a message in the reader's language. */
export interface Say {
  /** @throws {RangeError} no such message */
  (key: string, words?: Readonly<Record<string, string | number>>): string;
  readonly language: 'it' | 'en';
  readonly has: (key: string) => boolean;
  /** The message, or `otherwise` where a code needs no words of its own. */
  readonly or: (key: string, otherwise: string, words?: Readonly<Record<string, string | number>>) => string;
}
