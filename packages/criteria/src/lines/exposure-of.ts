import type { FactId } from '@linea/facts';
import type { Patient } from '../patient/patient.ts';
import { agentsOf } from './agents-of.ts';
import { isUnnamed } from './drug-events.ts';
import { incompleteOf, linesBefore, linesOf } from './lines-of.ts';

/** What a patient was given so far, one dose being enough. */
export interface Exposure {
  /** Drugs by code with the facts that say so, in the order of first use. */
  readonly drugs: ReadonlyMap<string, readonly FactId[]>;
  /** No more was given than that: every line is recorded, and the drugs of each. */
  readonly isComplete: boolean;
}

/** Drugs of every line and of regimens that were broken off before a cycle was complete. No line recorded says nothing about drugs. */
export const exposureOf = (of: Patient): Exposure =>
  of.memo('exposure', () => {
    const lines = linesOf(of);
    const broken = incompleteOf(of);
    const drugs = new Map<string, readonly FactId[]>();
    const add = (drug: string, facts: readonly FactId[]): void => {
      if (!isUnnamed(drug)) drugs.set(drug, [...(drugs.get(drug) ?? []), ...facts]);
    };
    for (const line of lines) for (const { drug, facts } of agentsOf(of, line)) add(drug, facts);
    for (const { drugs: given, facts } of broken) for (const drug of given ?? []) add(drug, facts);
    const named = broken.every((episode) => episode.drugs !== null && !episode.drugs.some(isUnnamed));
    const isComplete = lines.length > 0 && linesBefore(of) === 0 && named && !lines.some((line) => line.isUnnamed);
    return { drugs, isComplete };
  });
