/** How easily a text reads, by the measure of its language. */
export interface Readability {
  readonly measure: 'gulpease' | 'fleschKincaidGrade';
  readonly value: number;
  /** The bound that a patient's text has to keep: Gulpease at least 60, Flesch-Kincaid grade at most 8. */
  readonly target: number;
  readonly passes: boolean;
}

/** Gulpease 60 and more reads easily with a lower-secondary certificate; a Flesch-Kincaid grade of 8 is the same schooling. */
const GULPEASE_AT_LEAST = 60;
const GRADE_AT_MOST = 8;

/**
 * Gulpease (Italian) = 89 + (300 sentences - 10 letters) / words. Flesch-Kincaid grade (English) = 0.39 words/sentences +
 * 11.8 syllables/words - 15.59. A question mark, a full stop, an exclamation mark, a colon or a semicolon ends a sentence.
 *
 * @param text  running text of at least one word
 * @throws {RangeError} no word in it
 * @source Lucisano P, Piemontese ME. Scuola e città 1988;39:110-124; Kincaid JP et al. Naval Technical Training Command, 1975
 */
export function readability(text: string, language: 'it' | 'en'): Readability {
  const words = text.match(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0) throw new RangeError('readability: no words');
  const sentences = Math.max(1, (text.match(/[.!?:;](?=\s|$)/gu) ?? []).length);
  if (language === 'it') {
    const letters = words.reduce((sum, word) => sum + (word.match(/[\p{L}\p{N}]/gu) ?? []).length, 0);
    const value = 89 + (300 * sentences - 10 * letters) / words.length;
    return { measure: 'gulpease', value, target: GULPEASE_AT_LEAST, passes: value >= GULPEASE_AT_LEAST };
  }
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const value = (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59;
  return { measure: 'fleschKincaidGrade', value, target: GRADE_AT_MOST, passes: value <= GRADE_AT_MOST };
}

/** English syllables by groups of vowels: a final silent e does not count; every word has one. */
function syllablesOf(word: string): number {
  const lower = word.toLowerCase().replaceAll(/[^a-z]/g, '');
  const groups = lower.replace(/(?<![aeiouyl])e$|(?<=[aeiouy])ed$/, '').match(/[aeiouy]+/g) ?? [];
  return Math.max(1, groups.length);
}
