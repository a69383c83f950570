import { item } from '@linea/facts';
import type { Say } from './say.ts';
import { answerLabel } from './value.ts';

/** What the dictionary calls its items and their answers, in the reader's language. */
export const labelsIn = (say: Say) => ({
  item: (code: string): string => (say.language === 'it' ? item(code).labelIt : item(code).labelEn),
  answer: (code: string, answer: string): string => answerLabel(code, answer, say),
});
