import { adjustP, chiSquareUpper, cox, martingaleResiduals, regression } from '@linea/survival';

/** The rows that may teach: follow-up, and which setting each belongs to. */
export interface Followed {
  readonly time: readonly number[];
  readonly event: readonly number[];
  readonly stratum: readonly number[];
}

const LEVEL = 0.05;
/** More columns than this are not taken from one block: the fits behind them have some hundred events. */
const MOST = 10;

/**
 * The columns of a block that go with the outcome beside the terms that are in the model anyway, at a false discovery rate of
 * 5 % over the block. The score test of each column: what it has in common with the terms is taken out, the rest is held
 * against the events less those expected (martingale residuals) within each setting. Only the training rows are looked at.
 *
 * @param terms       columns of the model, complete
 * @param candidates  columns of the block, complete
 * @returns their places, the smallest p first
 */
export function screened(
  { time, event, stratum }: Followed,
  training: readonly number[],
  terms: readonly Float64Array[],
  candidates: readonly Float64Array[],
): readonly number[] {
  const statistic = new Float64Array(candidates.length);
  const df = new Float64Array(candidates.length);
  for (const setting of new Set(training.map((i) => stratum[i]))) {
    const rows = training.filter((i) => stratum[i] === setting);
    const take = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] as number);
    const own = terms.map(take).filter((column) => column.some((value) => value !== column[0]));
    if (rows.length <= own.length + 2) continue;
    const fit = cox(
      rows.map((i) => time[i] as number),
      rows.map((i) => event[i] as number),
      rows.map((_, i) => own.map((column) => column[i] as number)),
    );
    const residual = martingaleResiduals(fit);
    const { residualsOf } = regression(rows.length, [new Float64Array(rows.length).fill(1), ...own]);
    for (const [j, candidate] of candidates.entries()) {
      const rest = residualsOf(take(candidate));
      let [score, variance] = [0, 0];
      for (let i = 0; i < rows.length; i++) {
        const part = (rest[i] as number) * (residual[i] as number);
        score += part;
        variance += part * part;
      }
      if (!(variance > 1e-12)) continue;
      statistic[j] = (statistic[j] as number) + (score * score) / variance;
      df[j] = (df[j] as number) + 1;
    }
  }
  const p = Array.from(statistic, (value, j) => (df[j] === 0 ? 1 : chiSquareUpper(value, df[j] as number)));
  const q = adjustP(p, 'bh');
  return p
    .map((_, j) => j)
    .filter((j) => (q[j] as number) < LEVEL)
    .sort((a, b) => (p[a] as number) - (p[b] as number) || a - b)
    .slice(0, MOST);
}
