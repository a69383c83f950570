import { type Fact, unitOf } from '@linea/facts';
import { sizeIn } from './size-in.ts';

/** The number of a result in the unit of the dictionary, for laying results beside each other; undefined where it has none. */
export const knownSize = (fact: Fact | undefined): number | undefined => fact && sizeIn(fact, unitOf(fact.code));

/** The same, NaN where it has none. */
export const sizeOf = (fact: Fact | undefined): number => knownSize(fact) ?? Number.NaN;
