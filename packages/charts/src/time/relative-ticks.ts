import type { Tick } from './calendar-ticks.ts';
import type { Day, DaySpan } from './days.ts';

const STEPS = [1, 2, 7, 14, 28, 91, 182, 364, 728, 1820, 3640];

/**
 * Ticks counted from a day zero, in days: every week up close, every quarter (91 days) or year from afar.
 *
 * @param shown  the days in view
 * @param width  pixels for them, > 0
 * @param zero  the day that is called 0
 * @param room  pixels that a label needs
 */
export function relativeTicks(shown: DaySpan, width: number, zero: Day, room = 44): readonly Tick[] {
  const perDay = width / Math.max(1, shown.last - shown.first);
  const step = STEPS.find((days) => days * perDay >= room) ?? (STEPS.at(-1) as number);
  const found: Tick[] = [];
  for (let count = Math.ceil((shown.first - zero) / step); zero + count * step <= shown.last; count += 1)
    found.push({ day: zero + count * step, label: signed(count * step) });
  return found;
}

/** `−14`, `0`, `+28`, as days around an infusion are written. */
const signed = (days: number): string => (days === 0 ? '0' : days > 0 ? `+${days}` : `−${-days}`);
