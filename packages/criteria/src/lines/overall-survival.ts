import { type Span, spanOf } from '@linea/facts';
import { calculation, type Decision, date, type Measured, type When } from '../engine/index.ts';
import type { Interval } from '../engine/path.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { by, dated, limitOf, timeToEvent } from './endpoint.ts';
import { overallSurvivalApplications } from './endpoint-facts.ts';

interface AliveInputs {
  readonly start: When;
  readonly deathDate: When;
  readonly lastAlive: When;
  readonly cutoff: When;
  /** Days from the start to the death and to the last contact, where the source dates them so. */
  readonly deathDay?: Measured;
  readonly lastAliveDay?: Measured;
}

/** Death on or before the cutoff, or the last day on which the patient was known to be alive. */
interface AliveEnd {
  readonly died: boolean;
  readonly days: Span;
  readonly limit: When;
  readonly after: Interval | undefined;
}

const rangeOf = (days: Measured | undefined): Interval | undefined => (days?.given ? days.range : undefined);

/** A last contact that was not given lies between the start and the cutoff. */
export const aliveEnd =
  ({ start, deathDate, lastAlive, cutoff, deathDay, lastAliveDay }: AliveInputs): Decision<AliveEnd> =>
  (path) => {
    const limit = limitOf(cutoff);
    const last = limit.span?.end ?? Infinity;
    if (dated(deathDate) && by(path, deathDate, limit))
      return { died: true, days: deathDate.span as Span, limit, after: rangeOf(deathDay) };
    const alive = dated(lastAlive) ?? spanOf(start.span?.start ?? -Infinity, last);
    const after = alive.end <= last ? rangeOf(lastAliveDay) : undefined;
    return { died: false, days: spanOf(Math.min(alive.start, last), Math.min(alive.end, last)), limit, after };
  };

/**
 * Overall survival - `mm.os`
 *
 * From day 1 of a line to death from any cause, else censored when last known to be alive on or before the cutoff.
 * Imprecise dates that hang on a common one ("170 days after the infusion") are no longer apart than their days from it say.
 *
 * @param deathDay, lastAliveDay  days from the start, where the source dates them so: a number or `{ low, high }`
 * @source FDA guidance on clinical trial endpoints, 2018
 */
export const overallSurvival = calculation({
  id: 'mm.os',
  version: '1',
  source: 'FDA guidance on clinical trial endpoints, 2018',
  inputs: {
    start: date(),
    deathDate: date('null'),
    lastAlive: date('null'),
    cutoff: date(),
    deathDay: absenceSpeaks(daysSince()),
    lastAliveDay: absenceSpeaks(daysSince()),
  },
  compute: (inputs) =>
    timeToEvent(inputs.start, (path) => {
      const { died, days, after } = aliveEnd(inputs)(path);
      return { event: died ? 1 : 0, reason: died ? 'death' : 'no-event', days, after };
    }),
  from: overallSurvivalApplications,
});
