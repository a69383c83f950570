import type { CoxData } from '../cox/fit.ts';
import { PartialLikelihood } from '../cox/partial-likelihood.ts';
import type { RiskSets } from '../cox/risk-sets.ts';
import type { ColumnScales } from './column-scales.ts';
import { denseForm } from './dense-form.ts';
import { learnCurvature } from './learn-curvature.ts';
import { minimiseQuadratic } from './quadratic.ts';
import type { WorkingSet } from './working-set.ts';

/** All columns are in play from the start: for tables with few of them. */
export function allColumns(
  { x, p, weights }: CoxData,
  sets: RiskSets,
  { means, deviations }: ColumnScales,
  n: number,
): WorkingSet {
  const centring = { means, scale: deviations.map((d) => 1 / d), radius: 0 };
  const likelihood = new PartialLikelihood(sets, { x, p, centring }, { ties: 'breslow', weights, sparse: true });
  const gradient = new Float64Array(p);
  const curvature = new Float64Array(p * p);
  const slots = Int32Array.from({ length: p }, (_, j) => j);
  return {
    columns: Array.from(slots),
    gradient,
    admit: () => {},
    move(beta) {
      const { logLikelihood, score } = likelihood.ascend(beta);
      for (let j = 0; j < p; j++) gradient[j] = score[j]! / n;
      return logLikelihood / n;
    },
    renew() {
      const { information } = likelihood.informationHere();
      for (let at = 0; at < information.length; at++) curvature[at] = information[at]! / n;
    },
    minimise(beta, penalty, enough) {
      minimiseQuadratic(denseForm(curvature, p, p, gradient.slice()), slots, beta, penalty, enough);
    },
    learn: (step, fall) => learnCurvature(curvature, p, step, fall),
    fullGradient: (all) => all.set(gradient),
    release: () => likelihood.release(),
  };
}
