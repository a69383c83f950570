import { useSearch } from '@tanstack/react-router';
import { type Language, preferredLanguage } from '../language/language.ts';

/** The language of the address, else the reader's own. */
export const useLanguage = (): Language =>
  useSearch({ strict: false, select: ({ lang }) => lang }) ?? preferredLanguage(navigator.languages);
