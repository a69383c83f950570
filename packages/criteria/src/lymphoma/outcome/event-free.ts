import type { EndpointRules } from '../../endpoints/end-of-course.ts';
import { calculation, FROM_MEMORY, is, type When } from '../../engine/index.ts';
import { notAfter } from '../bor.ts';
import { OUTCOME_SOURCE, type OutcomeDays, outcomeInputs, outcomeParams } from './days-of-outcome.ts';
import { outcomeApplications } from './outcome-facts.ts';
import { fromAnchor, outcomeOf, type Question, REASONS, shortOf, startOf, timeOf } from './outcome-time.ts';

const PFS: EndpointRules = {
  events: ['progression', 'death'],
  competing: [],
  stops: ['newTherapy'],
  censoredAt: 'lastAssessment',
};
const EFS: EndpointRules = { ...PFS, events: ['progression', 'noResponse', 'newTherapy', 'death'], stops: [] };
const AS_EVENT: EndpointRules = { ...PFS, events: ['progression', 'newTherapy', 'death'], stops: [] };
/**
 * Progression-free survival (lymphoma) - `outcome.pfs`
 *
 * To the first PD or death from any cause; else censored at the last adequate assessment. A new anti-lymphoma treatment
 * without PD censors at the last assessment before it; `newTherapyAsEvent` shows it counted as event. On one day the PD
 * counts.
 *
 * @param lastAssessmentDay  last adequate assessment not later than progression, new treatment or last contact
 * @source lymphoma.md 5
 */
export const outcomePfs = calculation({
  id: 'outcome.pfs',
  version: '1',
  source: OUTCOME_SOURCE,
  inputs: outcomeInputs,
  params: outcomeParams,
  compute: (of, { anchor }) => {
    const main = outcomeOf({ of, rules: PFS, reasons: REASONS }, anchor as string | number);
    if (!('fields' in main) || of.newTherapyDay.span === null) return main;
    const sensitivity = fromAnchor({ of, rules: AS_EVENT, reasons: REASONS }, anchor as string | number);
    return { fields: { ...main.fields, newTherapyAsEvent: shortOf(sensitivity) } };
  },
  from: (patient) => outcomeApplications(patient, 'outcome.pfs'),
});

/** Days from the start by which a response must have been reached, and what counts as failure. */
const FAILURE = { none: null, zuma7: { day: 150 }, transform: { day: 63 } } as const;
type Definition = keyof typeof FAILURE;

/** No CR or PR by the day, while still followed then; the failure is dated on that day. */
function failureOf(of: OutcomeDays, start: When, definition: Definition): Question['noResponse'] {
  const rule = FAILURE[definition];
  if (!rule || !start.span) return undefined;
  const span = { start: start.span.start + rule.day, end: start.span.end + rule.day };
  const day: When = { key: 'failure', inputs: [], given: true, span };
  const { responseDay, bestResponse, lastAssessmentDay } = of;
  if (lastAssessmentDay.span === null) return undefined;
  return (path) => {
    if (!notAfter(path, day, lastAssessmentDay)) return undefined;
    if (responseDay.given) return responseDay.span !== null && notAfter(path, responseDay, day) ? undefined : day;
    if (bestResponse.given) return is(bestResponse, 'CR', 'PR')(path) ? undefined : day;
    return path.settle({ key: 'responded in time', inputs: ['responseDay'] }, null) ? undefined : day;
  };
}

/**
 * Event-free survival (lymphoma) - `outcome.efs`
 *
 * To PD, death or a new anti-lymphoma treatment; else censored at the last adequate assessment. `efsDefinition`: `zuma7`
 * adds stable disease as best response up to day 150, `transform` no CR or PR by 9 weeks (day 63), each dated on that day
 * and from memory. EFS is never compared across definitions.
 *
 * @param responseDay  first CR or PR; null: none (asked for by `zuma7` and `transform` only)
 * @source lymphoma.md 5; Locke FL et al. N Engl J Med 2022;386:640; Abramson JS et al. Blood 2023;141:1675
 */
export const outcomeEfs = calculation({
  id: 'outcome.efs',
  version: '1',
  source: OUTCOME_SOURCE,
  inputs: outcomeInputs,
  params: { ...outcomeParams, efsDefinition: { default: 'none', allowed: ['none', 'zuma7', 'transform'] } },
  compute: (of, { anchor, efsDefinition }) => {
    const noResponse = failureOf(of, startOf(of, anchor as string | number), efsDefinition as Definition);
    const main = outcomeOf(
      { of, rules: EFS, reasons: REASONS, ...(noResponse ? { noResponse } : {}) },
      anchor as string | number,
    );
    if (!('fields' in main)) return main;
    return { fields: { efsDefinition, ...main.fields }, warnings: efsDefinition === 'none' ? [] : [FROM_MEMORY] };
  },
  from: (patient) => outcomeApplications(patient, 'outcome.efs'),
});

/**
 * Duration of response (lymphoma) - `outcome.dor`
 *
 * From the first CR or PR to PD or death, censored as PFS; only for responders.
 *
 * @param responseDay  first CR or PR; null: never (not applicable)
 * @source lymphoma.md 5
 */
export const outcomeDor = calculation({
  id: 'outcome.dor',
  version: '1',
  source: OUTCOME_SOURCE,
  inputs: outcomeInputs,
  compute: (of) => {
    if (of.responseDay.given && of.responseDay.span === null) return { notApplicable: 'non-responder' };
    return timeOf({ start: of.responseDay, of, rules: PFS, reasons: REASONS });
  },
  from: (patient) => outcomeApplications(patient, 'outcome.dor'),
});
