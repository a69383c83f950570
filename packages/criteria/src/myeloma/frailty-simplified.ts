import { above, atLeast, criterion } from '../engine/index.ts';
import { hasDisease } from './baseline.ts';
import { charlsonFact } from './charlson-fact.ts';
import { agePoints, FRAILTY_ALIAS, frailtyFacts, frailtyReaders, groups, scoreFields } from './frailty.ts';

const { ageYears, charlson, ecog } = frailtyReaders;

/**
 * Simplified frailty scale (performance status instead of questionnaires) - `mm.frailty.simplified`
 *
 *  points     age up to 75 years 0, 76-80 1, over 80 2; Charlson index over 1: 1; ECOG 0: 0, 1: 1, 2 or more: 2
 *  non-frail  0 - 1
 *  frail      2 or more
 *
 * Context, never a reason for or against a treatment.
 *
 * @returns value, `score` (null while open), `min`, `max`
 * @source Facon T et al. Leukemia 2020;34:224-233
 */
export const frailtySimplified = criterion({
  id: 'mm.frailty.simplified',
  version: '2020',
  source: 'Facon T et al. Leukemia 2020;34:224-233',
  inputs: { ageYears, charlson, ecog },
  alias: FRAILTY_ALIAS,
  answers: ['non-frail', 'frail'],
  decide: (given) =>
    groups(
      [...agePoints(given.ageYears), [1, above(given.charlson, 1)], [1, atLeast(given.ecog, 1)], [1, atLeast(given.ecog, 2)]],
      [['frail', 2], ['non-frail', 0]],
    ), // biome-ignore format: the table of the source
  fields: scoreFields,
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const { ageYears: age, ecog: performance } = frailtyFacts(of);
    return [{ inputs: { ageYears: age, charlson: charlsonFact(of), ecog: performance } }];
  },
});
