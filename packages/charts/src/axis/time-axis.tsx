import { INK } from '../palette/palette.ts';
import { round, Text } from '../text/text.tsx';
import { calendarTicks, type Tick } from '../time/calendar-ticks.ts';
import type { DaySpan } from '../time/days.ts';
import { relativeTicks } from '../time/relative-ticks.ts';
import type { TimeScale } from '../time/scale.ts';

export interface TimeAxisProps {
  readonly scale: TimeScale;
  readonly base: 'calendar' | 'relative';
  readonly locale: string;
  /** Day zero in days of the base: the second row counts from it. */
  readonly zero: { readonly span: DaySpan; readonly label: string } | null;
  readonly words: { readonly calendar: string };
  readonly narrow: boolean;
}

/** Pixels that the axis takes. */
export const AXIS = 52;

/** The ticks that lanes draw their grid at. */
export const gridTicks = (scale: TimeScale, base: TimeAxisProps['base'], locale: string): readonly Tick[] => {
  const width = scale.right - scale.left;
  if (base === 'relative') return relativeTicks(scale.shown, width, 0);
  const { major, minor } = calendarTicks(scale.shown, width, locale);
  return [...major, ...minor.filter(({ day }) => !major.some((tick) => tick.day === day))];
};

/** The calendar (years over months, or months over days) and, beside it, days from day zero. */
export function TimeAxis({ scale, base, locale, zero, words, narrow }: TimeAxisProps) {
  const width = scale.right - scale.left;
  const calendar = base === 'calendar' ? calendarTicks(scale.shown, width, locale) : { major: [], minor: [] };
  const exact = zero !== null && zero.span.first === zero.span.last;
  const days = zero === null ? [] : exact ? relativeTicks(scale.shown, width, zero.span.first) : [];
  const heading = (text: string, y: number) =>
    narrow ? null : (
      <Text x={scale.left - 12} y={y} size={10.5} fill={INK.quiet} anchor="end">
        {text}
      </Text>
    );
  return (
    <g aria-hidden="true">
      {base === 'calendar' ? (
        <>
          {heading(words.calendar, 30)}
          <Row ticks={first(calendar.major, scale)} scale={scale} y={14} bold />
          <Row ticks={calendar.minor} scale={scale} y={30} />
        </>
      ) : null}
      {zero ? (
        <>
          {heading(zero.label, base === 'relative' ? 34 : 46)}
          {exact ? (
            <Row ticks={days} scale={scale} y={base === 'relative' ? 34 : 46} quiet={base === 'calendar'} />
          ) : (
            <Uncertain zero={zero} scale={scale} />
          )}
        </>
      ) : null}
      <line x1={round(scale.left)} x2={round(scale.right)} y1={AXIS - 2} y2={AXIS - 2} stroke={INK.faint} />
    </g>
  );
}

/** The unit that begins before the chart is named at its left edge, where there is room. */
function first(ticks: readonly Tick[], scale: TimeScale): readonly Tick[] {
  return ticks.filter(({ day }) => scale.right - scale.at(day) > 24);
}

function Row({
  ticks,
  scale,
  y,
  bold,
  quiet,
}: {
  ticks: readonly Tick[];
  scale: TimeScale;
  y: number;
  bold?: boolean;
  quiet?: boolean;
}) {
  return (
    <>
      {ticks.map(({ day, label }) => (
        <g key={day}>
          <line
            x1={round(scale.at(day))}
            x2={round(scale.at(day))}
            y1={y - 9}
            y2={y + 2}
            stroke={INK.faint}
            strokeWidth={bold ? 1.2 : 0.8}
          />
          <Text
            x={scale.at(day) + 3}
            y={y}
            size={bold ? 12 : 10.5}
            weight={bold ? 600 : 400}
            fill={quiet ? INK.quiet : INK.text}
          >
            {label}
          </Text>
        </g>
      ))}
    </>
  );
}

/** A day zero that is only known to lie within a span: the axis shows the span, and counts nothing. */
function Uncertain({ zero, scale }: { zero: NonNullable<TimeAxisProps['zero']>; scale: TimeScale }) {
  const { from, to } = scale.over(zero.span);
  const [x0, x1] = [Math.max(scale.left, from), Math.min(scale.right, to)];
  if (x1 <= x0) return null;
  return (
    <>
      <rect
        x={round(x0)}
        y={37}
        width={round(x1 - x0)}
        height={11}
        rx={5}
        fill={INK.paper}
        stroke={INK.quiet}
        strokeDasharray="3 2"
      />
      <Text x={(x0 + x1) / 2} y={46} size={10} fill={INK.quiet} anchor="middle">
        0
      </Text>
    </>
  );
}
