import { type Frame, quantiles, rowsOf, withColumn } from '@linea/survival';
import { refuse } from '../errors/refused-input.ts';
import type { ExplainedModel } from '../explained/explained-model.ts';

/** How a model's risk moves with one column, over patients as they are. */
export interface AccumulatedEffect {
  readonly feature: string;
  readonly n: number;
  /** Risk less its mean over the patients; 0 on average. `patients`: in the interval that ends here. */
  readonly points: readonly { readonly value: number; readonly effect: number; readonly patients: number }[];
}

const INTERVALS = 20;

/**
 * Accumulated local effects of a column of numbers: within each interval of its values, only the patients who are there are
 * moved from one end to the other, and the differences are added up. Where columns are correlated, partial dependence asks
 * about patients who do not exist; this does not.
 *
 * @param column  as the table calls it
 * @throws {RefusedInput} `column.unknown`, `column.words`, `column.empty`
 * @source Apley DW, Zhu J. J R Stat Soc B 2020;82:1059-1086
 */
export function accumulatedEffect(model: ExplainedModel, frame: Frame, column: string): AccumulatedEffect {
  const own = frame.columns.get(column);
  if (!own || !model.columns.includes(column))
    return refuse('column.unknown', `column ${column}`, column, model.columns.join(', '));
  if (own.kind !== 'number') return refuse('column.words', `column ${column}`, undefined, 'numbers');
  const present = own.values.filter((v) => !Number.isNaN(v));
  if (present.length === 0) return refuse('column.empty', `column ${column}`);
  const edges = [
    ...new Set(
      quantiles(
        present,
        Array.from({ length: INTERVALS + 1 }, (_, k) => k / INTERVALS),
      ),
    ),
  ];
  const last = Math.max(1, edges.length - 1);
  // Interval k holds edge[k - 1] < x <= edge[k]; the least value belongs to the first.
  const members: number[][] = Array.from({ length: last + 1 }, () => []);
  own.values.forEach((v, i) => {
    if (Number.isNaN(v)) return;
    members[
      Math.min(
        last,
        Math.max(
          1,
          edges.findIndex((edge) => v <= edge),
        ),
      )
    ]!.push(i);
  });
  const riskAt = (rows: Frame, value: number): Float64Array =>
    model.risk(model.encode(withColumn(rows, column, new Float64Array(rows.rows).fill(value))));
  let sum = 0;
  const raw = edges.map((value, k) => {
    const patients = k === 0 ? 0 : members[k]!.length;
    if (patients > 0) {
      const there = rowsOf(frame, Int32Array.from(members[k]!));
      const [low, high] = [riskAt(there, edges[k - 1]!), riskAt(there, value)];
      sum += high.reduce((total, v, r) => total + v - low[r]!, 0) / patients;
    }
    return { value, effect: sum, patients };
  });
  // Centred over the patients: each interval counts with the mean of its two ends.
  const total = raw.reduce((all, { patients }) => all + patients, 0);
  const centre =
    total === 0
      ? 0
      : raw.reduce(
          (all, { effect, patients }, k) => all + (patients * (effect + (raw[k - 1]?.effect ?? effect))) / 2,
          0,
        ) / total;
  return { feature: column, n: present.length, points: raw.map((one) => ({ ...one, effect: one.effect - centre })) };
}
