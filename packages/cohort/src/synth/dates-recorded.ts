import { toIso } from '@linea/facts';
import { LAST_DAY } from './calendar.ts';
import type { Person } from './people.ts';
import type { Profile } from './profile.ts';
import { type CleanFact, dayOf } from './record.ts';

/** Infusion, leukapheresis and lymphodepletion keep their day, they hold the rest; so does what a machine dates. */
const EXACT =
  /^(registration|infusion|leukapheresis|lymphodepletion|daily|lab|consent|demographics|manufacturing|assay|sample|bridging|pro|function):/;

type Written = 'year' | 'month' | 'swapped' | 'exact';

/**
 * The date of each event as an imprecise centre writes it: three in ten to the month, one in twenty to the year, two in a hundred with day
 * and month exchanged, for the rules to find. What makes the patient one of the study is not exchanged.
 */
export function datesAsWritten(facts: readonly CleanFact[], person: Person, profile: Profile): (fact: CleanFact) => string {
  const written = new Map<string, Written>();
  if (profile === 'impreciseDates') {
    const by = person.draws('precision');
    const kept = new Set(facts.flatMap((fact) => (fact.kept ? [fact.event] : [])));
    for (const event of new Set(facts.map((fact) => fact.event))) {
      const u = by.uniform();
      if (EXACT.test(event)) continue;
      written.set(event, u < 0.05 ? 'year' : u < 0.35 ? 'month' : u < 0.37 && !kept.has(event) ? 'swapped' : 'exact');
    }
  }
  return ({ day, event }) => {
    const iso = toIso(day);
    const how = written.get(event);
    return how === 'year' ? iso.slice(0, 4) : how === 'month' ? iso.slice(0, 7) : how === 'swapped' ? swapped(iso) : iso;
  };
} // biome-ignore format: a table

/** Day and month exchanged, where that is a day of the study. */
function swapped(iso: string): string {
  const [year, month, day] = iso.split('-') as [string, string, string];
  if (Number(day) > 12) return iso;
  const other = `${year}-${day}-${month}`;
  return dayOf(other) <= LAST_DAY ? other : iso;
}
