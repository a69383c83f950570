import type { Code, Fact } from '@linea/facts';
import { exactDayAfter, type Infusion } from '../../cart/infusions.ts';
import { sizeOf } from '../../general/size-of.ts';
import { measured, type Patient, type Sourced, sourced, unknownInput, valued } from '../../patient/patient.ts';

/** A result with the day after infusion on which it was drawn. */
export interface Drawn {
  readonly fact: Fact;
  readonly day: number;
}

/** Results of a code known to the day, from the first to the last day included, in order of time. */
export const drawnIn = (of: Patient, infusion: Infusion, code: Code, first: number, last: number): readonly Drawn[] =>
  valued(of, code)
    .flatMap((fact) => {
      const day = measured(fact) === null ? null : exactDayAfter(of, infusion, fact, first);
      return day === null || day > last ? [] : [{ fact, day }];
    })
    .sort((a, b) => a.day - b.day);

/** The highest or lowest of some results; the first of equal ones. */
export const extremeOf = (drawn: readonly Drawn[], which: 'highest' | 'lowest'): Drawn | undefined =>
  drawn.reduce<Drawn | undefined>((worst, one) => {
    if (!worst) return one;
    const isWorse = which === 'highest' ? sizeOf(one.fact) > sizeOf(worst.fact) : sizeOf(one.fact) < sizeOf(worst.fact);
    return isWorse ? one : worst;
  }, undefined);

/** A result as an input, or unknown with its code. */
export const resultInput = (one: Drawn | undefined, code: Code): Sourced =>
  one ? sourced(measured(one.fact), [one.fact]) : unknownInput(code);

/** Is a result below a limit, in the unit of the dictionary, whatever its comparator allows? */
export function isBelow(fact: Fact, limit: number): boolean {
  const comparator = fact.value?.kind === 'number' ? fact.value.comparator : undefined;
  if (comparator?.startsWith('>')) return false;
  return comparator === '<' ? sizeOf(fact) <= limit : sizeOf(fact) < limit;
}
