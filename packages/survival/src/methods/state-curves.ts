import { lastAt } from '../order/ascending.ts';
import { type IntervalType, survivalInterval } from '../product-limit/interval.ts';
import { listOrNull } from './method.ts';

/** Probabilities of being in each state, of one group, and their errors at any time. */
export interface GroupCurves {
  readonly stratum: string;
  readonly rows: number;
  /** Where time begins. */
  readonly origin: number;
  readonly time: Float64Array;
  /** m x states. */
  readonly atRisk: Float64Array;
  readonly probability: Float64Array;
  readonly errorsAt: (t: number) => ArrayLike<number>;
  /** Weight of moves into each state. */
  readonly events: readonly number[];
}

/** The members `states`, `strata` and `sojourn` of an Aalen-Johansen answer. */
export function stateMembers(
  groups: readonly GroupCurves[],
  states: readonly string[],
  times: readonly number[] | undefined,
  type: IntervalType,
  level: number,
) {
  const until = Math.max(...groups.map(({ time }) => time.at(-1)!));
  const named = groups.length > 1 || groups[0]!.stratum !== 'all';
  const means = groups.map((group) => meanTimes(group, states.length, until));
  return {
    states,
    strata: groups.map((group) => ({
      stratum: group.stratum,
      ...atTimes(group, states.length, times ?? Array.from(group.time), type, level),
    })),
    sojourn: {
      rows: states.flatMap((state) => groups.map(({ stratum }) => (named ? `${stratum}, ${state}` : state))),
      columns: ['n', 'nevent', 'rmean'],
      values: states.flatMap((_, s) => groups.map((group, g) => [group.rows, group.events[s]!, means[g]![s]!])),
    },
  };
}

function atTimes(
  { time, atRisk, probability, errorsAt }: GroupCurves,
  states: number,
  times: readonly number[],
  type: IntervalType,
  level: number,
) {
  const m = time.length;
  const initial = Array.from({ length: states }, (_, s) => (s === 0 ? 1 : 0));
  const rows = times.map((t) => {
    const last = lastAt(time, t);
    const next = last >= 0 && time[last] === t ? last : last + 1;
    const pstate = last < 0 ? initial : Array.from(probability.subarray(last * states, (last + 1) * states));
    const se = last < 0 ? initial.map(() => 0) : Array.from(errorsAt(t));
    const logSe = Float64Array.from(se, (e, s) => (e === 0 ? 0 : e / pstate[s]!));
    const { lower, upper } = survivalInterval(Float64Array.from(pstate), logSe, type, level);
    const n_risk = next < m ? Array.from(atRisk.subarray(next * states, (next + 1) * states)) : initial.map(() => 0);
    return { n_risk, pstate, se: listOrNull(se), lower: listOrNull(lower), upper: listOrNull(upper) };
  });
  return {
    time: times,
    n_risk: rows.map((row) => row.n_risk),
    pstate: rows.map((row) => row.pstate),
    se: rows.map((row) => row.se),
    lower: rows.map((row) => row.lower),
    upper: rows.map((row) => row.upper),
  };
}

/** Mean time in each state up to `until`. */
function meanTimes({ time, probability, origin }: GroupCurves, states: number, until: number): number[] {
  const mean = Array.from({ length: states }, () => 0);
  mean[0] = time[0]! - origin;
  for (let k = 0; k < time.length; k++) {
    const width = (time[k + 1] ?? until) - time[k]!;
    for (let s = 0; s < states; s++) mean[s]! += width * probability[k * states + s]!;
  }
  return mean;
}
