import { fitLearner, predictRisk, predictSurvival, type TrainingTable, takePatients } from '@linea/explain';
import { concordance, cox } from '@linea/survival';
import { survivalAt } from '../terms/impute.ts';
import type { UnseenCentres } from './study-model.ts';

/** Penalties that are tried: ridge on columns of standard deviation 1. */
const PENALTIES = [2, 10, 40, 120] as const;
const MOST_PARTS = 10;

/**
 * The penalty that does best for centres left out, and how well it does there. Centres are put into at most ten parts;
 * each part is judged by a model of the others.
 */
export function judgedInUnseenCentres(
  table: TrainingTable,
  centres: readonly string[],
  day: number,
): { readonly penalty: number; readonly unseenCentres: UnseenCentres } {
  const parts = partsOf(centres);
  const tried = PENALTIES.map((penalty) => ({ penalty, ...outOfPart(table, parts, penalty, day) }));
  const best = tried.reduce((a, b) => (logLikelihood(table, b.margin) > logLikelihood(table, a.margin) + 1e-9 ? b : a));
  const { time, event } = table;
  const events = event.reduce((sum, e) => sum + e, 0);
  const { concordance: c, se } = concordance(time, event, best.margin, { reverse: true });
  const again = cox(
    time,
    event,
    Array.from(best.margin, (value) => [value]),
  );
  const slope = again.coefficients[0] ?? Number.NaN;
  const slopeError = Math.sqrt(again.variance[0] ?? Number.NaN);
  return {
    penalty: best.penalty,
    unseenCentres: {
      n: time.length,
      events,
      centres: new Set(centres).size,
      harrell: interval(c, se, 0, 1),
      slope: interval(slope, slopeError),
      day,
      expected: 1 - best.survival.reduce((sum, s) => sum + s, 0) / best.survival.length,
      observed: 1 - survivalAt(time, event, day).survival,
    },
  };
}

/** The part of each row: whole centres, the largest first, each into the smallest part so far. */
function partsOf(centres: readonly string[]): Int32Array {
  const counts = new Map<string, number>();
  for (const centre of centres) counts.set(centre, (counts.get(centre) ?? 0) + 1);
  const bySize = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const sizes = new Array<number>(Math.min(MOST_PARTS, bySize.length)).fill(0);
  const partOf = new Map<string, number>();
  for (const [centre, n] of bySize) {
    const part = sizes.indexOf(Math.min(...sizes));
    partOf.set(centre, part);
    sizes[part] = (sizes[part] as number) + n;
  }
  return Int32Array.from(centres, (centre) => partOf.get(centre) as number);
}

function outOfPart(table: TrainingTable, parts: Int32Array, penalty: number, day: number) {
  const margin = new Float64Array(parts.length);
  const survival = new Float64Array(parts.length);
  for (const part of new Set(parts)) {
    const own = indices(parts, (value) => value === part);
    const others = takePatients(
      table,
      indices(parts, (value) => value !== part),
    );
    if (others.event.every((e) => e === 0)) continue;
    const model = fitLearner('cox', others, { penalty });
    const { rows } = takePatients(table, own);
    const [risk, alive] = [predictRisk(model, rows), predictSurvival(model, rows, [day])];
    for (const [k, i] of own.entries()) {
      margin[i] = risk[k] as number;
      survival[i] = alive[k] as number;
    }
  }
  return { margin, survival };
}

const indices = (parts: Int32Array, is: (part: number) => boolean): Int32Array =>
  Int32Array.from(Array.from(parts.keys()).filter((i) => is(parts[i] as number)));

/** Breslow's partial log-likelihood of log hazard ratios as they stand: O(n log n). */
function logLikelihood({ time, event }: TrainingTable, margin: Float64Array): number {
  const order = Array.from(time.keys()).sort((a, b) => (time[b] as number) - (time[a] as number));
  let [sum, risk] = [0, 0];
  for (let k = 0; k < order.length; ) {
    let last = k;
    const now = time[order[k] as number];
    for (; last < order.length && time[order[last] as number] === now; last++)
      risk += Math.exp(margin[order[last] as number] as number);
    for (; k < last; k++) {
      const i = order[k] as number;
      if (event[i] === 1) sum += (margin[i] as number) - Math.log(risk);
    }
  }
  return sum;
}

const interval = (value: number, se: number, low = -Infinity, high = Infinity): readonly [number, number, number] => [
  value,
  Math.max(low, value - 1.96 * se),
  Math.min(high, value + 1.96 * se),
];
