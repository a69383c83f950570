import { parseFormula } from '../formula/parse.ts';
import { coxBootstrap } from './bootstrap.ts';
import { causeSpecificMethod } from './cause-specific.ts';
import { coxMethod } from './cox.ts';
import { formulaOf, type Method } from './method.ts';

/** `linea survival cox`: of `Surv(...)` one model, of `Hist(time, cause)` one per cause. */
export const coxOfEither: Method = (input) => {
  const { left } = parseFormula(formulaOf(input));
  if (input.options.bootstrap !== undefined) return coxBootstrap(input);
  return left?.type === 'call' && left.name === 'Hist' ? causeSpecificMethod(input) : coxMethod(input);
};
