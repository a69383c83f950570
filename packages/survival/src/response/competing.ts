import { refuse } from '../errors/input-error.ts';
import type { ModelFrame } from '../formula/model-frame.ts';
import { asFactor } from '../frame/column.ts';
import { mergeNearTies } from './near-ties.ts';
import { leftNumbers, survivalOf } from './response.ts';

/** Follow-up with one of several causes. */
export interface CompetingRisks {
  /** Late entry: a row is at risk on (start, time]. */
  readonly start: Float64Array | undefined;
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
 * @param entry  `late`: `Hist(start, stop, cause)` is understood, too
 * @throws {InputError} `response.missing`, `time.negative`, `time.notFinite`, `interval.backwards`, `cause.none` when nothing
 *   happened
 */
export function competingOf(mf: ModelFrame, entry: 'none' | 'late' = 'none'): CompetingRisks {
  const { left, rows } = mf;
  const late = entry === 'late' && left?.args.length === 3;
  if (left === undefined || (left.call !== 'Hist' && left.call !== 'Surv') || left.args.length !== (late ? 3 : 2)) {
    const allowed = entry === 'late' ? 'Hist(time, cause) or Hist(start, stop, cause)' : 'Hist(time, cause)';
    return refuse('response.missing', 'left side', left?.names.join(', '), allowed);
  }
  const name = left.names.at(-1)!;
  if (left.call === 'Surv') {
    const { start, time, status } = survivalOf(mf);
    if (!status.includes(1)) refuse('cause.none', name, undefined, 'at least one event');
    return { start, time, cause: Int32Array.from(status), causes: ['1'] };
  }
  const time = leftNumbers(left, late ? 1 : 0, rows);
  const start = late ? leftNumbers(left, 0, rows) : undefined;
  time.forEach((t, i) => {
    const at = (part: number): string => `${left.names[part]}, row ${rows[i]! + 1}`;
    if (!Number.isFinite(t)) refuse('time.notFinite', at(late ? 1 : 0), `${t}`, 'a finite time');
    if (!late && t < 0) refuse('time.negative', at(0), `${t}`, 'a time of at least 0');
    if (start && !(start[i]! < t)) refuse('interval.backwards', at(0), `${start[i]} > ${t}`, 'start before stop');
  });
  const value = left.args.at(-1)!;
  if (value.kind === 'basis') return refuse('formula.type', name, undefined, 'a column');
  const factor = asFactor(value);
  const seen = new Set(factor.codes);
  const causes = factor.levels.filter((level, code) => seen.has(code) && !CENSORED.has(level));
  if (causes.length === 0) refuse('cause.none', name, undefined, 'at least one event');
  const codeOf = factor.levels.map((level) => causes.indexOf(level) + 1);
  const merged = mergeNearTies({ start, time, status: new Float64Array(time.length) });
  return { start: merged.start, time: merged.time, cause: factor.codes.map((code) => codeOf[code]!), causes };
}

/** Position (from 1) of the cause asked for, by its code; the first cause when none is named. */
export function causeNumber(causes: readonly string[], asked: unknown): number {
  if (asked === undefined || asked === null) return 1;
  const at = causes.indexOf(String(asked));
  return at < 0 ? refuse('option.value', 'option cause', String(asked), causes.join(', ')) : at + 1;
}
