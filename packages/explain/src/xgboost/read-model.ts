import { refuse as refused } from '../errors/refused-input.ts';
import type { Ensemble, Tree } from '../tree/tree.ts';

/** A model trained by XGBoost, read from its JSON. */
export interface XgboostModel {
  readonly kind: 'xgboost';
  readonly objective: string;
  /** Names of the features; undefined when the file holds none. */
  readonly features: readonly string[] | undefined;
  readonly ensemble: Ensemble;
  /** XGBoost's own number of each node, by tree and node: its leaf index. */
  readonly nodeNumber: readonly Int32Array[];
}

/** How `base_score`, which the file gives on the scale of the response, becomes a margin. */
const LINK: Readonly<Record<string, (score: number) => number>> = {
  'survival:cox': Math.log,
  'survival:aft': Math.log,
  'count:poisson': Math.log,
  'reg:gamma': Math.log,
  'reg:tweedie': Math.log,
  'binary:logistic': logit,
  // Its response is the margin, and so is its base score (xgboost 1.7.4).
  'binary:logitraw': (score) => score,
  'reg:logistic': logit,
  'reg:squarederror': (score) => score,
  'reg:linear': (score) => score,
  'reg:squaredlogerror': (score) => score,
  'reg:pseudohubererror': (score) => score,
  'reg:absoluteerror': (score) => score,
  'binary:hinge': (score) => score,
  'rank:pairwise': (score) => score,
  'rank:ndcg': (score) => score,
  'rank:map': (score) => score,
};

function logit(score: number): number {
  return -Math.log(1 / score - 1);
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Does this JSON look like a model of XGBoost? */
export const isXgboost = (json: unknown): boolean =>
  isObject(json) && isObject(json.learner) && isObject(json.learner.gradient_booster);

const refuse = (code: string, at: string, got: unknown, allowed: string): never =>
  refused(code, at, String(got).slice(0, 80), allowed);

function member(json: unknown, path: string): unknown {
  let here = json;
  const parts = path.split('.');
  for (const part of parts) {
    if (!isObject(here) || !(part in here)) return refuse('model.incomplete', path, 'nothing', part);
    here = here[part];
  }
  return here;
}

function numbers(json: unknown, path: string, length?: number): number[] {
  const list = member(json, path);
  const fits = Array.isArray(list) && (length === undefined || list.length === length);
  if (!fits || !list.every((value) => typeof value === 'number'))
    refuse(
      'model.incomplete',
      path,
      Array.isArray(list) ? `${list.length} values` : typeof list,
      `${length ?? ''} numbers`.trim(),
    );
  return list as number[];
}

/**
 * Reads XGBoost's JSON (`save_model('model.json')`): gradient-boosted trees and dart, one output.
 *
 * XGBoost computes in single precision: thresholds, leaves and weights are rounded to it here, and rows must be (see
 * `singlePrecision`), so that a value equal to a threshold turns the same way.
 *
 * @throws {RefusedInput} `model.incomplete`, `model.objective`, `model.booster`, `model.categorical`, `model.outputs`
 * @source xgboost 1.7 "JSON model I/O" and its schema
 * @oracle xgboost 1.7.4: margins, leaves
 */
export function readXgboost(json: unknown): XgboostModel {
  const learner = member(json, 'learner');
  const objective = String(member(learner, 'objective.name'));
  const link = LINK[objective];
  if (!link) return refuse('model.objective', 'learner.objective.name', objective, Object.keys(LINK).join(', '));
  const booster = member(learner, 'gradient_booster');
  const name = String(member(booster, 'name'));
  if (name !== 'gbtree' && name !== 'dart')
    return refuse('model.booster', 'learner.gradient_booster.name', name, 'gbtree, dart');
  const model = member(booster, name === 'dart' ? 'gbtree.model' : 'model');
  const outputs = Math.max(
    Number(member(learner, 'learner_model_param.num_class')),
    Number((member(learner, 'learner_model_param') as Json).num_target ?? 1),
  );
  if (outputs > 1) return refuse('model.outputs', 'learner.learner_model_param', outputs, '1');
  const p = Number(member(learner, 'learner_model_param.num_feature'));
  const trees = member(model, 'trees') as unknown[];
  const weights = name === 'dart' ? numbers(booster, 'weight_drop', trees.length) : undefined;
  const read = trees.map((tree, k) => readTree(tree, `trees.${k}`, p, Math.fround(weights?.[k] ?? 1)));
  const score = Number(String(member(learner, 'learner_model_param.base_score')).replace(/^\[|\]$/g, ''));
  const names = (learner as Json).feature_names;
  return {
    kind: 'xgboost',
    objective,
    features: Array.isArray(names) && names.length === p ? names.map(String) : undefined,
    ensemble: { trees: read.map(({ tree }) => tree), base: link(Math.fround(score)), p },
    nodeNumber: read.map(({ number }) => number),
  };
}

function readTree(json: unknown, at: string, p: number, weight: number): { tree: Tree; number: Int32Array } {
  const left = numbers(json, 'left_children');
  const nodes = left.length;
  const list = (name: string): number[] => numbers(json, name, nodes);
  const [right, feature, condition] = [list('right_children'), list('split_indices'), list('split_conditions')];
  const cover = list('sum_hessian');
  const defaults = (member(json, 'default_left') as unknown[]).map(Number);
  if ((member(json, 'categories_nodes') as unknown[]).length > 0)
    refuse('model.categorical', at, 'a split by categories', 'splits by threshold');
  // Parents before children, whatever the order in the file.
  const number: number[] = [0];
  for (let k = 0; k < number.length; k++) {
    const node = number[k]!;
    if (left[node]! < 0) continue;
    number.push(left[node]!, right[node]!);
    const inRange = number.every((child) => child >= 0 && child < nodes) && number.length <= nodes;
    if (!inRange || !(feature[node]! >= 0 && feature[node]! < p))
      refuse('model.incomplete', at, `node ${node}`, 'children and features that exist');
  }
  const place = new Int32Array(nodes);
  number.forEach((node, k) => {
    place[node] = k;
  });
  const inner = (node: number): boolean => left[node]! >= 0;
  const each = (value: (node: number) => number): Float64Array => Float64Array.from(number, value);
  return {
    number: Int32Array.from(number),
    tree: {
      feature: Int32Array.from(number, (node) => (inner(node) ? feature[node]! : -1)),
      threshold: each((node) => (inner(node) ? Math.fround(condition[node]!) : 0)),
      left: Int32Array.from(number, (node) => (inner(node) ? place[left[node]!]! : -1)),
      right: Int32Array.from(number, (node) => (inner(node) ? place[right[node]!]! : -1)),
      missingLeft: Uint8Array.from(number, (node) => defaults[node]!),
      value: each((node) => (inner(node) ? 0 : weight * Math.fround(condition[node]!))),
      cover: each((node) => Math.fround(cover[node]!)),
    },
  };
}

/** Values as XGBoost sees them: rounded to single precision. */
export const singlePrecision = (x: Float64Array): Float64Array => x.map(Math.fround);
