import { calculation, date, list } from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { pointAt, progressionEnd, timeToEvent } from './endpoint.ts';

/**
 * Progression-free survival on next line - `mm.pfs2`
 *
 * From day 1 of a line to progression on the next line, or death; else censored at the last assessment on or before the
 * cutoff. Progression on the line itself is no event and the next line does not censor.
 *
 * @param pd2Date      confirmed progression on the next line, null: none
 * @param assessments  dates of adequate disease assessments on both lines
 * @param startDay, pd2Day, deathDay, assessmentDays  counted as the days of `mm.pfs`
 * @source EMA, Guideline on the evaluation of anticancer medicinal products, appendix 1 (censoring: convention of this project)
 */
export const pfs2 = calculation({
  id: 'mm.pfs2',
  version: '1',
  source: 'EMA guideline on anticancer medicinal products, appendix 1',
  inputs: {
    start: date(),
    pd2Date: date('null'),
    deathDate: date('null'),
    assessments: list(date('null')),
    cutoff: date(),
    startDay: absenceSpeaks(daysSince()),
    pd2Day: absenceSpeaks(daysSince()),
    deathDay: absenceSpeaks(daysSince()),
    assessmentDays: absenceSpeaks(list(daysSince())),
  },
  compute(inputs) {
    const none = { key: 'newTherapyDate', inputs: [], span: null, given: true };
    const rules = { censorAtNewTherapy: false, intervalDays: null, deathCounts: () => true };
    const start = pointAt(inputs.start, inputs.startDay);
    const points = {
      start,
      pdDate: pointAt(inputs.pd2Date, inputs.pd2Day),
      deathDate: pointAt(inputs.deathDate, inputs.deathDay),
      assessments: inputs.assessments.map((one, index) => pointAt(one, inputs.assessmentDays[index])),
      newTherapyDate: none,
      cutoff: inputs.cutoff,
    };
    return timeToEvent(start, progressionEnd(points, rules));
  },
});
