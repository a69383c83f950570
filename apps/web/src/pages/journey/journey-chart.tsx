import { AXIS, type Journey, JourneyLanes, layoutJourney, Patterns, TimeAxis } from '@linea/charts';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import common from '../../app/common.module.css';
import { useSay } from '../../language/say.tsx';
import classes from './journey-chart.module.css';
import { useGestures } from './use-gestures.ts';
import type { View } from './use-view.ts';
import { useWidth } from './use-width.ts';

interface ChartProps {
  readonly journey: Journey;
  readonly view: View;
  /** What is explained at the moment. */
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

const pickOf = (target: EventTarget): Element | null => (target as Element).closest('[data-pick]');

/** The lanes on the page: they can be moved, zoomed, walked through with the keyboard, and asked about. */
export function JourneyChart({ journey, view, picked, onPick }: ChartProps) {
  const say = useSay();
  const help = useId();
  const prefix = `lanes${useId().replaceAll(/[^a-z0-9]/gi, '')}`;
  const [area, width] = useWidth<HTMLDivElement>();
  const { first, last } = view.shown;
  const layout = useMemo(
    () => (width > 0 ? layoutJourney(journey, { width, shown: { first, last } }) : null),
    [journey, width, first, last],
  );
  useGestures(area, view, layout?.scale ?? null);
  usePickedMark(area, picked, layout);
  const choose = (event: MouseEvent) => {
    const item = pickOf(event.target);
    if (item) onPick(item.getAttribute('data-pick') as string);
  };
  return (
    // The keyboard walks from mark to mark inside; the region itself takes the first step.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={area}
      className={classes.area}
      role="group"
      aria-label={journey.title}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it answers to keys
      tabIndex={0}
      onClick={choose}
      onKeyDown={(event) => walk(event, view, onPick)}
    >
      <p id={help} className={common.unseen}>
        {journey.description} {say('web.chart.keys')}
      </p>
      {layout ? (
        <>
          <svg
            data-axis=""
            className={classes.axis}
            width={width}
            height={AXIS}
            viewBox={`0 0 ${width} ${AXIS}`}
            aria-hidden="true"
          >
            <TimeAxis
              scale={layout.scale}
              base={journey.base}
              locale={journey.locale}
              zero={journey.zero}
              words={journey.words}
              narrow={layout.narrow}
            />
          </svg>
          {/* biome-ignore lint/a11y/noSvgWithoutTitle: the region around it is named and described */}
          <svg className={classes.lanes} width={width} height={layout.height} viewBox={`0 0 ${width} ${layout.height}`}>
            <Patterns prefix={prefix} />
            <JourneyLanes journey={journey} layout={layout} prefix={prefix} live />
          </svg>
          <Hint area={area} />
        </>
      ) : null}
    </div>
  );
}

/** Marks what is explained, wherever the chart draws it now. */
function usePickedMark(
  area: { readonly current: HTMLElement | null },
  picked: string | undefined,
  layout: unknown,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout has new elements
  useEffect(() => {
    for (const old of area.current?.querySelectorAll('[data-picked]') ?? []) old.removeAttribute('data-picked');
    if (picked === undefined) return;
    for (const item of area.current?.querySelectorAll(`[data-pick="${CSS.escape(picked)}"]`) ?? [])
      item.setAttribute('data-picked', '');
  }, [area, picked, layout]);
}

/** Keys that move the view, by an eighth of what is shown. */
const MOVES: Readonly<Record<string, (view: View, days: number) => void>> = {
  '+': (view) => view.zoom(0.7),
  '=': (view) => view.zoom(0.7),
  '-': (view) => view.zoom(1 / 0.7),
  '0': (view) => view.fit(),
  ShiftArrowLeft: (view, days) => view.pan(-days),
  ShiftArrowRight: (view, days) => view.pan(days),
};

/** Arrows go to the next mark and the next lane, Enter asks about it; plus, minus and 0 zoom; Shift and arrows move. */
function walk(event: KeyboardEvent<HTMLElement>, view: View, onPick: (id: string) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = MOVES[event.shiftKey && event.key.startsWith('Arrow') ? `Shift${event.key}` : event.key];
  const items = [...event.currentTarget.querySelectorAll<SVGElement>('[data-pick]')];
  const at = items.indexOf(document.activeElement as SVGElement);
  const next = STEPS[event.key]?.(items, at);
  const asked = event.key === 'Enter' || event.key === ' ' ? items[at]?.getAttribute('data-pick') : undefined;
  if (move) move(view, (view.shown.last - view.shown.first) / 8);
  else if (asked) onPick(asked);
  else if (next) next.focus();
  else return;
  event.preventDefault();
}

const laneOf = (item: Element | undefined): Element | null | undefined => item?.closest('[data-lane]');

const STEPS: Readonly<Record<string, (items: readonly SVGElement[], at: number) => SVGElement | undefined>> = {
  ArrowRight: (items, at) => items[at + 1],
  ArrowLeft: (items, at) => items[at - 1],
  ArrowDown: (items, at) => items.find((item, index) => index > at && laneOf(item) !== laneOf(items[at])),
  ArrowUp: (items, at) => {
    const last = items.findLast((item, index) => index < at && laneOf(item) !== laneOf(items[at]));
    return items.find((item) => laneOf(item) === laneOf(last));
  },
  Home: (items) => items[0],
  End: (items) => items.at(-1),
};

/** What is under the pointer, in full. The keyboard and screen readers have it as the name of the mark. */
function Hint({ area }: { readonly area: { readonly current: HTMLElement | null } }) {
  const [hint, setHint] = useState<{ text: string; x: number; y: number } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const show = (event: Event): void => {
      const item = pickOf(event.target as Element);
      const text = item?.getAttribute('aria-label');
      if (!item || !text) {
        setHint(null);
        return;
      }
      const place = element.getBoundingClientRect();
      const mark = item.getBoundingClientRect();
      const x = event.type === 'focusin' ? mark.left + mark.width / 2 : (event as unknown as PointerEvent).clientX;
      setHint({
        text,
        x: Math.min(Math.max(8, x - place.left + 10), place.width - 300),
        y: mark.bottom - place.top + 6,
      });
    };
    const hide = (): void => setHint(null);
    element.addEventListener('pointerover', show);
    element.addEventListener('focusin', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('focusout', hide);
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('focusin', show);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('focusout', hide);
    };
  }, [area]);
  useEffect(() => {
    if (!box.current || !hint) return;
    box.current.style.left = `${Math.max(4, hint.x)}px`;
    box.current.style.top = `${hint.y}px`;
  }, [hint]);
  return hint ? (
    <div ref={box} className={classes.hint} aria-hidden="true">
      {hint.text}
    </div>
  ) : null;
}
