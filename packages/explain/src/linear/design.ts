import type { Rows } from '../tree/tree.ts';
import type { Design, DesignColumn } from './design-column.ts';
import { bend } from './natural-spline.ts';
import { type FeaturePreparation, prepared } from './preparation.ts';
import { factorsOfProduct, productColumns } from './products.ts';

/**
 * The columns that a preparation makes, with what stands in where a value is not known.
 *
 * @param rows     those of training
 * @param weights   of the rows
 * @param products  whether every two features have a product
 */
export function designColumns(
  preparation: readonly (FeaturePreparation | null)[],
  rows: Rows,
  weights?: Float64Array,
  products = false,
): DesignColumn[] {
  const columns = columnsMade(preparation);
  const made = design(preparation, columns, rows);
  const { n, q, x } = made;
  const own = columns.map((column, c): DesignColumn => {
    if (column.part === 'missing') return column;
    let [sum, total] = [0, 0];
    for (let i = 0; i < n; i++) {
      const value = x[i * q + c]!;
      const weight = weights ? weights[i]! : 1;
      if (Number.isNaN(value)) continue;
      sum += weight * value;
      total += weight;
    }
    return { ...column, unknown: total > 0 ? sum / total : 0 };
  });
  return products ? [...own, ...productColumns(own, made)] : own;
}

const columnsMade = (preparation: readonly (FeaturePreparation | null)[]): DesignColumn[] =>
  preparation.flatMap((own, feature): DesignColumn[] => {
    if (own === null) return [];
    const value: DesignColumn[] = !own.varies ? [] : [{ feature, part: 'value' }];
    const bends = (own.knots ?? []).slice(2).map((_, part): DesignColumn => ({ feature, part }));
    return [...value, ...bends, ...(own.missingColumn ? [{ feature, part: 'missing' as const }] : [])];
  });

/** Rows as the linear model sees them. */
export function design(
  preparation: readonly (FeaturePreparation | null)[],
  columns: readonly DesignColumn[],
  { n, p, x }: Rows,
): Design {
  const q = columns.length;
  const made = new Float64Array(n * q);
  columns.forEach((column, c) => {
    const { feature, part, unknown } = column;
    const { median = Number.NaN, knots } = preparation[feature]!;
    if (part === 'product') {
      const [own, other] = factorsOfProduct(preparation, column, { n, p, x });
      for (let i = 0; i < n; i++) made[i * q + c] = own[i]! * other[i]!;
      return;
    }
    for (let i = 0; i < n; i++) {
      const raw = x[i * p + feature]!;
      const missing = Number.isNaN(raw);
      if (part === 'missing') {
        made[i * q + c] = missing ? 1 : 0;
        continue;
      }
      if (missing && unknown !== undefined) {
        made[i * q + c] = unknown;
        continue;
      }
      const value = prepared(preparation[feature]!, missing ? median : raw);
      made[i * q + c] = part === 'value' ? value : bend(value, knots!, part);
    }
  });
  return { n, q, x: made };
}
