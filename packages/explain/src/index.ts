export type { Explanation } from './attribution/explain-trees.ts';
export { interactions } from './attribution/interactions.ts';
export { interventional } from './attribution/interventional.ts';
export { type TreeExplainer, treeExplainer } from './attribution/tree-shap.ts';
export { issuesOf, RefusedInput } from './errors/refused-input.ts';
export { type Ensemble, leafOf, margins, type Rows, rowsFrom, type Tree } from './tree/tree.ts';
export { explainXgboost } from './xgboost/explain.ts';
export { isXgboost, readXgboost, singlePrecision, type XgboostModel } from './xgboost/read-model.ts';
