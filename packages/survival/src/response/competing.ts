import { refuse } from '../errors/input-error.ts';
import type { ModelFrame } from '../formula/model-frame.ts';
import { asFactor } from '../frame/column.ts';
import { mergeNearTies } from './near-ties.ts';
import { leftNumbers, survivalOf } from './response.ts';

/** Follow-up with one of several causes. */
export interface CompetingRisks {
  readonly time: Float64Array;
  /** 0 = censored, k = the k-th of `causes`. */
  readonly cause: Int32Array;
  /** Codes of the causes as they are written in the data, ascending. */
  readonly causes: readonly string[];
}

const CENSORED = new Set(['0', 'censored', 'censor', 'cens', 'FALSE']);

/**
 * The left side `Hist(time, cause)`: 0 (or the word `censored`) is censoring, every other value a cause.
 * `Surv(time, status)` is one cause, with status as everywhere else.
 *
 * @throws {InputError} `response.missing`, `time.negative`, `time.notFinite`, `cause.none` when nothing happened
 */
export function competingOf(mf: ModelFrame): CompetingRisks {
  const { left, rows } = mf;
  if (left === undefined || (left.call !== 'Hist' && left.call !== 'Surv') || left.args.length !== 2) {
    return refuse('response.missing', 'left side', left?.names.join(', '), 'Hist(time, cause)');
  }
  if (left.call === 'Surv') {
    const { time, status } = survivalOf(mf);
    if (!status.includes(1)) refuse('cause.none', left.names[1]!, undefined, 'at least one event');
    return { time, cause: Int32Array.from(status), causes: ['1'] };
  }
  const time = leftNumbers(left, 0);
  time.forEach((t, i) => {
    const at = `${left.names[0]}, row ${rows[i]! + 1}`;
    if (!Number.isFinite(t)) refuse('time.notFinite', at, `${t}`, 'a finite time');
    if (t < 0) refuse('time.negative', at, `${t}`, 'a time of at least 0');
  });
  const value = left.args[1]!;
  if (value.kind === 'basis') return refuse('formula.type', left.names[1]!, undefined, 'a column');
  const factor = asFactor(value);
  const seen = new Set(factor.codes);
  const causes = factor.levels.filter((level, code) => seen.has(code) && !CENSORED.has(level));
  if (causes.length === 0) refuse('cause.none', left.names[1]!, undefined, 'at least one event');
  const codeOf = factor.levels.map((level) => causes.indexOf(level) + 1);
  const merged = mergeNearTies({ start: undefined, time, status: new Float64Array(time.length) });
  return { time: merged.time, cause: factor.codes.map((code) => codeOf[code]!), causes };
}

/** Position (from 1) of the cause asked for, by its code; the first cause when none is named. */
export function causeNumber(causes: readonly string[], asked: unknown): number {
  if (asked === undefined || asked === null) return 1;
  const at = causes.indexOf(String(asked));
  return at < 0 ? refuse('option.value', 'option cause', String(asked), causes.join(', ')) : at + 1;
}
