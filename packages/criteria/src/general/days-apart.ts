import { type Fact, type FactId, latestVersion } from '@linea/facts';
import type { Patient } from '../patient/patient.ts';

/** Days between two facts, both ends included. */
export interface DaysApart {
  readonly low: number;
  readonly high: number;
}

/** More anchors in a row than any record has: a circle of them ends here. */
const MOST_ANCHORS = 20;

/** A fact and those that it is dated by, one by another, each with the days from it to the fact. */
function chainOf(of: Patient, fact: Fact): ReadonlyMap<FactId, DaysApart> {
  const chain = new Map<FactId, DaysApart>([[fact.id, { low: 0, high: 0 }]]);
  let [now, low, high] = [fact, 0, 0];
  for (let step = 0; step < MOST_ANCHORS && now.effective.anchor; step++) {
    const { ref, offsetDays } = now.effective.anchor;
    const next = of.fact(ref) ?? latestVersion(ref, of.replaced);
    if (!next || chain.has(next.id)) break;
    [low, high] = [low + offsetDays[0], high + offsetDays[1]];
    chain.set(next.id, { low, high });
    now = next;
  }
  return chain;
}

/**
 * The days from one fact to another where both are dated by a common one: a death 170 days after an infusion of which only
 * the year is known, and a line that began in the 900 days before it, lie 170 to 1070 days apart whatever the year. Null
 * where the facts hang on no common one: then their dates alone say how far apart they are.
 */
export function daysApart(of: Patient, from: Fact, to: Fact): DaysApart | null {
  if (!from.effective.anchor && !to.effective.anchor) return null;
  const [before, after] = [chainOf(of, from), chainOf(of, to)];
  for (const [id, { low, high }] of after) {
    const other = before.get(id);
    if (other) return { low: low - other.high, high: high - other.low };
  }
  return null;
}

/** The fact on which a fact hangs at last, by one anchor or several; itself where it has none. */
export const rootOf = (of: Patient, fact: Fact): Fact =>
  of.fact([...chainOf(of, fact).keys()].at(-1) as FactId) as Fact;
