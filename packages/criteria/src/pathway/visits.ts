import { type FactId, type Span, spanOf } from '@linea/facts';
import { dateSpan } from '../patient/patient.ts';
import type { BoardVisit, StageStatus } from './board.ts';
import { isoOf, type Situation, seenBy } from './situation.ts';
import type { StageTemplate } from './templates.ts';

/** How many facts a visit names. */
const NAMED = 5;

/** The visits of a stage; one is done by an assessment or contact that was surely in its window. */
export function visitsOf(situation: Situation, { visits }: StageTemplate): readonly BoardVisit[] {
  const zero = situation.anchors.infusion;
  if (!zero || !Number.isFinite(zero.start)) return [];
  const seen = seenBy(situation.of).map((fact) => ({ id: fact.id, days: dateSpan(situation.of, fact) }));
  return visits.map(({ label, window: [first, last] }) => {
    const window = spanOf(zero.start + first, zero.end + last);
    const inside = seen.filter(({ days }) => days.start >= window.start && days.end <= window.end);
    const facts: readonly FactId[] = [...new Set(inside.map(({ id }) => id))].slice(0, NAMED);
    return { label, ...isoOf(window), status: facts.length > 0 ? 'done' : missed(situation, window), facts };
  });
}

/** How a visit without facts stands. */
function missed({ today, died }: Situation, window: Span): StageStatus {
  if (died <= window.end && (died < window.start || today > window.end)) return 'ended';
  if (today > window.end) return 'overdue';
  return today >= window.start ? 'due' : 'notYet';
}
