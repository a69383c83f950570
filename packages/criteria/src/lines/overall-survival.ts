import { type Span, spanOf } from '@linea/facts';
import { calculation, type Decision, date, type When } from '../engine/index.ts';
import type { Interval } from '../engine/path.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { by, countedTo, dated, limitOf, type Point, pointAt, timeToEvent } from './endpoint.ts';
import { overallSurvivalApplications } from './endpoint-facts.ts';

interface AliveInputs {
  readonly start: Point;
  readonly deathDate: Point;
  readonly lastAlive: Point;
  readonly cutoff: When;
}

/** Death on or before the cutoff, or the last day on which the patient was known to be alive. */
interface AliveEnd {
  readonly died: boolean;
  readonly days: Span;
  readonly limit: When;
  readonly after: Interval | undefined;
}

/** A last contact that was not given lies between the start and the cutoff. */
export const aliveEnd =
  ({ start, deathDate, lastAlive, cutoff }: AliveInputs): Decision<AliveEnd> =>
  (path) => {
    const limit = limitOf(cutoff);
    const last = limit.span?.end ?? Infinity;
    if (dated(deathDate) && by(path, deathDate, limit))
      return { died: true, days: deathDate.span as Span, limit, after: countedTo(start, deathDate) };
    const alive = dated(lastAlive) ?? spanOf(start.span?.start ?? -Infinity, last);
    const after = alive.end <= last ? countedTo(start, lastAlive) : undefined;
    return { died: false, days: spanOf(Math.min(alive.start, last), Math.min(alive.end, last)), limit, after };
  };

/**
 * Overall survival - `mm.os`
 *
 * From day 1 of a line to death from any cause, else censored when last known to be alive on or before the cutoff.
 * Imprecise dates that hang on a common one ("170 days after the infusion") are no longer apart than their days from it say.
 *
 * @param startDay, deathDay, lastAliveDay  days from a common day, where the source dates them so: a number or `{ low, high }`;
 *                                          without `startDay` the start is day 0
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
    startDay: absenceSpeaks(daysSince()),
    deathDay: absenceSpeaks(daysSince()),
    lastAliveDay: absenceSpeaks(daysSince()),
  },
  compute: (inputs) => {
    const points = {
      start: pointAt(inputs.start, inputs.startDay),
      deathDate: pointAt(inputs.deathDate, inputs.deathDay),
      lastAlive: pointAt(inputs.lastAlive, inputs.lastAliveDay),
      cutoff: inputs.cutoff,
    };
    return timeToEvent(points.start, (path) => {
      const { died, days, after } = aliveEnd(points)(path);
      return { event: died ? 1 : 0, reason: died ? 'death' : 'no-event', days, after };
    });
  },
  from: overallSurvivalApplications,
});
