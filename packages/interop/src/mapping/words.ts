import type { Word, Words } from './schema.ts';

/** Looks up what a word of the table means; undefined when the list does not have it. */
export interface WordList {
  readonly meaning: (word: string) => Word | undefined;
  /** Its words, as many as fit into a message. */
  readonly printed: string;
}

const PRINTED_WORDS = 40;

/** Compared without surrounding and repeated blanks; the case counts only for words that differ by it alone. */
export function wordList(words: Words): WordList {
  const exact = new Map<string, Word>();
  const folded = new Map<string, Word | undefined>();
  for (const [written, meaning] of Object.entries(words)) {
    const word = plain(written);
    exact.set(word, meaning);
    folded.set(fold(word), folded.has(fold(word)) ? undefined : meaning);
  }
  const shownWords = Object.keys(words).slice(0, PRINTED_WORDS).join(', ');
  return {
    meaning: (written) => {
      const word = plain(written);
      return exact.has(word) ? exact.get(word) : folded.get(fold(word));
    },
    printed: exact.size > PRINTED_WORDS ? `${shownWords}, ...` : shownWords,
  };
}

const plain = (word: string): string => word.replace(/\s+/g, ' ').trim();
const fold = (word: string): string => word.toLowerCase();
