import { type DaySpan, withAir } from '@linea/charts';
import { useEffect, useRef, useState } from 'react';
import { panned, within, zoomed } from './zoom.ts';

export interface View {
  readonly shown: DaySpan;
  readonly whole: DaySpan;
  readonly isWhole: boolean;
  readonly show: (span: DaySpan) => void;
  readonly zoom: (factor: number, centre?: number) => void;
  readonly pan: (days: number) => void;
  readonly fit: () => void;
}

/**
 * The days in view: at once on the screen, and in the address when the hand rests.
 *
 * @param asked  what the address asks for
 * @param keep  writes to the address; null is the whole journey
 */
export function useView(extent: DaySpan, asked: DaySpan | null, keep: (span: DaySpan | null) => void): View {
  const whole = withAir(extent);
  const [moved, setMoved] = useState<DaySpan | null>(null);
  const asking = asked ? `${asked.first} ${asked.last}` : '';
  const before = useRef(asking);
  // The address changed under us (back, a link, the other axis): what was in the hand is no longer.
  if (before.current !== asking) {
    before.current = asking;
    if (moved) setMoved(null);
  }
  const keeping = useRef(keep);
  keeping.current = keep;
  useEffect(() => {
    if (!moved) return;
    const timer = setTimeout(() => keeping.current(isAll(moved, whole) ? null : moved), 250);
    return () => clearTimeout(timer);
  });
  const shown = within(moved ?? asked ?? whole, whole);
  return {
    shown,
    whole,
    isWhole: isAll(shown, whole),
    show: (span) => setMoved(within(span, whole)),
    zoom: (factor, centre = (shown.first + shown.last) / 2) => setMoved(zoomed(shown, whole, factor, centre)),
    pan: (days) => setMoved(panned(shown, whole, days)),
    fit: () => setMoved(whole),
  };
}

const isAll = (shown: DaySpan, whole: DaySpan): boolean =>
  shown.first <= whole.first + 0.5 && shown.last >= whole.last - 0.5;
