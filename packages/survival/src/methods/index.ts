import { concordanceMethod } from './concordance.ts';
import { coxMethod } from './cox.ts';
import { kaplanMeier, nelsonAalen } from './kaplan-meier.ts';
import { landmark } from './landmark.ts';
import { logRankMethod } from './log-rank.ts';
import type { Method } from './method.ts';
import { moreMethods } from './more.ts';
import { coxnetMethod } from './penalised.ts';

/** The methods of `linea survival`, by name. */
export const methods: Readonly<Record<string, Method>> = {
  km: kaplanMeier,
  na: nelsonAalen,
  cox: coxMethod,
  coxnet: coxnetMethod,
  concordance: concordanceMethod,
  logrank: logRankMethod,
  landmark,
  ...moreMethods,
};
