import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import type { CohortDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import { cohortWord } from './level-words.ts';

type About = Pick<CohortDocument, 'records' | 'filters' | 'asOf'>;

/** The title of a figure: it says where its patients are synthetic. */
export const titleOf = ({ records }: Pick<About, 'records'>, title: string, { say }: PageWords): string =>
  records === 'synthetic' ? `${say('web.synthetic')} · ${title}` : title;

/** Beneath a figure: whose it is, and as of when. */
export const captionOf = ({ records, filters, asOf }: About, words: PageWords): string =>
  words.say('web.cohort.caption', {
    records: words.say(`web.cohort.records.${records}`),
    cohort: cohortWord(words, filters),
    day: asOfText(asOf, words.say),
  });

/** The day of a cohort as a person writes it. */
export const asOfText = (asOf: string | null, say: PageWords['say']): string =>
  asOf === null ? '' : dayText(fromIso(asOf), say);
