import type { Frame } from '@linea/survival';
import { type Explanation, explainTrees, type Wanted } from '../attribution/explain-trees.ts';
import { rowsOfFrame } from '../table/rows-of-frame.ts';
import type { Rows } from '../tree/tree.ts';
import { singlePrecision, type XgboostModel } from './read-model.ts';

/**
 * Explains a table by a model of XGBoost: margins, contributions and what else is wanted.
 *
 * @throws {RefusedInput} the table lacks a column of the model
 */
export function explainXgboost(
  model: XgboostModel,
  frame: Frame,
  wanted: Omit<Wanted, 'background'> & { readonly background?: Frame | undefined } = {},
): Explanation {
  const { ensemble } = model;
  const single = (table: Frame): Rows => {
    const rows = rowsOfFrame(table, model.features, ensemble.p);
    return { ...rows, x: singlePrecision(rows.x) };
  };
  const names = model.features ?? [...frame.columns.keys()];
  const background = wanted.background && single(wanted.background);
  return explainTrees(ensemble, names, single(frame), { ...wanted, background }, model.nodeNumber);
}
