import { aalenAdditiveMethod } from './aalen-additive.ts';
import { aftMethod } from './accelerated-failure.ts';
import { coxOfEither } from './cox-of-either.ts';
import { cumulativeIncidenceMethod } from './cumulative-incidence.ts';
import { descriptiveTest } from './descriptive.ts';
import { fineGrayMethod } from './fine-gray.ts';
import { imputeMethod } from './impute.ts';
import type { Method } from './method.ts';
import { multistateMethod } from './multistate.ts';
import { poolMethod } from './pool.ts';
import { pseudoMethod } from './pseudo-values.ts';
import { restrictedMeanMethod } from './restricted-mean.ts';
import { netBenefitMethod, scoreMethod } from './score.ts';
import { tableOneMethod } from './table-one.ts';
import { treatmentWeightsMethod } from './treatment-weights.ts';

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
  impute: imputeMethod,
  pool: poolMethod,
  iptw: treatmentWeightsMethod,
  table1: tableOneMethod,
};
