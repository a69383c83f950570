import type { Frame } from '@linea/survival';
import { correlatedGroups } from '../groups/correlated.ts';
import { type FeatureGroup, nameOfGroup, resolvedGroups } from '../groups/feature-group.ts';
import { type Block, fitLearner, type LearnerName, type LearnerOptions } from '../learner/fit-learner.ts';
import { learnEncoding, type Outcomes } from '../table/encoding.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { type FeatureSummary, type KnownGroups, type ModelFile, sealed, type TrainedOn } from './model-file.ts';

/**
 * Trains a learner on all rows with an outcome and seals it as a file.
 *
 * @throws {RefusedInput} what the learner or the encoding cannot take
 */
export function trainModel(outcomes: Outcomes, learner: LearnerName, options: LearnerOptions = {}): ModelFile {
  const { encoding, table, together } = learnEncoding(outcomes);
  const { seed = 1, progress: _, ...told } = options;
  const { cause = 1 } = told;
  return sealed({
    learner,
    seed,
    options: told,
    encoding,
    trainedOn: {
      ...summaryOf(table, outcomes.omitted, cause),
      groups: groupsOf(table, together, told.blocks),
      ...(isSynthetic(outcomes.frame) && { synthetic: true }),
    },
    model: fitLearner(learner, table, options),
  });
}

/** Ids of people who do not exist start with `SYN`, and so do their centres. */
const isSynthetic = ({ columns }: Frame): boolean =>
  ['patient', 'centre'].some((name) => {
    const column = columns.get(name);
    return column?.kind === 'factor' && column.levels.some((level) => level.startsWith('SYN'));
  });

function groupsOf(
  table: TrainingTable,
  together: readonly (readonly number[])[],
  blocks: readonly Block[] = [],
): KnownGroups {
  const { features, rows } = table;
  const named = (positions: readonly number[]): FeatureGroup => {
    const own = positions.map((j) => features[j]!);
    return { name: nameOfGroup(own), features: own };
  };
  return {
    correlated: correlatedGroups(features, rows, together),
    terms: together.map(named),
    blocks: resolvedGroups(table, blocks),
  };
}

function summaryOf({ features, rows, time, event }: TrainingTable, omitted: number, cause: number): TrainedOn {
  const follow = Float64Array.from(time).sort();
  return {
    n: rows.n,
    events: event.reduce((sum, own) => sum + (own === cause ? 1 : 0), 0),
    omitted,
    medianFollowUp: follow[Math.floor((follow.length - 1) / 2)] ?? null,
    longestFollowUp: follow.at(-1) ?? 0,
    features: features.map((name, j): FeatureSummary => {
      const present = Float64Array.from({ length: rows.n }, (_, i) => rows.x[i * rows.p + j]!).filter(
        (v) => !Number.isNaN(v),
      );
      const none = present.length === 0;
      return {
        name,
        missing: rows.n - present.length,
        mean: none ? null : Number((present.reduce((sum, v) => sum + v, 0) / present.length).toPrecision(6)),
        lowest: none ? null : present.reduce((a, b) => Math.min(a, b)),
        highest: none ? null : present.reduce((a, b) => Math.max(a, b)),
      };
    }),
  };
}
