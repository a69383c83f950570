import { parseFormula } from '../formula/parse.ts';
import { aalenAdditiveMethod } from './aalen-additive.ts';
import { aftMethod } from './accelerated-failure.ts';
import { bootstrapParts } from './bootstrap.ts';
import { causeSpecificMethod } from './cause-specific.ts';
import { coxMethod } from './cox.ts';
import { cumulativeIncidenceMethod } from './cumulative-incidence.ts';
import { descriptiveTest } from './descriptive.ts';
import { fineGrayMethod } from './fine-gray.ts';
import { imputeParts } from './impute.ts';
import { formulaOf, inOneGo, type Method } from './method.ts';
import { multistateMethod } from './multistate.ts';
import { poolParts } from './pool.ts';
import { pseudoMethod } from './pseudo-values.ts';
import { restrictedMeanMethod } from './restricted-mean.ts';
import { netBenefitMethod, scoreMethod } from './score.ts';
import { tableOneMethod } from './table-one.ts';
import { treatmentWeightsMethod } from './treatment-weights.ts';

/** `cox` of `Surv(...)` is one model; of `Hist(time, cause)` one per cause. */
const coxOfEither: Method = (input) => {
  const { left } = parseFormula(formulaOf(input));
  if (input.options.bootstrap !== undefined) return inOneGo(bootstrapParts)(input);
  return left?.type === 'call' && left.name === 'Hist' ? causeSpecificMethod(input) : coxMethod(input);
};

/** Competing risks, prediction error, multi-state and the other methods. */
export const moreMethods: Readonly<Record<string, Method>> = {
  test: descriptiveTest,
  cif: cumulativeIncidenceMethod,
  finegray: fineGrayMethod,
  cox: coxOfEither,
  rmst: restrictedMeanMethod,
  score: scoreMethod,
  netbenefit: netBenefitMethod,
  aft: aftMethod,
  aareg: aalenAdditiveMethod,
  multistate: multistateMethod,
  pseudo: pseudoMethod,
  impute: inOneGo(imputeParts),
  pool: inOneGo(poolParts),
  iptw: treatmentWeightsMethod,
  table1: tableOneMethod,
};
