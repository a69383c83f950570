import type { Frame } from '@linea/survival';
import { expandTerms, parseFormula, strataOfNew } from '@linea/survival/formula';
import { type Explanation, explanationOf } from '../attribution/explanation.ts';
import { encode } from '../table/encoding.ts';
import { unitBeyond } from '../transport/unit-factors.ts';
import { leafOf, type Rows } from '../tree/tree.ts';
import { unknownInputs } from '../unknown/unknown-inputs.ts';
import type { ExplainWanted } from '../xgboost/explain.ts';
import type { FeatureSummary, ModelFile } from './model-file.ts';
import { attribute, ensembleOf, predictIncidence, predictRisk, predictSurvival } from './survival-model.ts';

/** What a model says of new rows; arrays by row. */
export interface Prediction {
  readonly risk: readonly number[];
  readonly times: readonly number[];
  /** Probability of no event by each time: a row per patient. */
  readonly survival: readonly (readonly number[])[];
  /** With several causes: cumulative incidence of the cause of interest. */
  readonly incidence?: readonly (readonly number[])[];
  /** Features of each row that lie outside of what the model was trained on. */
  readonly outOfRange: readonly (readonly string[])[];
  /** Features of each row that have no value: the model puts something else in their place. */
  readonly missing: readonly (readonly string[])[];
  /** Features that lie beyond training in every row, and within it by a known factor: another unit? */
  readonly units: readonly {
    readonly feature: string;
    readonly factor: number;
    readonly conversions: readonly string[];
  }[];
  /** Of a model with strata: whose baseline each row has; null = not known, and the baseline is that of everyone together. */
  readonly strata?: readonly (string | null)[];
}

const rowsOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width === 0 ? 0 : values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );

/** The stratum of each row, -1 where the model does not know it; undefined without strata. */
function strataOf({ encoding }: ModelFile, frame: Frame): Int32Array | undefined {
  if (encoding.strata.length === 0) return undefined;
  const terms = expandTerms(parseFormula(encoding.formula).right, encoding.columns);
  return strataOfNew(terms, encoding.strata, frame) ?? new Int32Array(frame.rows).fill(-1);
}

/**
 * Predicts the rows of a table.
 *
 * @param times  when to look, default: quarters of the longest follow-up
 * @throws {InputError} `column.unknown`, `level.unknown`
 */
export function predictWith(file: ModelFile, frame: Frame, times?: readonly number[]): Prediction {
  const { model, encoding, trainedOn } = file;
  const rows = encode(encoding, frame);
  const strata = strataOf(file, frame);
  const at = times ?? [0.25, 0.5, 0.75].map((share) => Number((share * trainedOn.longestFollowUp).toPrecision(3)));
  const several = encoding.causes.length > 1;
  const interest = model.kind === 'causes' ? model.interest : model.kind === 'forest' ? model.cause : 1;
  const namesWhere = (is: (feature: FeatureSummary, value: number) => boolean): string[][] =>
    Array.from({ length: rows.n }, (_, i) =>
      trainedOn.features.filter((feature, j) => is(feature, rows.x[i * rows.p + j]!)).map(({ name }) => name),
    );
  return {
    risk: Array.from(predictRisk(model, rows)),
    times: at,
    survival: rowsOf(predictSurvival(model, rows, at, strata), at.length),
    ...(several && { incidence: rowsOf(predictIncidence(model, rows, at, interest, strata), at.length) }),
    outOfRange: namesWhere(
      ({ lowest, highest }, value) => lowest !== null && highest !== null && (value < lowest || value > highest),
    ),
    missing: namesWhere((_, value) => Number.isNaN(value)),
    units: trainedOn.features.flatMap(({ name, lowest, highest }, j) => {
      if (lowest === null || highest === null) return [];
      const own = Float64Array.from({ length: rows.n }, (_, i) => rows.x[i * rows.p + j]!);
      const found = unitBeyond({ lowest, highest }, own);
      return found ? [{ feature: name, ...found }] : [];
    }),
    ...(strata && { strata: Array.from(strata, (s) => encoding.strata[s] ?? null) }),
  };
}

/**
 * Explains the risk of each row of a table, exactly.
 *
 * @throws {InputError} `column.unknown`, `level.unknown`
 */
export function explainWith(file: ModelFile, frame: Frame, wanted: ExplainWanted = {}): Explanation {
  const { model, encoding } = file;
  const rows = encode(encoding, frame);
  const background = wanted.background && encode(encoding, wanted.background);
  const unknown = unknownInputs(file, rows);
  const parts = explanationOf(attribute(model, rows, { ...wanted, background }), encoding.features);
  const made = { ...parts, ...(unknown && { unknown }) };
  const leaves = wanted.leaves ? leavesOf(rows, ensembleOf(model)) : undefined;
  if (!leaves) return made;
  const { interventional, ...before } = made;
  return { ...before, leaf_index: leaves, ...(interventional && { interventional }) };
}

const leavesOf = (rows: Rows, ensemble: ReturnType<typeof ensembleOf>): number[][] | undefined =>
  ensemble && Array.from({ length: rows.n }, (_, i) => ensemble.trees.map((tree) => leafOf(tree, rows.x, i * rows.p)));
