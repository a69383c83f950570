import { dayText } from '@linea/briefs';
import { useEffect, useId, useRef, useState } from 'react';
import { useSay } from '../../language/say.tsx';
import { dayOfIso, isoOf } from './shown-days.ts';
import classes from './time-controls.module.css';

interface TimeControlProps {
  readonly label: string;
  readonly help: string;
  /** What it says when it stands at its end and the address says nothing. */
  readonly atEnd: string;
  readonly range: { readonly first: number; readonly last: number };
  /** Days on which something changes: a tick each. */
  readonly days: readonly number[];
  readonly value: string | undefined;
  /** undefined is the end: today, everything. */
  readonly onChange: (iso: string | undefined) => void;
}

/** A slider over days that moves the whole page. It follows the hand at once, and asks the server when the hand rests. */
export function TimeControl({ label, help, atEnd, range, days, value, onChange }: TimeControlProps) {
  const say = useSay();
  const id = useId();
  const kept = value === undefined ? range.last : Math.min(range.last, Math.max(range.first, dayOfIso(value)));
  const [held, setHeld] = useState<number | null>(null);
  const day = held ?? kept;
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => {
      change.current(held >= range.last ? undefined : isoOf(held));
      setHeld(null);
    }, 140);
    return () => clearTimeout(timer);
  }, [held, range.last]);
  const isEnd = day >= range.last;
  const text = isEnd ? `${atEnd} (${dayText(range.last, say)})` : dayText(day, say);
  const percent = (at: number): number => (100 * (at - range.first)) / Math.max(1, range.last - range.first);
  const next = days.find((one) => one > day);
  const before = days.findLast((one) => one < day);
  return (
    <div className={classes.control}>
      <div className={classes.head}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className={classes.value}>
          {text}
        </output>
      </div>
      <div className={classes.row}>
        <button
          type="button"
          disabled={before === undefined}
          onClick={() => before !== undefined && setHeld(before)}
          aria-label={say('web.time.before', { label })}
        >
          ‹
        </button>
        <div className={classes.track}>
          <svg className={classes.ticks} viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
            {days.map((one) => (
              <line
                key={one}
                x1={percent(one) * 10}
                x2={percent(one) * 10}
                y1="0"
                y2="8"
                stroke={one <= day ? '#1f5a9e' : '#b6bdc7'}
                strokeWidth="2"
              />
            ))}
          </svg>
          <input
            id={id}
            type="range"
            min={range.first}
            max={range.last}
            step={1}
            value={day}
            aria-valuetext={text}
            aria-describedby={`${id}-help`}
            onChange={(event) => setHeld(Number(event.currentTarget.value))}
          />
        </div>
        <button
          type="button"
          disabled={next === undefined && isEnd}
          onClick={() => setHeld(next ?? range.last)}
          aria-label={say('web.time.next', { label })}
        >
          ›
        </button>
        <button type="button" className={classes.reset} disabled={isEnd} onClick={() => setHeld(range.last)}>
          {atEnd}
        </button>
      </div>
      <p id={`${id}-help`} className={classes.help}>
        {help}
      </p>
    </div>
  );
}
