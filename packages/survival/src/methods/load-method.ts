import type { Method } from './method.ts';

/** Where each method of `methods` lives. */
const LOADERS: Readonly<Record<string, () => Promise<Method>>> = {
  km: async () => (await import('./kaplan-meier.ts')).kaplanMeier,
  na: async () => (await import('./kaplan-meier.ts')).nelsonAalen,
  logrank: async () => (await import('./log-rank.ts')).logRankMethod,
  cox: async () => (await import('./cox-of-either.ts')).coxOfEither,
  coxnet: async () => (await import('./penalised.ts')).coxnetMethod,
  concordance: async () => (await import('./concordance.ts')).concordanceMethod,
  landmark: async () => (await import('./landmark.ts')).landmark,
  test: async () => (await import('./descriptive.ts')).descriptiveTest,
  cif: async () => (await import('./cumulative-incidence.ts')).cumulativeIncidenceMethod,
  finegray: async () => (await import('./fine-gray.ts')).fineGrayMethod,
  rmst: async () => (await import('./restricted-mean.ts')).restrictedMeanMethod,
  score: async () => (await import('./score.ts')).scoreMethod,
  netbenefit: async () => (await import('./score.ts')).netBenefitMethod,
  aft: async () => (await import('./accelerated-failure.ts')).aftMethod,
  aareg: async () => (await import('./aalen-additive.ts')).aalenAdditiveMethod,
  multistate: async () => (await import('./multistate.ts')).multistateMethod,
  pseudo: async () => (await import('./pseudo-values.ts')).pseudoMethod,
  impute: async () => (await import('./impute.ts')).imputeMethod,
  pool: async () => (await import('./pool.ts')).poolMethod,
  iptw: async () => (await import('./treatment-weights.ts')).treatmentWeightsMethod,
  table1: async () => (await import('./table-one.ts')).tableOneMethod,
};

/**
 * One of `methods` with what it needs and nothing else, for a program that runs one method and ends: opening all
 * modules takes longer than most answers.
 *
 * @returns undefined where there is no such method
 */
export const loadMethod = async (name: string): Promise<Method | undefined> =>
  Object.hasOwn(LOADERS, name) ? LOADERS[name]?.() : undefined;
