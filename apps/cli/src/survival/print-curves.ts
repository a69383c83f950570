import type { Say } from '@linea/registry/words';
import { figure, grid, interval, type Members, members, numbers, type Printer, rows } from './format.ts';

const notReached = (x: unknown, say: Say): string => (x === null ? say('survival.notReached') : figure(x, say));

/** `p` of 0.5 is the median; others are named by how many have had the event. */
const quantileHead = (p: number, say: Say): string =>
  p === 0.5 ? say('survival.column.median') : say('survival.quantile', { percent: figure(100 * p, say) });

/** The quantiles asked for; the median alone when none was. */
function wanted(stratum: Members, options: Members): readonly Members[] {
  const all = rows(stratum.quantiles);
  return options.quantiles === undefined ? all.filter(({ p }) => p === 0.5) : all;
}

/** Survival curves: a line per group, and the curve at the times asked for. */
export const printCurves: Printer = (answer, say, options) => {
  const strata = rows(answer.strata);
  const level = say('survival.interval', { percent: figure(100 * (answer.conf_level as number), say) });
  const heads = wanted(members(strata[0]), options).flatMap(({ p }) => [quantileHead(p as number, say), level]);
  const lines = strata.map((stratum) => [
    groupName(stratum.stratum, say),
    figure(stratum.n, say),
    figure(stratum.events, say),
    ...wanted(stratum, options).flatMap(({ time, lower, upper }) => [
      notReached(time, say),
      interval(lower, upper, say, say('survival.notReached')),
    ]),
    `${figure(stratum.rmean, say)} (${figure(stratum.se_rmean, say)})`,
  ]);
  const until = figure(strata[0]?.rmean_until, say);
  const mean = say('survival.meanUntil', { time: until });
  const blocks = [grid(['group', 'n', 'events', ...heads, mean], lines, say)];
  if (strata.some(({ at }) => at !== undefined)) blocks.push(atTimes(strata, level, say));
  return blocks;
};

function atTimes(strata: readonly Members[], level: string, say: Say): string {
  const lines = strata.flatMap(({ stratum, at }) => {
    const { time, n_risk, surv, se_surv, lower, upper } = members(at);
    return numbers(time).map((t, k) => [
      groupName(stratum, say),
      figure(t, say),
      ...[n_risk, surv, se_surv].map((values) => figure(numbers(values)[k], say)),
      interval(numbers(lower)[k], numbers(upper)[k], say),
    ]);
  });
  return grid(['group', 'time', 'n_risk', 'surv', 'se', level], lines, say);
}

export const groupName = (stratum: unknown, say: Say): string =>
  stratum === 'all' ? say('survival.all') : String(stratum);
