import { calculation, date } from '../engine/index.ts';
import { by, dated, timeToEvent } from './endpoint.ts';
import { survivalApplications } from './endpoint-facts.ts';
import { aliveEnd } from './overall-survival.ts';

/**
 * Time to next treatment - `mm.ttnt`
 *
 * From day 1 of a line to the start of the next line. With `endpoint` 'ttnt' a death before it is censored, with 'ttntd'
 * it is an event too. Without either, censored when the patient was last known to be alive.
 *
 * Reasons: `next-line`, `death`, `no-event`. A planned part of the line is no next line (`mm.lot`).
 *
 * @param start          day 1 of the line
 * @param nextLineStart  start of the next line, null: none
 * @param deathDate      null: none
 * @param lastAlive      last day on which the patient was known to be alive
 * @param cutoff         of the data; later events are not seen
 * @source myeloma.md 7 (usual definition; no single source)
 */
export const ttnt = calculation({
  id: 'mm.ttnt',
  version: '1',
  source: 'usual definition; see mm.lot for what a line is',
  inputs: {
    start: date(),
    nextLineStart: date('null'),
    deathDate: date('null'),
    lastAlive: date('null'),
    cutoff: date(),
  },
  alias: { newTherapyDate: 'nextLineStart', nextTherapyDate: 'nextLineStart' },
  params: { endpoint: { default: 'ttnt', allowed: ['ttnt', 'ttntd'] } },
  compute(inputs, { endpoint }) {
    const { nextLineStart: next, deathDate: death } = inputs;
    return timeToEvent(inputs.start, (path) => {
      const end = aliveEnd(inputs)(path);
      const seen = dated(next) !== null && by(path, next, end.limit);
      if (seen && !(end.died && !by(path, next, death)))
        return { event: 1, reason: 'next-line', days: dated(next) ?? end.days };
      return end.died
        ? { event: endpoint === 'ttntd' ? 1 : 0, reason: 'death', days: end.days }
        : { event: 0, reason: 'no-event', days: end.days };
    });
  },
  from: survivalApplications,
});
