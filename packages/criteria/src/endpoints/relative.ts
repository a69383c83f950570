import { type Fact, type Span, toIso, view } from '@linea/facts';
import { dateSpan, type Patient, patient } from '../patient/patient.ts';

/** A story told in days from one fact, put on one of the days on which that fact may have been. */
export interface Relative {
  readonly of: Patient;
  /** The fact from which all others are counted. */
  readonly root: Fact;
}

const isExact = ({ start, end }: Span): boolean => start === end;

/** Does everything but one fact hang on it, date by date? Then that fact; else undefined. */
function rootOf(of: Patient): Fact | undefined {
  let root: Fact | undefined;
  for (const fact of of.facts) {
    if (fact.effective.anchor) continue;
    if (root) return undefined;
    root = fact;
  }
  if (!root || isExact(dateSpan(of, root))) return undefined;
  const hangs = ({ effective, value }: Fact): boolean =>
    effective.start === null &&
    effective.end === null &&
    value?.kind !== 'date' &&
    of.fact(effective.anchor?.ref ?? '') !== undefined;
  return of.facts.every((fact) => fact === root || hangs(fact)) ? root : undefined;
}

/**
 * A patient all of whose dates are counted from one fact of unknown day: the same with that fact on one day. Times between
 * facts are then as exact as their counts, and the day itself decides nothing; it must not be printed. Null for anybody else.
 */
export const relativeTo = (of: Patient): Relative | null =>
  of.memo('days counted from one fact', () => {
    const root = rootOf(of);
    if (!root) return null;
    const { start, end } = dateSpan(of, root);
    const day = toIso(Number.isFinite(end) ? end : Number.isFinite(start) ? start : 0);
    const effective = { start: day, end: day, precision: 'day' as const };
    const dated: Fact =
      root.value?.kind === 'date'
        ? { ...root, effective, value: { kind: 'date', date: effective } }
        : { ...root, effective };
    return { of: patient(view(of.facts.map((fact) => (fact === root ? dated : fact)))), root };
  });
