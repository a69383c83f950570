import type { ModelFrame } from '../formula/model-frame.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { type Histories, historiesOf } from '../multistate/histories.ts';
import { type Sojourns, stateCurves, stateErrors } from '../multistate/multistate.ts';
import { INTERVAL_TYPES } from '../product-limit/interval.ts';
import { groupsOf, rowsByLevel } from '../response/groups.ts';
import {
  choiceOption,
  flagOption,
  formulaOf,
  frameOfInput,
  type Method,
  type MethodInput,
  numberOption,
  numbersOption,
  type Options,
  textOption,
  textsOption,
} from './method.ts';
import { multistateCox } from './multistate-cox.ts';
import { type GroupCurves, stateMembers } from './state-curves.ts';

/** The formula on the data, with the person of each row, and weights where asked for. */
function historiesFrame(input: MethodInput): { mf: ModelFrame; histories: Histories } {
  const id = textOption(input.options, 'id');
  const weights = textOption(input.options, 'weights');
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input), {
    ...(weights === undefined ? {} : { weights }),
    ...(id === undefined ? {} : { extra: { id } }),
  });
  return { mf, histories: historiesOf(mf, stateNamesOf(input.options)) };
}

/** `--states censor,relapse,death`, as a list or as one text. */
const stateNamesOf = (options: Options): readonly string[] | undefined =>
  textsOption(options, 'states')?.flatMap((text) => text.split(',').map((name) => name.trim()));

/** `linea survival multistate "Surv(tstart, tstop, event) ~ g" --id id --states ... --times ...`; a model with `cox`. */
export const multistateMethod: Method = (input) => {
  choiceOption(input.options, 'ties', ['efron', 'breslow'] as const, 'efron');
  const { mf, histories } = historiesFrame(input);
  if (flagOption(input.options, 'cox')) return multistateCox(mf, histories, input.options);
  const { options } = input;
  const groups = groupsOf(mf, true);
  const rows = groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)];
  const curves = rows.map((own, g) => groupCurves(histories, mf.weights, own, groups?.levels[g] ?? 'all'));
  const type = choiceOption(options, 'confType', INTERVAL_TYPES, 'log');
  const level = numberOption(options, 'confLevel') ?? 0.95;
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...stateMembers(curves, histories.states, numbersOption(options, 'times'), type, level),
    transitions: transitionCounts(histories),
  };
};

function groupCurves(
  histories: Histories,
  weights: Float64Array | undefined,
  rows: Int32Array,
  stratum: string,
): GroupCurves {
  const { states, persons } = histories;
  const pick = (values: Float64Array | Int32Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  const data: Sojourns = {
    start: pick(histories.start),
    stop: pick(histories.stop),
    from: pick(histories.from),
    to: pick(histories.to),
    person: pick(histories.person),
    states: states.length,
    weight: weights && pick(weights),
  };
  const curves = stateCurves(data);
  const events = states.map(() => 0);
  // An event that finds someone in its state already, as a second recurrence does, is no move.
  rows.forEach((i) => {
    if (histories.to[i]! >= 0 && histories.to[i] !== histories.from[i]) events[histories.to[i]!]! += weights?.[i] ?? 1;
  });
  // A time at which follow-up only goes on in another row is no step of the curve.
  const ending = new Set<number>();
  rows.forEach((i) => {
    if (histories.ends[i] === 1) ending.add(histories.stop[i]!);
  });
  const kept = Int32Array.from(curves.time.keys()).filter((k) => ending.has(curves.time[k]!));
  const steps = (values: Float64Array): Float64Array => {
    const chosen = new Float64Array(kept.length * states.length);
    kept.forEach((k, r) => {
      chosen.set(values.subarray(k * states.length, (k + 1) * states.length), r * states.length);
    });
    return chosen;
  };
  return {
    stratum,
    rows: rows.length,
    origin: histories.start.reduce((least, t) => Math.min(least, t), Infinity),
    time: Float64Array.from(kept, (k) => curves.time[k]!),
    atRisk: steps(curves.atRisk),
    probability: steps(curves.probability),
    errorsAt: (t) => stateErrors(data, curves, t, persons),
    events,
  };
}

/** How often each move was made, and where people were when they were censored. */
function transitionCounts({ states, from, to, last }: Histories) {
  const counts = states.map(() => states.map(() => 0));
  for (let i = 0; i < from.length; i++) {
    if (to[i]! > 0) counts[from[i]!]![to[i]! - 1]!++;
    else if (last[i] === 1) counts[from[i]!]![states.length - 1]!++;
  }
  return { from: states, to: [...states.slice(1), '(censored)'], counts };
}
