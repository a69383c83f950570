import {
  type DeletionTest, deletionTest, type ExplainedModel, type ModelFile, type RandomisationTest, type Rows, randomisationTest,
  tableOfModel,
} from '@linea/explain'; // biome-ignore format: a list
import type { Frame } from '@linea/survival';
import { namesIn, parseFormula } from '@linea/survival/formula';

/** Both tests; the second needs a model of Linea and a table with its outcome. */
export interface Faithfulness {
  readonly deletion: DeletionTest;
  readonly randomisation: RandomisationTest | null;
}

export interface FaithfulnessInput {
  readonly model: ExplainedModel;
  readonly file: ModelFile | undefined;
  readonly frame: Frame;
  readonly rows: Rows;
  readonly background: Rows;
  readonly seed: number;
  readonly permutations: number;
  readonly progress: (share: number) => void;
}

/** Whether the attributions of a model tell what it uses, and what it learnt. */
export function faithfulnessOf({ model, file, frame, rows, background, ...options }: FaithfulnessInput): Faithfulness {
  const deletion = deletionTest(model, rows, background, { seed: options.seed });
  const left = file && parseFormula(file.encoding.formula).left;
  const hasOutcome = left !== undefined && [...namesIn(left)].every((name) => frame.columns.has(name));
  if (!(file && hasOutcome)) return { deletion, randomisation: null };
  const table = tableOfModel(file, frame);
  const told = { ...file.options, seed: file.seed };
  return { deletion, randomisation: randomisationTest(file.model, file.learner, told, table, options) };
}
