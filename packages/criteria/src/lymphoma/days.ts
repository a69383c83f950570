import { type Span, spanOf, type Truth } from '@linea/facts';
import type { Reader, When } from '../engine/index.ts';
import { daysSince } from '../general/readers.ts';

/**
 * A day counted from the anchor: a number, `{ low, high }` where it is not exact, or a label (`D+28`, `M3`). `null`, and
 * not given where `absent` is 'none': it did not happen.
 */
export function dayInput(absent: 'none' | 'unknown' = 'unknown'): Reader<When> {
  const reader = daysSince();
  return {
    help: absent === 'none' ? 'day | null' : 'day',
    read(raw, name) {
      const { input, issues } = reader.read(raw, name);
      const nothing = raw === null || (raw === undefined && absent === 'none');
      const when: When = {
        key: input.key,
        inputs: input.inputs,
        span: nothing ? null : spanOf(input.range.low, input.range.high),
        given: nothing || input.given,
      };
      return { input: when, issues };
    },
  };
}

/** Does the interval of days lie within the window, ends included? */
export function inWindow({ start, end }: Span, [first, last]: readonly [number, number]): Truth {
  if (start >= first && end <= last) return true;
  return end < first || start > last ? false : null;
}

/** Days as printed: a number, or `{ minDays, maxDays }`. */
export const shownDay = ({ start, end }: Span): number | { minDays: number; maxDays: number } =>
  start === end ? start : { minDays: start, maxDays: end };
