import type { Code, Comparator, Fact } from '@linea/facts';
import { measured, type Patient, type Sourced, sourced, unknownInput } from '../patient/patient.ts';
import { inWindowOf, listsOf, type Visit } from './visits.ts';

/** Below the lower or above the upper limit of its laboratory; null without a number or the limit, or where a comparator or interval leaves it open. */
export function beyondLimit(fact: Fact, side: 'low' | 'high'): boolean | null {
  const { value, low, high, comparator, uln, lln } = (measured(fact) ?? {}) as Partial<Record<string, number>> & {
    comparator?: Comparator;
  };
  const limit = side === 'low' ? lln : uln;
  const [least, most] = [value ?? low, value ?? high];
  if (least === undefined || most === undefined || limit === undefined) return null;
  const [isBelow, isAbove] = [comparator?.startsWith('<') ?? false, comparator?.startsWith('>') ?? false];
  const [from, to] = [isBelow ? -Infinity : least, isAbove ? Infinity : most];
  if (side === 'low') {
    if (to < limit || (comparator === '<' && to === limit)) return true;
    return from >= limit ? false : null;
  }
  if (from > limit || (comparator === '>' && from === limit)) return true;
  return to <= limit ? false : null;
}

const ASSAYS = {
  lowComplement: { side: 'low', any: ['lab.c3', 'lab.c4', 'lab.ch50'], needed: ['lab.c3', 'lab.c4'] },
  increasedDnaBinding: { side: 'high', any: ['lab.dsdna'], needed: ['lab.dsdna'] },
} as const satisfies Record<string, { side: 'low' | 'high'; any: readonly Code[]; needed: readonly Code[] }>;

/** A serological item at a visit: as its lists say, else as the laboratory measured in its window. */
export function serologyAt(of: Patient, visit: Visit, item: keyof typeof ASSAYS): Sourced {
  const said = visit.items[item];
  if (said !== null) return sourced(said, listsOf(visit), 'sledai.items');
  const { side, any, needed } = ASSAYS[item];
  const found = any.flatMap((code) => inWindowOf(of, visit, code));
  const beyond = found.filter((fact) => beyondLimit(fact, side) === true);
  if (beyond.length > 0) return sourced(true, beyond);
  const normal = found.filter((fact) => beyondLimit(fact, side) === false);
  return needed.every((code) => normal.some((fact) => fact.code === code))
    ? sourced(false, normal)
    : unknownInput('sledai.items', ...needed);
}
