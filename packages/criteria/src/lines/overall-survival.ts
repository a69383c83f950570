import { type Span, spanOf } from '@linea/facts';
import { calculation, type Decision, date, type When } from '../engine/index.ts';
import { by, dated, limitOf, timeToEvent } from './endpoint.ts';
import { overallSurvivalApplications } from './endpoint-facts.ts';

interface AliveInputs {
  readonly start: When;
  readonly deathDate: When;
  readonly lastAlive: When;
  readonly cutoff: When;
}

/** Death on or before the cutoff, or the last day on which the patient was known to be alive. */
interface AliveEnd {
  readonly died: boolean;
  readonly days: Span;
  readonly limit: When;
}

/** A last contact that was not given lies between the start and the cutoff. */
export const aliveEnd =
  ({ start, deathDate, lastAlive, cutoff }: AliveInputs): Decision<AliveEnd> =>
  (path) => {
    const limit = limitOf(cutoff);
    const last = limit.span?.end ?? Infinity;
    if (dated(deathDate) && by(path, deathDate, limit)) return { died: true, days: deathDate.span as Span, limit };
    const alive = dated(lastAlive) ?? spanOf(start.span?.start ?? -Infinity, last);
    return { died: false, days: spanOf(Math.min(alive.start, last), Math.min(alive.end, last)), limit };
  };

/**
 * Overall survival - `mm.os`
 *
 * From day 1 of a line to death from any cause, else censored when last known to be alive on or before the cutoff.
 *
 * @source FDA guidance on clinical trial endpoints, 2018
 */
export const overallSurvival = calculation({
  id: 'mm.os',
  version: '1',
  source: 'FDA guidance on clinical trial endpoints, 2018',
  inputs: { start: date(), deathDate: date('null'), lastAlive: date('null'), cutoff: date() },
  compute: (inputs) =>
    timeToEvent(inputs.start, (path) => {
      const { died, days } = aliveEnd(inputs)(path);
      return { event: died ? 1 : 0, reason: died ? 'death' : 'no-event', days };
    }),
  from: overallSurvivalApplications,
});
