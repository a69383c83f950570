import { type DayNumber, type Fact, type Instant, toIso, type View } from '@linea/facts';
import type { DecisionPoint } from '../study/study.ts';

/** The moment before which a feature must have been known, for one patient. */
export interface Decision {
  readonly day: DayNumber;
  /** The first second of that day: what became known on the day itself is not seen. */
  readonly instant: Instant;
}

/** The code whose date a decision point is, or is counted from. */
export const decisionCode = (point: DecisionPoint): string => (point === 'day30' ? 'inf.date' : point);

/** When the decision fell: on the earliest day it can have been. Null where no fact dates it. */
export function decisionOf(of: View, point: DecisionPoint): Decision | null {
  const days = of
    .byCode(decisionCode(point))
    .flatMap((fact) => (fact.value?.kind === 'date' || fact.absent === 'unknown' ? [startOf(of, fact)] : []));
  if (days.length === 0) return null;
  const first = Math.min(...days);
  if (!Number.isFinite(first)) return null;
  const day = point === 'day30' ? first + 30 : first;
  return { day, instant: `${toIso(day)}T00:00:00Z` };
}

const startOf = (of: View, fact: Fact): DayNumber => of.span(fact).start;
