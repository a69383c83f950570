import { fitLearner, predictRisk, predictSurvival, type TrainingTable, takePatients } from '@linea/explain';
import { concordance, cox } from '@linea/survival';
import { survivalAt } from '../terms/impute.ts';
import type { UnseenCentres } from './study-model.ts';

/** Penalties that are tried: ridge on columns of standard deviation 1. */
const PENALTIES = [2, 10, 40, 120] as const;
const MOST_PARTS = 10;

/** How well the whole procedure does in centres that it has not seen, and the penalty that it takes. */
export function judgedInUnseenCentres(
  table: TrainingTable,
  centres: readonly string[],
  day: number,
): { readonly penalty: number; readonly unseenCentres: UnseenCentres } {
  const { time, event } = table;
  const { penalty, margin, survival } = outOfCentres(table, centres, day);
  const events = event.reduce((sum, e) => sum + e, 0);
  const { concordance: c, se } = concordance(time, event, margin, { reverse: true });
  const again = cox(
    time,
    event,
    Array.from(margin, (value) => [value]),
  );
  const slope = again.coefficients[0] ?? Number.NaN;
  const slopeError = Math.sqrt(again.variance[0] ?? Number.NaN);
  return {
    penalty,
    unseenCentres: {
      n: time.length,
      events,
      centres: new Set(centres).size,
      harrell: interval(c, se, 0, 1),
      slope: interval(slope, slopeError),
      day,
      expected: 1 - survival.reduce((sum, s) => sum + s, 0) / survival.length,
      observed: 1 - survivalAt(time, event, day).survival,
    },
  };
}

/**
 * The penalty that does best for centres left out, and what every patient is predicted by models of other centres. Centres
 * are put into at most ten parts; each part is judged by a model of the others, whose penalty was chosen within those
 * others too, by leaving out their parts in turn: nothing of a part, its outcomes least of all, has a say in what it is predicted.
 */
export function outOfCentres(
  table: TrainingTable,
  centres: readonly string[],
  day: number,
): { readonly penalty: number; readonly margin: Float64Array; readonly survival: Float64Array } {
  const parts = partsOf(centres);
  const tried = PENALTIES.map((penalty) => ({ penalty, ...outOfPart(table, parts, penalty, day) }));
  const within = PENALTIES.map((penalty) => ({ penalty, margins: outOfPairs(table, parts, penalty) }));
  const margin = new Float64Array(parts.length);
  const survival = new Float64Array(parts.length);
  for (const part of new Set(parts)) {
    const others = rowsBut(parts, part);
    const chosen = bestOf(
      takePatients(table, others),
      within.map(({ margins }) => Float64Array.from(others, (i) => margins[part]?.[i] ?? 0)),
    );
    const own = tried[chosen] as (typeof tried)[number];
    for (const i of rowsOf(parts, part)) {
      margin[i] = own.margin[i] as number;
      survival[i] = own.survival[i] as number;
    }
  }
  const best = bestOf(
    table,
    tried.map((one) => one.margin),
  );
  return { penalty: PENALTIES[best] as number, margin, survival };
}

/** Which of several predictions of the same rows says most of what happened; of equal ones the first. */
function bestOf(table: TrainingTable, margins: readonly Float64Array[]): number {
  const said = margins.map((margin) => logLikelihood(table, margin));
  return said.reduce((best, own, k) => (own > (said[best] as number) + 1e-9 ? k : best), 0);
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

/** What each part is predicted by a model of the others. */
function outOfPart(table: TrainingTable, parts: Int32Array, penalty: number, day: number) {
  const margin = new Float64Array(parts.length);
  const survival = new Float64Array(parts.length);
  for (const part of new Set(parts)) {
    const own = rowsOf(parts, part);
    const others = takePatients(table, rowsBut(parts, part));
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

/** By the part that nothing may know of: what every other part is predicted by a model that saw neither of the two. */
function outOfPairs(table: TrainingTable, parts: Int32Array, penalty: number): readonly Float64Array[] {
  const count = Math.max(...parts) + 1;
  const margins = Array.from({ length: count }, () => new Float64Array(parts.length));
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const others = takePatients(table, rowsBut(parts, a, b));
      if (others.event.every((e) => e === 0)) continue;
      const model = fitLearner('cox', others, { penalty });
      for (const [unknown, judged] of [
        [a, b],
        [b, a],
      ] as const) {
        const own = rowsOf(parts, judged);
        const risk = predictRisk(model, takePatients(table, own).rows);
        const margin = margins[unknown] as Float64Array;
        for (const [k, i] of own.entries()) margin[i] = risk[k] as number;
      }
    }
  return margins;
}

const indices = (parts: Int32Array, is: (part: number) => boolean): Int32Array =>
  Int32Array.from(Array.from(parts.keys()).filter((i) => is(parts[i] as number)));
const rowsOf = (parts: Int32Array, part: number): Int32Array => indices(parts, (own) => own === part);
const rowsBut = (parts: Int32Array, ...left: readonly number[]): Int32Array =>
  indices(parts, (own) => !left.includes(own));

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
