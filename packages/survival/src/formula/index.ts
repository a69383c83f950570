/** R's formula notation for rooms that make their own design of it: parsing, terms, and evaluation over a frame. */
export { asFactor } from '../frame/column.ts';
export { type CompetingRisks, competingOf } from '../response/competing.ts';
export { survivalOf } from '../response/response.ts';
export { deparse } from './deparse.ts';
export { codedLevels, type Design, designMatrix } from './design.ts';
export { evaluate, type Memory, matchLevels, UNSEEN_LEVELS, type Value } from './evaluate.ts';
export { type Expression, type Formula, isCall, namesIn } from './expression.ts';
export { type ModelFrame, modelFrame, strataOfNew } from './model-frame.ts';
export { parseFormula } from './parse.ts';
export { expandTerms, type Terms } from './terms.ts';
