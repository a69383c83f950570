import { withMembers } from '@linea/facts';
import { atLeast, criterion } from '../engine/index.ts';
import { hasDisease, statedAs } from './baseline.ts';
import { charlsonFact } from './charlson-fact.ts';
import {
  agePoints,
  dependencePoints,
  FRAILTY_ALIAS,
  frailtyFacts,
  frailtyReaders,
  groups,
  scoreFields,
} from './frailty.ts';

const { ageYears, adl, iadl, charlson } = frailtyReaders;

/**
 * Frailty score of the International Myeloma Working Group - `mm.frailty.imwg`
 *
 *  points        age up to 75 years 0, 76-80 1, over 80 2; ADL (Katz, 0-6) up to 4: 1; IADL (Lawton, 0-8) up to 5: 1;
 *                Charlson index 2 or more: 1
 *  fit           0
 *  intermediate  1
 *  frail         2 or more
 *
 * Context, never a reason for or against a treatment. The three groups were checked; the limits of the items are from memory.
 *
 * @returns value, `score` (null while open), `min`, `max`
 * @source Palumbo A et al. Blood 2015;125:2068-2074
 */
export const frailtyImwg = criterion({
  id: 'mm.frailty.imwg',
  version: '2015',
  source: 'Palumbo A et al. Blood 2015;125:2068-2074',
  verification: 'memory',
  inputs: { ageYears, adl, iadl, charlson },
  alias: FRAILTY_ALIAS,
  answers: ['fit', 'intermediate', 'frail'],
  decide: (given) =>
    groups(
      [...agePoints(given.ageYears), ...dependencePoints(given.adl, given.iadl), [1, atLeast(given.charlson, 2)]],
      [['frail', 2], ['intermediate', 1], ['fit', 0]],
    ), // biome-ignore format: the table of the source
  fields: scoreFields,
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const { ecog: _, ...inputs } = frailtyFacts(of);
    return [
      { inputs: withMembers(inputs, { charlson: charlsonFact(of) }), ...statedAs(of, 'com.frailtyImwg', groupOfScore) },
    ];
  },
});

/** The group of a stated score, which the dictionary keeps as a number of points. */
const groupOfScore = (score: string): 'fit' | 'intermediate' | 'frail' | undefined =>
  score === '0' ? 'fit' : score === '1' ? 'intermediate' : Number(score) >= 2 ? 'frail' : undefined;
