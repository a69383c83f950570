import { refuse } from '../errors/input-error.ts';
import { deparse } from '../formula/deparse.ts';
import { numbersOf, type Value } from '../formula/evaluate.ts';
import type { LeftSide, ModelFrame } from '../formula/model-frame.ts';
import { parseExpression } from '../formula/parse.ts';
import { mergeNearTies } from './near-ties.ts';
import type { Survival } from './survival.ts';

/**
 * Numbers of one argument of the left side.
 *
 * @param rows  of the data, those of the model frame
 * @throws {InputError} `formula.type` for words
 */
export const leftNumbers = (left: LeftSide, index: number, rows?: Int32Array): Float64Array =>
  numbersOf(left.args[index]!, parseExpression(left.names[index]!), rows);

/** Status as 0/1: TRUE/FALSE, 0/1, or 1/2 (2 = event, as in R). */
function statusOf(value: Value, name: string, rows: Int32Array): Float64Array {
  const status = numbersOf(value, parseExpression(name), rows);
  const largest = status.reduce((a, b) => Math.max(a, b), 0);
  const shift = largest === 2 && status.every((s) => s === 1 || s === 2) ? 1 : 0;
  return status.map((s, i) => {
    const coded = s - shift;
    if (coded === 0 || coded === 1) return coded;
    return refuse('status.value', `${name}, row ${rows[i]! + 1}`, `${s}`, `0, 1 | 1, 2 | ${name} == CODE`);
  });
}

/**
 * The left side `Surv(time, status)`, `Surv(time)` (all are events) or `Surv(start, stop, status)` as numbers; times
 * nearer than R's tolerance are made equal. (Rows whose interval has no length were left out by `modelFrame`.)
 *
 * @throws {InputError} `response.missing`, `status.value`, `time.negative`, `time.notFinite`, `interval.backwards`
 */
export function survivalOf({ left, rows }: ModelFrame): Survival {
  if (left === undefined || (left.call !== 'Surv' && left.call !== 'Hist')) {
    return refuse(
      'response.missing',
      'left side',
      left?.names.join(', '),
      'Surv(time, status) or Surv(start, stop, status)',
    );
  }
  const { args, names } = left;
  if (args.length < 1 || args.length > 3)
    return refuse('response.arguments', leftText(left), `${args.length}`, '2 or 3');
  const late = args.length === 3;
  const time = leftNumbers(left, late ? 1 : 0, rows);
  const status =
    args.length === 1 ? new Float64Array(time.length).fill(1) : statusOf(args.at(-1)!, names.at(-1)!, rows);
  const start = late ? leftNumbers(left, 0, rows) : undefined;
  time.forEach((t, i) => {
    const at = (name: string | undefined): string => `${name}, row ${rows[i]! + 1}`;
    if (!Number.isFinite(t)) refuse('time.notFinite', at(names[late ? 1 : 0]), `${t}`, 'a finite time');
    if (!late && t < 0) refuse('time.negative', at(names[0]), `${t}`, 'a time of at least 0');
    if (start && start[i]! > t) refuse('interval.backwards', at(names[0]), `${start[i]} > ${t}`, 'start before stop');
  });
  return mergeNearTies({ start, time, status });
}

/** Text of a left side, for messages. */
export const leftText = (left: LeftSide): string =>
  left.call === '' ? deparse(parseExpression(left.names[0]!)) : `${left.call}(${left.names.join(', ')})`;
