/** The cores of the tree learners on plain arrays, for who divides their work or times it. */
export { type BoostedTrees, type BoostOptions, boostCox } from './boost/boost.ts';
export { type Forest, type ForestOptions, type ForestTree, growForest, growTrees } from './forest/forest.ts';
export { forestHazard } from './forest/predict.ts';
export { type SurvivalOrder, survivalOrder } from './forest/survival-order.ts';
