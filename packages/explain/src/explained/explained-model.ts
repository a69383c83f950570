import type { Frame } from '@linea/survival';
import { namesIn, parseFormula } from '@linea/survival/formula';
import { type Attribution, type AttributionWanted, attributeTrees } from '../attribution/attribution.ts';
import { groupTrees } from '../groups/group-trees.ts';
import { attributeGroups } from '../model/attribute-groups.ts';
import type { ModelFile } from '../model/model-file.ts';
import { attribute, predictRisk, predictSurvival } from '../model/survival-model.ts';
import { encode } from '../table/encoding.ts';
import { rowsOfFrame } from '../table/rows-of-frame.ts';
import { margins, type Rows } from '../tree/tree.ts';
import { singlePrecision, type XgboostModel } from '../xgboost/read-model.ts';

/** What every explanation asks of a model, ours or XGBoost's. */
export interface ExplainedModel {
  readonly features: readonly string[];
  /** Columns of the file that a feature is made of, where they are not the feature itself. */
  readonly origin?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Columns of a table that the model reads. */
  readonly columns: readonly string[];
  /** @throws {InputError, RefusedInput} a column or level that the model does not know */
  readonly encode: (frame: Frame) => Rows;
  readonly risk: (rows: Rows) => Float64Array;
  /** Probability of no event by each time, n x times; undefined where the model gives none. */
  readonly survival?: (rows: Rows, times: readonly number[]) => Float64Array;
  /** Longest follow-up of the training rows. */
  readonly longest?: number;
  readonly attribute: (rows: Rows, wanted?: AttributionWanted) => Attribution;
  readonly attributeGroups: (rows: Rows, of: Int32Array, count: number, background?: Rows) => Float64Array;
}

/** A model of ours. */
export function explainedLinea({ model, encoding, trainedOn }: ModelFile): ExplainedModel {
  const used = namesIn(parseFormula(encoding.formula).right);
  return {
    features: encoding.features,
    origin: encoding.origin,
    columns: [...new Set([...used].flatMap((name) => (name === '.' ? encoding.columns : [name])))],
    encode: (frame) => encode(encoding, frame),
    risk: (rows) => predictRisk(model, rows),
    survival: (rows, times) => predictSurvival(model, rows, times),
    longest: trainedOn.longestFollowUp,
    attribute: (rows, wanted) => attribute(model, rows, wanted),
    attributeGroups: (rows, of, count, background) => attributeGroups(model, rows, of, count, background),
  };
}

/** A model of XGBoost. @param frame  where it knows no names, they are those of this table */
export function explainedXgboost({ ensemble, features }: XgboostModel, frame: Frame): ExplainedModel {
  const names = features ?? [...frame.columns.keys()];
  return {
    features: names,
    columns: names,
    encode: (own) => {
      const rows = rowsOfFrame(own, features, ensemble.p);
      return { ...rows, x: singlePrecision(rows.x) };
    },
    risk: (rows) => margins(ensemble, rows),
    attribute: (rows, wanted) => attributeTrees(ensemble, rows, wanted),
    attributeGroups: (rows, of, count, background) => groupTrees(ensemble, rows, of, count, background),
  };
}
