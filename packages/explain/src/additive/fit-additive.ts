import { type BinnedColumns, binnedColumns, refined } from '../boost/binned.ts';
import { baselinesOf } from '../hazard/baselines.ts';
import { CoxLoss } from '../hazard/cox-loss.ts';
import { type TrainingTable, takePatients } from '../table/training-table.ts';
import { missingTells } from '../unknown/unknown-values.ts';
import { dealtParts } from '../validation/folds.ts';
import { type AdditiveModel, additiveMargin } from './additive-model.ts';
import { type Cells, cellCount, growTerms } from './grow-terms.ts';
import { purified } from './purified.ts';
import { bestQuadrants, type StepOptions } from './step.ts';
import type { Term } from './term.ts';

export interface AdditiveOptions {
  /** Told how far it is, 0 to 1, before each of the two rounds of bags. */
  readonly progress?: (share: number) => void;
  /** Runs on four fifths of the patients each, whose mean is the model; default 10. */
  readonly bags?: number;
  /** Rounds at most; the rows held out of the bags say how many; default 150. */
  readonly rounds?: number;
  /** Default 0.05. */
  readonly rate?: number;
  readonly lambda?: number;
  readonly minimumCurvature?: number;
  /** Bins of a feature alone, and in a pair; default 32 and 8. */
  readonly bins?: number;
  readonly pairBins?: number;
  /** Pairs at most; default: half the number of features, 5 at most. */
  readonly pairs?: number;
  readonly cause?: number | undefined;
  readonly seed?: number;
}

const PARTS = 5;

/**
 * The glass box: functions of one feature each, then of the pairs that bring most, boosted in turns on the Cox partial
 * likelihood and averaged over bags, as explainable boosting machines are.
 *
 * Late entry, weights, strata, missing values (a bin of their own, which moves where enough lack the value) and one cause
 * among several are taken.
 *
 * @source Lou Y et al. KDD 2012:150-158 and KDD 2013:623-631; Nori H et al. arXiv:1909.09223
 */
export function fitAdditive(table: TrainingTable, options: AdditiveOptions = {}): AdditiveModel {
  const { bags = 10, rounds = 150, rate = 0.05, lambda = 1, minimumCurvature = 2, seed = 1, cause } = options;
  const { n, p } = table.rows;
  const step: StepOptions = { rate, lambda, minimumCurvature };
  const coarse = binnedColumns(table.rows, options.pairBins ?? 8);
  const fine = refined(table.rows, coarse, options.bins ?? 32);
  const tells = missingTells(table, cause);
  const singles = Array.from({ length: p }, (_, j) => cellsOf(fine, [j], tells));
  const runs = Array.from({ length: bags }, (_, bag) => bagRows(table, seed, bag));
  let done = 0;
  const grow = (
    cells: readonly Cells[],
    start: readonly Float64Array[],
  ): { values: Float64Array[]; rounds: number } => {
    const growths = runs.map(({ train, held }, bag) => {
      options.progress?.(done++ / (2 * bags));
      const terms = cells.map((own) => ({ train: only(own, train), held: only(own, held) }));
      const own = start[bag]!;
      return growTerms(
        takePatients(table, train),
        takePatients(table, held),
        terms,
        { train: Float64Array.from(train, (i) => own[i]!), held: Float64Array.from(held, (i) => own[i]!) },
        { ...step, rounds, cause },
      );
    });
    // The bags decide together: one of them alone holds out few events.
    let best = 0;
    const total = (round: number): number => growths.reduce((sum, { held }) => sum + held[round]!, 0);
    for (let round = 1; round <= rounds; round++) if (total(round) > total(best)) best = round;
    return { values: growths.map(({ values }) => values[best]!), rounds: best };
  };
  const main = grow(
    singles,
    runs.map(() => new Float64Array(n)),
  );
  const mainMargin = main.values.map((values) => marginOf(singles, values, n));
  const chosen = pickPairs(table, coarse, mainMargin, options.pairs ?? Math.min(5, p >> 1), step, tells, cause);
  const doubles = chosen.map((pair) => cellsOf(coarse, pair, tells));
  const pairs =
    doubles.length > 0 ? grow(doubles, mainMargin) : { values: runs.map(() => new Float64Array(0)), rounds: 0 };
  const terms = [
    ...singles.map((cells, j) => termOf([j], [fine.cuts[j]!], cells, main.values, offsetOf(singles, j))),
    ...(pairs.rounds > 0
      ? doubles.map((cells, k) =>
          termOf(
            chosen[k]!,
            chosen[k]!.map((j) => coarse.cuts[j]!),
            cells,
            pairs.values,
            offsetOf(doubles, k),
          ),
        )
      : []),
  ];
  const model: AdditiveModel = {
    kind: 'additive',
    features: table.features,
    terms: purified(terms, tells),
    rounds: [main.rounds, pairs.rounds],
    baselines: { pooled: { time: [], hazard: [] } },
  };
  return { ...model, baselines: baselinesOf(table, additiveMargin(model, table.rows), cause) };
}

/** Four fifths to fit and one to judge; every five bags hold out everyone once. */
function bagRows(table: TrainingTable, seed: number, bag: number): { train: Int32Array; held: Int32Array } {
  const part = dealtParts(table, PARTS, seed, Math.floor(bag / PARTS));
  const all = Int32Array.from(part.keys());
  return { train: all.filter((i) => part[i] !== bag % PARTS), held: all.filter((i) => part[i] === bag % PARTS) };
}

function cellsOf(data: BinnedColumns, features: readonly number[], tells: Uint8Array): Cells {
  const bins = features.map((j) => data.cuts[j]!.length + 2);
  const cell = new Uint16Array(data.n);
  for (let i = 0; i < data.n; i++) {
    let at = 0;
    features.forEach((j, k) => {
      at = at * bins[k]! + data.bin[j]![i]!;
    });
    cell[i] = at;
  }
  return { cell, bins, tells: features.map((j) => tells[j] === 1) };
}

const only = ({ cell, bins, tells }: Cells, rows: Int32Array): Cells => ({
  cell: Uint16Array.from(rows, (i) => cell[i]!),
  bins,
  tells,
});

const offsetOf = (cells: readonly Cells[], own: number): number =>
  cells.slice(0, own).reduce((sum, one) => sum + cellCount(one), 0);

function marginOf(cells: readonly Cells[], values: Float64Array, n: number): Float64Array {
  const margin = new Float64Array(n);
  cells.forEach(({ cell }, t) => {
    const at = offsetOf(cells, t);
    for (let i = 0; i < n; i++) margin[i]! += values[at + cell[i]!]!;
  });
  return margin;
}

/** The pairs whose best four quadrants would lower the loss most, beyond what single features do. */
function pickPairs(
  table: TrainingTable,
  data: BinnedColumns,
  margins: readonly Float64Array[],
  most: number,
  step: StepOptions,
  tells: Uint8Array,
  cause: number | undefined,
): [number, number][] {
  if (most === 0) return [];
  const { n, p } = table.rows;
  const mean = new Float64Array(n);
  for (const margin of margins) for (let i = 0; i < n; i++) mean[i]! += margin[i]! / margins.length;
  const [g, h] = [new Float64Array(n), new Float64Array(n)];
  new CoxLoss(table, cause).derivatives(mean, g, h);
  const found: { pair: [number, number]; gain: number }[] = [];
  for (let a = 0; a < p; a++) {
    for (let b = a + 1; b < p; b++) {
      const { cell, bins } = cellsOf(data, [a, b], tells);
      const size = bins[0]! * bins[1]!;
      const sums = { gradient: new Float64Array(size), curvature: new Float64Array(size) };
      for (let i = 0; i < n; i++) {
        sums.gradient[cell[i]!]! += g[i]!;
        sums.curvature[cell[i]!]! += h[i]!;
      }
      const { gain } = bestQuadrants(sums, bins[0]!, bins[1]!, step);
      if (gain > 0) found.push({ pair: [a, b], gain });
    }
  }
  return found
    .sort((x, y) => y.gain - x.gain)
    .slice(0, most)
    .map(({ pair }) => pair);
}

function termOf(
  features: readonly number[],
  cuts: readonly Float64Array[],
  cells: Cells,
  runs: readonly Float64Array[],
  at: number,
): Term {
  const size = cellCount(cells);
  const count = new Array<number>(size).fill(0);
  for (const cell of cells.cell) count[cell]!++;
  const values: number[] = [];
  const spread: number[] = [];
  for (let k = 0; k < size; k++) {
    const own = runs.map((run) => run[at + k]!);
    const mean = own.reduce((sum, v) => sum + v, 0) / own.length;
    values.push(mean);
    spread.push(Math.sqrt(own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, own.length - 1)));
  }
  return { features, cuts: cuts.map((own) => Array.from(own)), values, spread, count };
}
