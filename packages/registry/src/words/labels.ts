import { dictionary } from '@linea/facts';
import type { Say } from './say.ts';
import { answerLabel } from './value.ts';

/** What the dictionary calls its items and their answers, in the reader's language. */
export const labelsIn = (say: Say) => ({
  item: (code: string): string => itemLabel(code, say),
  answer: (code: string, answer: string): string => answerLabel(code, answer, say),
});

/** An item by its label; a part of a criterion that is no item of the dictionary (a domain of a score) by its own word. */
function itemLabel(code: string, say: Say): string {
  const known = dictionary().get(code as never);
  if (known) return say.language === 'it' ? known.labelIt : known.labelEn;
  const own = [`input.${code}`, `field.${code}`, `word.${code}`].find(say.has);
  return own ? say(own) : code;
}
