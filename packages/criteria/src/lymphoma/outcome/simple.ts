import type { EndpointRules } from '../../endpoints/end-of-course.ts';
import { type Criterion, calculation } from '../../engine/index.ts';
import { OUTCOME_SOURCE, outcomeInputs, outcomeParams } from './days-of-outcome.ts';
import { outcomeApplications } from './outcome-facts.ts';
import { outcomeOf, REASONS, type Reasons } from './outcome-time.ts';

const OS: EndpointRules = { events: ['death'], competing: [], stops: [], censoredAt: 'lastContact' };
const TTNT: EndpointRules = { events: ['newTherapy', 'death'], competing: [], stops: [], censoredAt: 'lastContact' };
const NRM: EndpointRules = { events: ['death'], competing: ['progression'], stops: [], censoredAt: 'lastAssessment' };
const RELAPSE: EndpointRules = { ...NRM, events: ['progression'], competing: ['death'] };

const COMPETING: Reasons = { progression: 'relapse', death: 'nrm' };

interface Outcome {
  readonly id: string;
  readonly rules: EndpointRules;
  readonly reasons?: Reasons;
}

const outcome = ({ id, rules, reasons = REASONS }: Outcome): Criterion =>
  calculation({
    id,
    version: '1',
    source: OUTCOME_SOURCE,
    inputs: outcomeInputs,
    params: outcomeParams,
    compute: (of, { anchor }) => outcomeOf({ of, rules, reasons }, anchor as string | number),
    from: (patient) => outcomeApplications(patient, id),
  });

/**
 * Overall survival (lymphoma) - `outcome.os`
 *
 * From the infusion (or `anchor`) to death from any cause; else censored when last known alive (`lastContactDay`; without
 * it the last assessment).
 *
 * @param infusionDay  days on any one axis; null: never infused
 * @returns timeDays, event (0 censored, 1 event), reason; with days that are not exact `minDays` and `maxDays`
 * @source lymphoma.md 5
 */
export const outcomeOs = outcome({ id: 'outcome.os', rules: OS });

/**
 * Non-relapse mortality (lymphoma) - `outcome.nrm`
 *
 * Death without PD; PD is the competing event (2), also on the day of death. Else censored at the last assessment. For
 * cumulative incidence (Aalen-Johansen), never one minus Kaplan-Meier.
 *
 * @source lymphoma.md 5
 */
export const outcomeNrm = outcome({ id: 'outcome.nrm', rules: NRM, reasons: COMPETING });

/**
 * Relapse incidence (lymphoma) - `outcome.relapseIncidence`
 *
 * PD; death without PD is the competing event (2). Else censored at the last assessment. The pair of `outcome.nrm`.
 *
 * @source lymphoma.md 5
 */
export const outcomeRelapse = outcome({ id: 'outcome.relapseIncidence', rules: RELAPSE, reasons: COMPETING });

/**
 * Time to next treatment (lymphoma) - `outcome.ttnt`
 *
 * To a new anti-lymphoma treatment or death; else censored at the last contact.
 *
 * @source lymphoma.md 5
 */
export const outcomeTtnt = outcome({ id: 'outcome.ttnt', rules: TTNT });
