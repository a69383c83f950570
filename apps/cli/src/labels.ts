import type { Labels } from '@linea/briefs';
import { item } from '@linea/facts';
import type { Say } from '@linea/registry/words';

/** What the dictionary calls things. */
export const labelsIn = (say: Say): Labels => ({
  item: (code) => (say.language === 'it' ? item(code).labelIt : item(code).labelEn),
  answer: (code, answer) => item(code).values?.find((value) => value.code === answer)?.[say.language] ?? answer,
});
