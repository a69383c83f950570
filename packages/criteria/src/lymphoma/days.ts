import { type Span, spanOf, type Truth } from '@linea/facts';
import type { Reader, When } from '../engine/index.ts';
import { daysSince } from '../general/readers.ts';

/**
 * A day counted from the anchor: a number, `{ low, high }` where it is not exact (`high: null`: that day or any later), or a
 * label (`D+28`, `M3`). `null`, and not given where `absent` is 'none': it did not happen.
 */
export function dayInput(absent: 'none' | 'unknown' = 'unknown'): Reader<When> {
  const reader = daysSince();
  return {
    help: absent === 'none' ? 'day | null' : 'day',
    read(raw, name) {
      const from = openFrom(raw);
      const { input, issues } = reader.read(from ?? raw, name);
      if (from !== null)
        return { input: { key: input.key, inputs: input.inputs, span: spanOf(from, Infinity), given: true }, issues };
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

/** The first day of an interval that says of its end that it is not known. */
const openFrom = (raw: unknown): number | null => {
  const { low, high } = (typeof raw === 'object' && raw !== null ? raw : {}) as { low?: unknown; high?: unknown };
  return high === null && Number.isFinite(low) ? (low as number) : null;
};

/** Does the interval of days lie within the window, ends included? */
export function inWindow({ start, end }: Span, [first, last]: readonly [number, number]): Truth {
  if (start >= first && end <= last) return true;
  return end < first || start > last ? false : null;
}

/** Days as printed: a number, or `{ minDays, maxDays }`. */
export const shownDay = ({ start, end }: Span): number | { minDays: number; maxDays: number } =>
  start === end ? start : { minDays: start, maxDays: end };
