import type { Rows } from '../tree/tree.ts';
import type { Design, DesignColumn } from './design-column.ts';
import { type FeaturePreparation, prepared } from './preparation.ts';

/** The two factors of a product, n values each; what is not known is at its mean, which is 0. */
export function factorsOfProduct(
  preparation: readonly (FeaturePreparation | null)[],
  { feature, by }: DesignColumn,
  { n, p, x }: Rows,
): [Float64Array, Float64Array] {
  const standard = (j: number, side: 0 | 1): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => {
      const raw = x[i * p + j]!;
      return Number.isNaN(raw) ? 0 : (prepared(preparation[j]!, raw) - by!.mean[side]) / by!.sd[side];
    });
  return [standard(feature, 0), standard(by!.feature, 1)];
}

/** The product of every two features that vary. */
export function productColumns(columns: readonly DesignColumn[], { n, q, x }: Design): DesignColumn[] {
  const values = columns.flatMap(({ feature, part, unknown = 0 }, c) => {
    if (part !== 'value') return [];
    let [square, known] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(x[i * q + c]!)) continue;
      square += (x[i * q + c]! - unknown) ** 2;
      known++;
    }
    return [{ feature, mean: unknown, sd: Math.sqrt(square / known) }];
  });
  return values.flatMap((a, k) =>
    values.slice(k + 1).map(
      (b): DesignColumn => ({
        feature: a.feature,
        part: 'product',
        by: { feature: b.feature, mean: [a.mean, b.mean], sd: [a.sd, b.sd] },
      }),
    ),
  );
}
