import type { Frame } from '@linea/survival';
import { attributeTrees } from '../attribution/attribution.ts';
import { type Explanation, explanationOf } from '../attribution/explanation.ts';
import { rowsOfFrame } from '../table/rows-of-frame.ts';
import { leafOf, type Rows } from '../tree/tree.ts';
import { singlePrecision, type XgboostModel } from './read-model.ts';

/** What is asked for beside contributions. */
export interface ExplainWanted {
  readonly interactions?: boolean;
  readonly leaves?: boolean;
  readonly background?: Frame | undefined;
}

/**
 * Explains a table by a model of XGBoost: margins, contributions and what else is wanted.
 *
 * @throws {RefusedInput} the table lacks a column of the model
 */
export function explainXgboost(model: XgboostModel, frame: Frame, wanted: ExplainWanted = {}): Explanation {
  const { ensemble, nodeNumber } = model;
  const single = (table: Frame): Rows => {
    const rows = rowsOfFrame(table, model.features, ensemble.p);
    return { ...rows, x: singlePrecision(rows.x) };
  };
  const names = model.features ?? [...frame.columns.keys()];
  const rows = single(frame);
  const background = wanted.background && single(wanted.background);
  const explanation = explanationOf(attributeTrees(ensemble, rows, { ...wanted, background }), names);
  if (!wanted.leaves) return explanation;
  const { interventional, ...before } = explanation;
  const leaves = Array.from({ length: rows.n }, (_, i) =>
    ensemble.trees.map((tree, t) => nodeNumber[t]![leafOf(tree, rows.x, i * rows.p)]!),
  );
  return { ...before, leaf_index: leaves, ...(interventional && { interventional }) };
}
