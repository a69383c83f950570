import { criterion, type Flag, flag, isTrue, points, type Reader, record, settle } from '../engine/index.ts';
import { sledaiApplications } from './activity-facts.ts';
import { SEROLOGICAL, SLEDAI_ITEMS, SLEDAI_WEIGHTS, type SledaiItem } from './items.ts';

const readers = Object.fromEntries(SLEDAI_ITEMS.map((item) => [item, flag()])) as Readonly<
  Record<SledaiItem, Reader<Flag>>
>;

const scored = (items: Readonly<Record<SledaiItem, Flag>>, names: readonly SledaiItem[]) =>
  points(names.map((name) => [SLEDAI_WEIGHTS[name], isTrue(items[name])] as const));

const CLINICAL = SLEDAI_ITEMS.filter((item) => !SEROLOGICAL.includes(item));

/** For display only. */
const bandOf = (score: number): string =>
  score === 0 ? 'none' : score < 5 ? 'low' : score <= 10 ? 'moderate' : 'high';

/**
 * Activity index (systemic lupus erythematosus) - `sledai2k`
 *
 *  8 points  seizure, psychosis, organic brain syndrome, visual disturbance, cranial nerve, lupus headache, CVA, vasculitis
 *  4         arthritis, myositis, urinary casts, haematuria, proteinuria, pyuria
 *  2         rash, alopecia, mucosal ulcers, pleurisy, pericarditis, low complement, increased DNA binding
 *  1         fever, thrombocytopenia, leukopenia
 *
 * An item counts when it is present in the window and due to lupus: attribution is applied before, and where it is
 * unknown so is the item. 0 to 105. The clinical score leaves out the two serological items. Bands (none, low 1-4,
 * moderate 5-10, high) are for display only.
 *
 * @param items       the 24 items, each true, false or unknown
 * @param windowDays  30, or 10 as in the original index; printed with the score
 * @returns value = `score` (null while open), `min`, `max`, `clinicalSledai`, `band`
 * @source Gladman DD, Ibanez D, Urowitz MB. J Rheumatol 2002;29:288-291
 */
export const sledai2k = criterion({
  id: 'sledai2k',
  version: '2k',
  source: 'Gladman DD, Ibañez D, Urowitz MB. J Rheumatol 2002;29:288-291',
  inputs: { items: record(readers) },
  params: { windowDays: { default: 30, allowed: [10, 30] } },
  decide: ({ items }) => scored(items, SLEDAI_ITEMS),
  fields: (settled, { points: sum }, { items }) => {
    const { settled: clinical } = settle(scored(items, CLINICAL));
    const score = settled.status === 'determined' ? settled.value : null;
    return {
      score,
      min: score ?? sum?.min ?? null,
      max: score ?? sum?.max ?? null,
      clinicalSledai: clinical.status === 'determined' ? clinical.value : clinical,
      band: score === null ? null : bandOf(score),
    };
  },
  from: sledaiApplications,
});
