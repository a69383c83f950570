import { type Code, convert, type Fact, item } from '@linea/facts';
import { exactDayAfter, type Infusion } from '../../cart/infusions.ts';
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

/** The number of a result in the unit of the dictionary, for laying results beside each other; NaN where it has none. */
export function sizeOf(fact: Fact | undefined): number {
  const value = fact?.value;
  if (!fact || (value?.kind !== 'number' && value?.kind !== 'interval')) return Number.NaN;
  const number = value.kind === 'number' ? value.number : value.high;
  const { unit } = item(fact.code);
  return unit === null || value.unit === null ? number : (convert(number, value.unit, unit) ?? Number.NaN);
}

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
