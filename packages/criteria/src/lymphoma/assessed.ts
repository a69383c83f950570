import type { Fact } from '@linea/facts';
import type { Application, Patient, Sourced } from '../patient/patient.ts';
import { unknownInput } from '../patient/patient.ts';
import {
  clockOf,
  type DayInterval,
  dayInputOf,
  daysFrom,
  deathOf,
  newTreatmentOf,
  plainDay,
  transplantOf,
} from './clock.ts';
import type { Lugano } from './lugano.ts';
import { readingsOf } from './overall-facts.ts';
import { hasPet } from './scan-facts.ts';

/** An assessment: derived where its scans settle it, else as stated. */
export interface Assessed {
  readonly fact: Fact;
  readonly day: DayInterval;
  readonly derived: Lugano | null;
  /** Every response the scans leave possible. */
  readonly possible: readonly Lugano[];
  readonly stated: { readonly value: Lugano; readonly fact: Fact } | null;
  readonly facts: Sourced['facts'];
}

/** The assessments of the lymphoma by day from the infusion (else from the leukapheresis, else from the diagnosis). */
export const assessedOf = (of: Patient): readonly Assessed[] =>
  of.memo('lymphoma assessed', () => {
    const zero = clockOf(of)?.zero ?? of.byCode('dx.date')[0];
    if (!zero) return [];
    return readingsOf(of).flatMap(({ scan, pet, ct, possible, facts }) => {
      const day = daysFrom(of, zero, scan.fact);
      const derived = hasPet(scan) ? pet : ct;
      return day ? [{ fact: scan.fact, day, derived, possible, stated: scan.stated, facts }] : [];
    });
  });

/** What an assessment is taken to say: as derived, or as stated where that is assumed. */
export const wordOf = ({ derived, stated }: Assessed, assumed: boolean): Lugano | null =>
  derived ?? (assumed ? (stated?.value ?? null) : null);

const isResponse = (word: Lugano): boolean => word === 'CR' || word === 'PR';

/** The first assessment that surely is a response, and whether no earlier one may have been. */
export function firstResponseOf<T extends { readonly one: Assessed; readonly word: Lugano | null }>(
  all: readonly T[],
): { readonly first: T | undefined; readonly settled: boolean } {
  const may = ({ one, word }: T): readonly Lugano[] => (word === null ? one.possible : [word]);
  const first = all.find((each) => may(each).length > 0 && may(each).every(isResponse));
  return { first, settled: first === all.find((each) => may(each).some(isResponse)) };
}

interface Read {
  readonly one: Assessed;
  readonly word: Lugano | null;
}

const mayProgress = ({ one, word }: Read): boolean => word === 'PD' || (word === null && one.possible.includes('PD'));

/**
 * The first assessment that surely shows progression, and one just before it that may have been the first. What was read as no
 * progression later says that an open one before it was none.
 */
export function firstProgressionOf<T extends Read>(
  all: readonly T[],
): { readonly sure: T | undefined; readonly open: T | undefined } {
  const index = all.findIndex(({ word }) => word === 'PD');
  const settled = all.slice(0, index).findLastIndex(({ word }) => word !== null && word !== 'PD' && word !== 'NE');
  return { sure: all[index], open: all.slice(settled + 1, Math.max(index, 0)).find(mayProgress) };
}

/** The stated responses that stand in for what the scans leave open. */
export const assumptions = (all: readonly Assessed[]): NonNullable<Application['assuming']> =>
  all.flatMap(({ derived, stated }) =>
    derived === null && stated ? [{ fact: stated.fact.id, label: `stated ${stated.value}` }] : [],
  );

const factsOf = ({ fact, facts, derived, stated }: Assessed, assumed: boolean): Sourced['facts'] => [
  fact.id,
  ...(derived === null ? [] : facts),
  ...(assumed && derived === null && stated ? [stated.fact.id] : []),
];

/** Without any response that the scans settle there is nothing to list. */
function listOf(all: readonly Assessed[], assumed: boolean): Sourced {
  if (all.every((one) => wordOf(one, assumed) === null)) return unknownInput('resp.deauville', 'lesion.ldi');
  return {
    value: all.map((one) => ({ day: plainDay(one.day), response: wordOf(one, assumed) })),
    facts: [...new Set(all.flatMap((one) => factsOf(one, assumed)))],
    codes: ['resp.date', 'resp.deauville', 'lesion.ldi'],
  };
}

/** From the facts alone and, where somebody stated what the scans leave open, once more assuming it. */
function twice(of: Patient, inputs: Readonly<Record<string, Sourced>>): readonly Application[] {
  const after = assessedOf(of).filter(({ day }) => day.high > 0);
  if (after.length === 0) return [];
  const assuming = assumptions(after);
  const alone: Application = { inputs: { assessments: listOf(after, false), ...inputs } };
  return assuming.length === 0
    ? [alone]
    : [alone, { inputs: { assessments: listOf(after, true), ...inputs }, assuming }];
}

export function bestResponseApplications(of: Patient): readonly Application[] {
  const infusion = clockOf(of)?.infusion;
  if (!infusion) return [];
  return twice(of, {
    newTherapyDay: dayInputOf(of, infusion, newTreatmentOf(of), 'sub.start'),
    transplantDay: dayInputOf(of, infusion, transplantOf(of), 'sub.start'),
  });
}

export function timepointApplications(of: Patient): readonly Application[] {
  const infusion = clockOf(of)?.infusion;
  return infusion ? twice(of, { deathDay: dayInputOf(of, infusion, deathOf(of), 'death.date') }) : [];
}
