import type { Ensemble } from '@linea/explain';
import {
  atTimes,
  concordance,
  cox,
  coxData,
  fineGray,
  logRank,
  mean,
  penalisedPath,
  productLimit,
  readCsv,
  rowMajor,
  standardDeviation,
} from '@linea/survival';
import { bytesOf, inUtf8 } from '../io.ts';
import { rangesOf, type Threads } from '../threads/threads.ts';
import { MODEL_TASKS } from './model-tasks.ts';
import type { BenchTable } from './table.ts';

export interface Settings {
  readonly file: string;
  /** The time at which a curve is read. */
  readonly time: number;
  /** Trees of a forest; while it is tuned; and the size below which a node is not split. */
  readonly trees: number;
  readonly innerTrees: number;
  readonly node: number;
  /** Rounds of boosting, and the depth of its trees. */
  readonly rounds: number;
  readonly depth: number;
  /** Bootstrap samples. */
  readonly replicates: number;
  readonly seed: number;
  /** How nearly a path meets its optimality conditions, as a share of the largest gradient. */
  readonly optimality: number;
  /** Worker threads. */
  readonly threads: Threads;
  /** Trees to explain, in place of trees that are trained here. */
  readonly model: Ensemble | undefined;
}

type Numbers = readonly number[];

/**
 * One piece of work on a table: what it takes from the table is made ready first, the call that comes back is timed.
 * It answers the numbers by which two programs are compared.
 */
export type Task = (table: BenchTable, settings: Settings) => () => Numbers | Promise<Numbers>;

const columnsOf = (table: BenchTable): readonly Float64Array[] => table.covariates.map(table.numbers);

const firstTwo = (b: Float64Array, variance: Float64Array): Numbers => [
  b[0] ?? Number.NaN,
  b[1] ?? Number.NaN,
  Math.sqrt(variance[0] ?? Number.NaN),
];

const km: Task = (table, { time: at }) => {
  const [time, status] = [table.numbers('time'), table.numbers('status')];
  return () => {
    const read = atTimes(productLimit(time, status, { intervalType: 'log-log' }), [at]);
    return [...read.survival, ...read.lower, ...read.upper];
  };
};

const logrank: Task = (table) => {
  const [time, status, group] = [table.numbers('time'), table.numbers('status'), table.numbers('group')];
  return () => [logRank(time, status, Int32Array.from(group)).chiSquare];
};

const coxTask: Task = (table) => {
  const late = table.has('start');
  const [time, status] = [table.numbers(late ? 'stop' : 'time'), table.numbers('status')];
  const start = late ? { start: table.numbers('start') } : {};
  const columns = columnsOf(table);
  return () => {
    const fit = cox(time, status, rowMajor(columns), start);
    return [fit.logLikelihood, ...firstTwo(fit.coefficients, fit.variance)];
  };
};

const finegray: Task = (table) => {
  const [time, status] = [table.numbers('time'), table.numbers('status')];
  const columns = columnsOf(table);
  return () => {
    const fit = fineGray(time, status, rowMajor(columns).values, columns.length, { stop: 'crr' });
    return [fit.logLikelihood, ...firstTwo(fit.coefficients, fit.covariance)];
  };
};

/** The marker of the concordance: half the sum of the odd covariates less half that of the even ones, to six decimals. */
function marker(table: BenchTable): Float64Array {
  const columns = columnsOf(table);
  const score = (i: number): number =>
    columns.reduce((sum, column, j) => sum + (j % 2 === 0 ? 0.5 : -0.5) * (column[i] as number), 0);
  return Float64Array.from({ length: table.n }, (_, i) => Math.round(score(i) * 1e6) / 1e6);
}

const concordanceTask: Task = (table) => {
  const [time, status] = [table.numbers('time'), table.numbers('status')];
  const risk = marker(table);
  return () => {
    const found = concordance(time, status, risk, { reverse: true });
    return [found.concordance, found.se];
  };
};

const lasso: Task = (table, { optimality }) => {
  const [time, status] = [table.numbers('time'), table.numbers('status')];
  const columns = columnsOf(table);
  return () => {
    const { steps } = penalisedPath(coxData(time, status, rowMajor(columns)), { optimality });
    const last = steps.at(-1);
    return [steps.length, last?.nonzero ?? 0, last?.devianceRatio ?? Number.NaN];
  };
};

/** Mean and standard deviation of the first coefficient over the samples. */
const bootstrap: Task = (table, { replicates, seed, threads }) => {
  const [time, status] = [table.numbers('time'), table.numbers('status')];
  const columns = columnsOf(table);
  const p = columns.length;
  return async () => {
    const data = coxData(time, status, rowMajor(columns));
    const parts = rangesOf(replicates, threads.count).map(([from, to]) =>
      threads.run('bootstrap', { data, options: { seed, from, to } }),
    );
    const first = (await Promise.all(parts)).flatMap((all) =>
      Array.from(all.filter((_, at) => at % p === 0)).filter((b) => !Number.isNaN(b)),
    );
    return [mean(first), standardDeviation(first)];
  };
};

/** The table read once more, from the file into columns: how many rows and columns. */
const read: Task =
  (_, { file }) =>
  async () => {
    const { rows, columns } = readCsv(inUtf8(await bytesOf(file), file));
    return [rows, columns.size];
  };

/** The tasks by name. */
export const TASKS: Readonly<Record<string, Task>> = {
  km,
  logrank,
  cox: coxTask,
  cox_counting: coxTask,
  finegray,
  concordance: concordanceTask,
  lasso,
  bootstrap,
  read,
  ...MODEL_TASKS,
};
