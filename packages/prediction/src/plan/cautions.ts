import type { Fitted } from './effects.ts';

/** What a reader should know of a model that is printed all the same. */
export interface Caution {
  readonly code: 'plan.fewEventsPerTerm';
  readonly endpoint: string;
  readonly setting: string;
  readonly got: string;
}

/** @source Vittinghoff E, McCulloch CE. Am J Epidemiol 2007;165:710-718: below five events a term, estimates and intervals err */
const LEAST_PER_TERM = 5;

export const cautionsOf = (endpoint: string, setting: string, events: number, terms: number): readonly Caution[] =>
  events < LEAST_PER_TERM * terms
    ? [{ code: 'plan.fewEventsPerTerm', endpoint, setting, got: `${events} / ${terms}` }]
    : [];

export const cautionOf = ({ endpoint, setting, fit, main }: Fitted): readonly Caution[] =>
  cautionsOf(endpoint, setting, fit.events, main);
