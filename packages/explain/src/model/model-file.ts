import { refuse } from '../errors/refused-input.ts';
import type { FeatureGroup } from '../groups/feature-group.ts';
import type { LearnerName, LearnerOptions } from '../learner/fit-learner.ts';
import type { ModelLimits } from '../limits/model-limits.ts';
import type { Encoding } from '../table/encoding.ts';
import { contentHash } from './hash.ts';
import type { SurvivalModel } from './survival-model.ts';

/** What a model knows of the patients it learnt from. */
export interface TrainedOn {
  readonly n: number;
  readonly events: number;
  /** Rows without an outcome, which were left out. */
  readonly omitted: number;
  readonly medianFollowUp: number | null;
  readonly longestFollowUp: number;
  /** By feature: share missing, and the range or mean of what is there; for the model card and to tell who is out of range. */
  readonly features: readonly FeatureSummary[];
  /** Features that belong together, groups of two or more. Absent in files written before there were groups. */
  readonly groups?: KnownGroups;
  /** Some of the rows are people who do not exist. */
  readonly synthetic?: boolean;
}

/** Groups that training knows of. */
export interface KnownGroups {
  /** Correlated over the training rows. */
  readonly correlated: readonly FeatureGroup[];
  /** Columns of one term of the formula: the levels of a factor, the parts of a spline. */
  readonly terms: readonly FeatureGroup[];
  /** Blocks that training was told of. */
  readonly blocks: readonly FeatureGroup[];
}

export interface FeatureSummary {
  readonly name: string;
  readonly missing: number;
  readonly mean: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** A model as it stands in a file. */
export interface ModelFile {
  readonly format: 'linea-model';
  readonly version: number;
  /** SHA-256 of everything else: a file changed by hand no longer fits it. */
  readonly hash: string;
  readonly learner: LearnerName;
  readonly seed: number;
  /** What the learner was told, beside the seed. */
  readonly options?: Omit<LearnerOptions, 'seed' | 'progress'>;
  readonly encoding: Encoding;
  readonly trainedOn: TrainedOn;
  readonly model: SurvivalModel;
  /** What is known of its limits, where they were learnt (`linea model limits`). */
  readonly limits?: ModelLimits;
}

export const MODEL_VERSION = 1;

/** Seals a model with its hash. */
export function sealed(content: Omit<ModelFile, 'format' | 'version' | 'hash'>): ModelFile {
  const head = { format: 'linea-model', version: MODEL_VERSION } as const;
  return { ...head, hash: contentHash({ ...head, ...content }), ...content };
}

/** Does this JSON say that it is a model of Linea? */
export const isModelFile = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && (json as { format?: unknown }).format === 'linea-model';

/**
 * A model from a file's JSON.
 *
 * @throws {RefusedInput} `model.newer` (written by a later version), `model.altered` (the content is not what was sealed)
 */
export function openModel(json: unknown): ModelFile {
  const { version, hash, ...content } = json as ModelFile;
  if (typeof version === 'number' && version > MODEL_VERSION)
    refuse('model.newer', 'version', String(version), `<= ${MODEL_VERSION}`);
  if (hash === undefined) refuse('model.altered', 'hash', '', 'SHA-256');
  if (contentHash({ ...content, version }) !== hash) refuse('model.altered', 'hash', String(hash).slice(0, 64));
  return json as ModelFile;
}
