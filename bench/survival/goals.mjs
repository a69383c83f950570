/** What is measured: goals beside a peer, and how cost may grow. */

/** Closed forms agree to 1e-8; R's Newton stops a little short of the maximum; samples are drawn otherwise than R's. */
const CLOSED = 1e-8;
const NEWTON = 1e-5;
const SAMPLED = 0.15;
/** Two paths of one convex objective, neither followed to its last digit: how far it may differ at the same penalty. */
const PATH = 2e-3;
/** Trees are grown from other random numbers, or cut at other bins: errors, means and leaves agree within this share. */
const TREES = 0.05;
/** Sums of contributions of one model; XGBoost adds them in single precision. */
const SUMS = 1e-3;
/** Concordance and Brier scores of a lasso and a forest, each tuned by its own program. */
const TUNED = 0.05;
/** The same work by more threads: to the last bit. */
const EQUAL = 0;

const right = (rows, covariates, times, effects) => ['right', { rows, covariates, times, effects }];
const competing = (rows) => ['competing', { rows, covariates: 10 }];

/** Goal, what it is, table, our task with its words, the peer's work, goal, tolerance. */
export const GOALS = [
  ['P1a', 'survfit, 1e5 days', right(100_000, 0), ['km'], 'survfit', 20, CLOSED],
  ['P1b', 'survfit, 1e6 distinct', right(1_000_000, 0, 'exact'), ['km'], 'survfit', 15, CLOSED],
  ['P1c', 'survfit, 1e6 days', right(1_000_000, 0), ['km'], 'survfit', 25, CLOSED],
  ['P2a', 'survdiff, 1e6 distinct', right(1_000_000, 0, 'exact'), ['logrank'], 'survdiff', 6, CLOSED],
  ['P2b', 'survdiff, 1e6 days', right(1_000_000, 0), ['logrank'], 'survdiff', 20, CLOSED],
  ['P3a', 'coxph, 940 x 20', right(940, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P3b', 'coxph, 1e4 x 20', right(10_000, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P3c', 'coxph, 1e5 x 20', right(100_000, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P4a', 'coxph.fit, 1e4 x 20', right(10_000, 20), ['cox'], 'coxph.fit', 2.5, NEWTON],
  ['P4b', 'coxph.fit, 1e5 x 20', right(100_000, 20), ['cox'], 'coxph.fit', 2, NEWTON],
  ['P5', 'coxph, 1e6 x 10', right(1_000_000, 10), ['cox'], 'coxph', 6, NEWTON],
  ['P6', 'coxph start-stop, 3e5 x 10', ['intervals', { rows: 100_000, covariates: 10 }], ['cox_counting'], 'coxph', 7, NEWTON],
  ['P7a', 'crr with se, 940 x 10', competing(940), ['finegray'], 'crr', 60, NEWTON],
  ['P7b', 'crr with se, 1e4 x 10', competing(10_000), ['finegray'], 'crr', 400, NEWTON],
  ['P8', 'crr without se, 1e4 x 10', competing(10_000), ['finegray'], 'crr.bare', 60, NEWTON],
  ['P9', 'concordance with se, 1e6', right(1_000_000, 10), ['concordance'], 'concordance', 3, CLOSED],
  ['P10a', 'glmnet path, 940 x 60', right(940, 60, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P10b', 'glmnet path, 1000 x 5000', right(1000, 5000, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P10c', 'glmnet path, 1e5 x 50', right(100_000, 50, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P11a', '1000 bootstrap fits, coxph.fit, 940 x 20', right(940, 20), ['bootstrap'], 'boot.coxph.fit', 2.5, SAMPLED],
  ['P11b', '1000 bootstrap fits, coxph, 940 x 20', right(940, 20), ['bootstrap'], 'boot.coxph', 8, SAMPLED],
  ['P12a', 'ranger, 500 trees, 940 x 50', right(940, 50, 'exact'), ['rsf'], 'ranger', 6, TREES],
  ['P12b', 'ranger, 10 trees, 1e4 x 50', right(10_000, 50, 'exact'), ['rsf', '--trees', '10'], 'ranger10', 80, TREES],
  ['P13', 'ranger, prediction, 940 x 50', right(940, 50, 'exact'), ['rsf_predict'], 'ranger.predict', 40, TREES],
  ['P14', 'XGBoost, 500 rounds, 1e4 x 50', right(10_000, 50, 'exact'), ['gbcox'], 'xgboost gbcox 4', 1, TREES],
  ['P15', 'gbm, 100 rounds, 1e4 x 50', right(10_000, 50, 'exact'), ['gbcox', '--rounds', '100'], 'gbm', 3.5, TREES],
  ['P16a', 'XGBoost TreeSHAP, depth 4', right(10_000, 50, 'exact'), ['shap'], 'xgboost shap 4', 6, SUMS],
  ['P16b', 'XGBoost TreeSHAP, depth 6', right(10_000, 50, 'exact'), ['shap'], 'xgboost shap 6', 10, SUMS],
  ['P17', 'glmnet, ranger, nested 5 x 5, 940 x 60', right(940, 60, 'exact', 'few'), ['nested'], 'nested', 6, TUNED],
  ['P18', 'whole process, survfit, 1e3 days', right(1000, 0), ['survival', 'km'], 'process', 5, CLOSED],
  ['P19a', 'fread, 1e5 x 20', right(100_000, 20), ['read'], 'fread', 0.7, CLOSED],
  ['P19b', 'fread, 1e6 x 10', right(1_000_000, 10), ['read'], 'fread', 0.7, CLOSED],
  ['P20a', 'two threads, 1000 bootstrap fits', right(940, 20), ['bootstrap'], 'threads', 1.7, EQUAL],
  ['P20b', 'two threads, forest of 500 trees', right(940, 50, 'exact'), ['rsf'], 'threads', 1.7, EQUAL],
]; // biome-ignore format: a table

/** Goals whose tables or peers take long: with `--large`, or by name. */
export const LARGE = new Set([
  'P1b', 'P1c', 'P2a', 'P2b', 'P5', 'P9', 'P7b', 'P8', 'P10b', 'P10c', 'P19b', 'P12b', 'P14', 'P15', 'P16a', 'P16b', 'P17',
]); // biome-ignore format: a list

/** Task, table by rows, slope allowed. */
export const GROWTH = [
  ['km', (rows) => right(rows, 0, 'exact'), 1.15],
  ['logrank', (rows) => right(rows, 0, 'exact'), 1.15],
  ['cox', (rows) => right(rows, 10), 1.15],
  ['finegray', competing, 1.2],
  ['concordance', (rows) => right(rows, 10), 1.2],
];
