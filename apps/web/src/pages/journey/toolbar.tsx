import type { DaySpan, Journey } from '@linea/charts';
import { useSay } from '../../language/say.tsx';
import classes from './journey-page.module.css';
import type { View } from './use-view.ts';

interface ToolbarProps {
  readonly journey: Journey;
  readonly view: View;
  readonly axis: 'calendar' | 'infusion';
  readonly hasInfusion: boolean;
  readonly onAxis: (axis: 'calendar' | 'infusion') => void;
}

/** Stretches of the journey that are looked at often: each line, and the weeks around an infusion. */
function stretches(
  journey: Journey,
  aroundInfusion: string,
): readonly { readonly label: string; readonly span: DaySpan }[] {
  const lines = journey.regimens.map(({ label, start, end }) => ({
    label,
    span: {
      first: start.first - 14,
      last: (typeof end === 'string' ? Math.min(journey.asOf.last, journey.extent.last) : end.last) + 14,
    },
  }));
  const zero = journey.zero?.span;
  return [
    ...lines,
    ...(zero ? [{ label: aroundInfusion, span: { first: zero.first - 14, last: zero.last + 35 } }] : []),
  ];
}

/** Which days count, which are in view, and what leaves the page. */
export function Toolbar({ journey, view, axis, hasInfusion, onAxis }: ToolbarProps) {
  const say = useSay();
  const spots = stretches(journey, say(hasInfusion ? 'web.zoom.infusion' : 'web.zoom.start'));
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={say('web.toolbar')}>
      <fieldset className={classes.axes} aria-label={say('web.axis')}>
        {(['calendar', 'infusion'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={axis === one} onClick={() => onAxis(one)}>
            {say(one === 'calendar' ? 'web.axis.calendar' : hasInfusion ? 'web.axis.infusion' : 'web.axis.therapy')}
          </button>
        ))}
      </fieldset>
      <div className={classes.tools}>
        <button type="button" onClick={() => view.zoom(0.7)} aria-label={say('web.zoom.in')}>
          +
        </button>
        <button
          type="button"
          onClick={() => view.zoom(1 / 0.7)}
          aria-label={say('web.zoom.out')}
          disabled={view.isWhole}
        >
          −
        </button>
        <button type="button" onClick={view.fit} disabled={view.isWhole}>
          {say('web.zoom.all')}
        </button>
        {spots.map(({ label, span }) => (
          <button key={label} type="button" onClick={() => view.show(span)}>
            {label}
          </button>
        ))}
      </div>
      <button type="button" className={classes.print} onClick={() => window.print()}>
        {say('web.print')}
      </button>
    </div>
  );
}
