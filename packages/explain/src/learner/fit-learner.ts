import type { InputIssue } from '@linea/survival';
import { fitAdditive } from '../additive/fit-additive.ts';
import { RefusedInput } from '../errors/refused-input.ts';
import { fitForest } from '../forest/forest-model.ts';
import { fitCoxModel } from '../linear/fit-cox.ts';
import { fitCoxnet } from '../linear/fit-coxnet.ts';
import type { SurvivalModel } from '../model/survival-model.ts';
import { fitMember } from '../stack/fit-member.ts';
import { fitStack } from '../stack/fit-stack.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { fitCauses } from './fit-causes.ts';

export const LEARNERS = ['cox', 'coxnet', 'forest', 'boost', 'additive', 'stack', 'auto'] as const;
export type LearnerName = (typeof LEARNERS)[number];

/** A block of features that is held back by a factor of its own. */
export interface Block {
  readonly name: string;
  readonly features: readonly string[];
  /** What its penalty is multiplied with; chosen within the training rows when left out. */
  readonly factor?: number;
}

/** What a learner may be told; what is left out is chosen within the training rows. */
export interface LearnerOptions {
  readonly seed?: number;
  /** Cause of interest, default 1. */
  readonly cause?: number;
  /** cox: knots of natural splines, ridge penalty. */
  readonly knots?: number;
  readonly penalty?: number;
  /** cox: what counts as one unit of each feature before the penalty, 0 = its standard deviation. */
  readonly units?: readonly number[];
  /** coxnet: 1 = lasso, 0 = ridge; blocks. */
  readonly alpha?: number;
  readonly blocks?: readonly Block[];
  /** forest: number of trees, features tried at a node, size below which a node is not split. */
  readonly trees?: number;
  readonly tried?: number;
  readonly minimumNode?: number;
  /** boost: what is fitted, and the direction of features by name: 1 the hazard may only rise, -1 only fall. */
  readonly loss?: 'cox' | 'discrete';
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** additive: pairs at most. */
  readonly pairs?: number;
  readonly progress?: (share: number) => void;
}

/** What a learner cannot take, said by name before anything is fitted. */
function cannot(name: LearnerName, table: TrainingTable, options: LearnerOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  const refuse = (got: string): void => {
    issues.push({ code: 'learner.cannot', at: `learner ${name}`, got });
  };
  if (table.strata && name === 'forest') refuse('strata()');
  if (table.strata && name === 'boost' && options.loss === 'discrete') refuse('strata()');
  if (table.event.every((cause) => cause === 0)) issues.push({ code: 'events.none', at: 'training rows' });
  return issues;
}

/**
 * Fits a learner by name. With several causes, forests know them all; the others are fitted to each cause, and their
 * hazards put together.
 *
 * @throws {RefusedInput} `learner.cannot`, `events.none`, `features.constant`
 */
export function fitLearner(name: LearnerName, table: TrainingTable, options: LearnerOptions = {}): SurvivalModel {
  const issues = cannot(name, table, options);
  if (issues.length > 0) throw new RefusedInput(issues);
  if (varying(table).length === 0) throw new RefusedInput([{ code: 'features.constant', at: 'features' }]);
  const causes = table.event.reduce((most, cause) => Math.max(most, cause), 1);
  if (causes > 1 && name !== 'forest') {
    let done = 0;
    const progress = (share: number): void => options.progress?.((done + share) / causes);
    return fitCauses(table, causes, options.cause ?? 1, (own) => {
      const model = fitOne(name, own, { ...options, progress });
      done++;
      return model;
    });
  }
  return fitOne(name, table, options);
}

function fitOne(name: LearnerName, table: TrainingTable, options: LearnerOptions): SurvivalModel {
  const { seed = 1 } = options;
  switch (name) {
    case 'cox':
      return fitCoxModel(table, options);
    case 'coxnet':
      return fitCoxnet(table, options);
    case 'forest':
      return fitForest(table, { minimumNode: 30, minimumLeaf: 6, ...options });
    case 'boost':
      return fitMember(
        options.loss === 'discrete' ? 'discrete' : 'boost',
        table,
        seed,
        monotoneOf(table, options),
        options.progress,
      );
    case 'additive':
      return fitAdditive(table, options);
    default:
      return fitStack(table, options);
  }
}

function monotoneOf({ features }: TrainingTable, { monotone }: LearnerOptions): Int8Array | undefined {
  if (!monotone) return undefined;
  const unknown = Object.keys(monotone).filter((name) => !features.includes(name));
  if (unknown.length > 0) {
    throw new RefusedInput(
      unknown.map((got) => ({ code: 'column.unknown', at: 'monotone', got, allowed: features.join(', ') })),
    );
  }
  return Int8Array.from(features, (name) => monotone[name] ?? 0);
}

/** The features that take more than one value, a missing one included. */
export const varying = ({ features, rows: { n, p, x } }: Pick<TrainingTable, 'features' | 'rows'>): string[] =>
  features.filter((_, j) => {
    for (let i = 1; i < n; i++) if (!Object.is(x[i * p + j], x[j])) return true;
    return false;
  });
