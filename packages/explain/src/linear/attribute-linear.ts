import { type Attribution, type AttributionWanted, attributeParts } from '../attribution/attribution.ts';
import type { Rows } from '../tree/tree.ts';
import { type LinearModel, linearContributions } from './linear-model.ts';
import { factorsOfProduct } from './products.ts';

/**
 * Shapley values of a linear model, exactly: a feature has its own columns; a product, whose factors are 0 on average, is
 * halved between them, and is their interaction. Against a background, products are played out with its rows.
 */
export function attributeLinear(model: LinearModel, rows: Rows, wanted: AttributionWanted = {}): Attribution {
  const products = model.columns.flatMap((column, c) =>
    column.part === 'product' && model.coefficients[c] !== 0 ? [{ column, c }] : [],
  );
  const base = products.reduce((sum, { c }) => sum - model.coefficients[c]! * model.means[c]!, 0);
  const made = attributeParts((own) => linearContributions(model, own), base, rows, wanted);
  const { margin, contributions, interactions, interventional } = made;
  const { n, p } = rows;
  const width = p + 1;
  for (const { column, c } of products) {
    const [a, b] = [column.feature, column.by!.feature];
    const weight = model.coefficients[c]!;
    const [first, second] = factorsOfProduct(model.preparation, column, rows);
    const behind = wanted.background && factorsOfProduct(model.preparation, column, wanted.background);
    const [meanFirst, meanSecond] = behind ? [mean(behind[0]), mean(behind[1])] : [0, 0];
    const meanBoth = behind ? mean(behind[0].map((v, i) => v * behind[1][i]!)) : 0;
    for (let i = 0; i < n; i++) {
      const value = weight * first[i]! * second[i]!;
      margin[i]! += value;
      contributions[i * width + a]! += value / 2;
      contributions[i * width + b]! += value / 2;
      if (interactions) {
        interactions[(i * width + a) * width + b]! += value / 2;
        interactions[(i * width + b) * width + a]! += value / 2;
      }
      if (interventional) {
        const [none, onlyA, onlyB] = [
          weight * meanBoth,
          weight * first[i]! * meanSecond,
          weight * meanFirst * second[i]!,
        ];
        interventional[i * width + a]! += (onlyA - none + value - onlyB) / 2;
        interventional[i * width + b]! += (onlyB - none + value - onlyA) / 2;
        interventional[i * width + p]! += none;
      }
    }
  }
  return made;
}

const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
