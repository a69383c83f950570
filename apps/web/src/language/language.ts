export type Language = 'it' | 'en';

export const LANGUAGES: readonly Language[] = ['en', 'it'];

export const isLanguage = (value: unknown): value is Language => value === 'it' || value === 'en';

/** The reader's own language: Italian where the browser prefers it, else English. */
export const preferredLanguage = (languages: readonly string[]): Language =>
  languages.find((language) => /^(it|en)\b/.test(language))?.startsWith('it') ? 'it' : 'en';
