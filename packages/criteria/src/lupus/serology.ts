import type { Code, Fact } from '@linea/facts';
import { measured, type Patient, type Sourced, sourced, unknownInput } from '../patient/patient.ts';
import { inWindowOf, listsOf, type Visit } from './visits.ts';

/** Below the lower or above the upper limit of its laboratory; null without a number or the limit. */
export function beyondLimit(fact: Fact, side: 'low' | 'high'): boolean | null {
  const { value, uln, lln } = (measured(fact) ?? {}) as { value?: number; uln?: number; lln?: number };
  const limit = side === 'low' ? lln : uln;
  if (value === undefined || limit === undefined) return null;
  return side === 'low' ? value < limit : value > limit;
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
