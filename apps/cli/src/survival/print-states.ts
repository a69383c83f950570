import type { Say } from '@linea/registry/words';
import {
  evenly,
  figure,
  grid,
  interval,
  levelHead,
  type Members,
  numbers,
  type Printer,
  pText,
  rows,
  texts,
} from './format.ts';
import { groupName } from './print-curves.ts';

/** Probabilities of each state, or cumulative incidences; `cause` keeps one state. */
export const printStates: Printer = (answer, say, options) => {
  const states = texts(answer.states);
  const kept = states.flatMap((state, s) =>
    s === 0 || (options.cause !== undefined && state !== options.cause) ? [] : [s],
  );
  const level = levelHead(options, say);
  const lines = rows(answer.strata).flatMap(({ stratum, time, n_risk, pstate, lower, upper }) =>
    evenly(numbers(time).length).map((k) => {
      const at = (value: unknown, s: number): unknown => (value as readonly (readonly unknown[])[])[k]?.[s];
      const total = states.reduce((sum, _, s) => sum + Number(at(n_risk, s)), 0);
      return [
        groupName(stratum, say),
        figure(numbers(time)[k], say),
        figure(total, say),
        ...kept.flatMap((s) => [figure(at(pstate, s), say), interval(at(lower, s), at(upper, s), say)]),
      ];
    }),
  );
  const heads = kept.flatMap((s) => [say('survival.state', { state: states[s] as string }), level]);
  return [grid(['group', 'time', 'n_risk', ...heads], lines, say), sojourns(answer, say), ...gray(answer, say)];
};

/** People, moves into a state and mean time there. */
function sojourns({ sojourn }: Members, say: Say): string {
  const { rows: names, values } = sojourn as { rows: readonly string[]; values: readonly (readonly number[])[] };
  const lines = names.map((name, r) => [
    name.replace('(s0)', say('survival.initial')),
    ...(values[r] ?? []).map((x) => figure(x, say)),
  ]);
  return grid(['state', 'n', 'events', 'rmean'], lines, say);
}

function gray({ gray: tests }: Members, say: Say): string[] {
  if (tests === undefined) return [];
  const { causes, stat, p, df } = tests as Readonly<Record<string, readonly unknown[]>>;
  const lines = (causes ?? []).map((cause, c) =>
    say('survival.gray', {
      cause: String(cause),
      chisq: figure(stat?.[c], say),
      df: figure(df?.[c], say),
      p: pText(p?.[c], say),
    }),
  );
  return [lines.join('\n')];
}
