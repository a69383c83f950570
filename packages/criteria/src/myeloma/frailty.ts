import {
  atLeast,
  atMost,
  band,
  type Condition,
  count,
  type Decision,
  type Measured,
  type Noted,
  points,
  quantity,
  type Settled,
} from '../engine/index.ts';
import { ageAt } from '../general/age.ts';
import { dateSpan, type Patient, type Sourced, sourced, unknownInput } from '../patient/patient.ts';
import { baselineLab, firstTreatmentDay } from './baseline.ts';

/** Readers of the frailty scores, under the names of the specification and those in use. */
export const frailtyReaders = {
  ageYears: quantity('a', { bare: true, plausible: [0, 120] }),
  adl: count([0, 6]),
  iadl: count([0, 8]),
  charlson: count([0, 40]),
  ecog: count([0, 5]),
};
export const FRAILTY_ALIAS = { age: 'ageYears', cci: 'charlson', charlsonIndex: 'charlson' };

/** Age in completed years: up to 75 0 points, 76-80 1, from 81 2. */
export const agePoints = (age: Measured): readonly (readonly [points: number, when: Condition])[] => [
  [1, atLeast(age, 76)],
  [1, atLeast(age, 81)],
];

/** Katz ADL up to 4, and Lawton IADL up to 5: 1 point each. */
export const dependencePoints = (
  adl: Measured,
  iadl: Measured,
): readonly (readonly [points: number, when: Condition])[] => [
  [1, atMost(adl, 4)],
  [1, atMost(iadl, 5)],
];

export const groups = <G extends string>(
  items: readonly (readonly [points: number, when: Condition])[],
  rows: readonly (readonly [G, number])[],
): Decision<G> => band(points(items), rows);

/** `score` with its smallest and largest value; null while the unknown inputs leave it open. */
export function scoreFields(
  _: Settled<unknown>,
  noted: Noted,
): { score: number | null; min: number | undefined; max: number | undefined } {
  const { min, max } = noted.points ?? {};
  return { score: min !== undefined && min === max ? min : null, min, max };
}

/** Age, Charlson index and performance status before the first line. */
export function frailtyFacts(of: Patient): Readonly<Record<'ageYears' | 'adl' | 'iadl' | 'ecog', Sourced>> {
  const ecog = of.lastBy('stg.ecog', firstTreatmentDay(of));
  const start = of.byCode('line.start')[0];
  const day = ecog ? of.span(ecog) : start ? dateSpan(of, start) : null;
  const bare = (found: Sourced): Sourced =>
    found.value === null ? found : { ...found, value: { ...(found.value as object), unit: '1' } };
  return {
    ageYears: day ? ageAt(of, day) : unknownInput('demo.birthYear'),
    adl: bare(baselineLab(of, 'com.adl')),
    iadl: bare(baselineLab(of, 'com.iadl')),
    ecog: ecog
      ? sourced(ecog.value?.kind === 'code' ? Number(ecog.value.code) : null, [ecog])
      : unknownInput('stg.ecog'),
  };
}
