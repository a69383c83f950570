import type { Design } from '@linea/explain';
import type { Frame } from '@linea/survival';
import type { OptionValues } from 'commander';
import { Refused } from '../io.ts';
import { numberOf } from './learner.ts';

/** The design that the options ask for: a file of parts, a column left out in turn, a later period, or 5 parts 5 times. */
export function designOf(options: OptionValues, folds: Frame | undefined, seed: number): Design {
  if (folds) return { kind: 'folds', table: folds };
  if (options.leaveOut !== undefined) return { kind: 'leaveOut', column: options.leaveOut };
  if (options.later !== undefined) {
    const [, column, from] = /^([^=]+)=(.+)$/.exec(options.later) ?? [];
    if (column !== undefined && from !== undefined) return { kind: 'later', column, from };
    throw new Refused([{ code: 'option.value', at: '--later', got: options.later, allowed: 'COLUMN=VALUE' }]);
  }
  const parts = numberOf(options, 'parts', 2, 100) ?? 5;
  return { kind: 'repeated', parts, repetitions: numberOf(options, 'repeats', 1, 1000) ?? 5, seed };
}
