import { toIso } from '@linea/facts';
import type { CleanFact } from './record.ts';

/** The last contact of a centre that follows up late lags by four months. */
const LAG_DAYS = 122;

/**
 * What a centre that lags behind has sent of a patient it knows to be alive: nothing of the last four months. A progression, a death and what
 * makes the patient one of the study are not lost.
 */
export function laggingBehind(facts: readonly CleanFact[]): readonly CleanFact[] {
  const last = facts.find(({ event, code }) => event === 'followup:last' && code === 'fu.date');
  const infusion = facts.find(({ code }) => code === 'inf.date');
  if (!last) return facts;
  const until = last.day - LAG_DAYS;
  const tooEarly = facts.some(({ event, kept, day }) => kept === true && event !== 'followup:last' && day > until);
  if (tooEarly || (infusion && until < infusion.day + 30)) return facts;
  return facts.flatMap((fact) => {
    if (fact.event !== 'followup:last') return fact.day > until ? [] : [fact];
    return [{ ...fact, day: until, value: fact.value === toIso(fact.day) ? toIso(until) : fact.value }];
  });
}
