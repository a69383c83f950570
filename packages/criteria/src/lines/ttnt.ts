import { calculation, date } from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { by, countedTo, dated, pointAt, timeToEvent } from './endpoint.ts';
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
 * @param startDay, nextLineDay, deathDay, lastAliveDay  counted as the days of `mm.os`
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
    startDay: absenceSpeaks(daysSince()),
    nextLineDay: absenceSpeaks(daysSince()),
    deathDay: absenceSpeaks(daysSince()),
    lastAliveDay: absenceSpeaks(daysSince()),
  },
  alias: { newTherapyDate: 'nextLineStart', nextTherapyDate: 'nextLineStart' },
  params: { endpoint: { default: 'ttnt', allowed: ['ttnt', 'ttntd'] } },
  compute(inputs, { endpoint }) {
    const points = {
      start: pointAt(inputs.start, inputs.startDay),
      deathDate: pointAt(inputs.deathDate, inputs.deathDay),
      lastAlive: pointAt(inputs.lastAlive, inputs.lastAliveDay),
      cutoff: inputs.cutoff,
    };
    const next = pointAt(inputs.nextLineStart, inputs.nextLineDay);
    return timeToEvent(points.start, (path) => {
      const end = aliveEnd(points)(path);
      const seen = dated(next) !== null && by(path, next, end.limit);
      if (seen && !(end.died && !by(path, next, points.deathDate)))
        return { event: 1, reason: 'next-line', days: dated(next) ?? end.days, after: countedTo(points.start, next) };
      return end.died
        ? { event: endpoint === 'ttntd' ? 1 : 0, reason: 'death', days: end.days, after: end.after }
        : { event: 0, reason: 'no-event', days: end.days, after: end.after };
    });
  },
  from: survivalApplications,
});
