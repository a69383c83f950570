import { calculation, count, flag, record, text } from '../../engine/index.ts';
import { moment } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { isSaid } from '../attributed.ts';
import { CRS_STEPS, ICANS_STEPS, type Step } from './steps.ts';

const SOURCE =
  'Santomasso BD et al. J Clin Oncol 2021;39:3978-3992 (doses); Hayden PJ et al. Ann Oncol 2022;33:259-275 (steps)';
/** An observation older than this says nothing of now. */
const STALE_MINUTES = 12 * 60;

const approval = record({ by: text(), on: text(), protocol: text() });

function stepsOf(id: string, steps: Readonly<Record<number, readonly Step[]>>) {
  return calculation({
    id,
    version: '2022',
    source: SOURCE,
    inputs: {
      grade: count([0, 5]),
      observedAt: absenceSpeaks(moment()),
      now: absenceSpeaks(moment()),
      approval: absenceSpeaks(approval),
      isolatedIcans: absenceSpeaks(flag()),
    },
    compute: ({ grade, observedAt, now, approval: by, isolatedIcans }) => {
      const isApproved = Boolean(by.by && by.on && by.protocol);
      const isStale = !observedAt || !now || now.from - observedAt.to > STALE_MINUTES;
      const known = grade.given && grade.range.low === grade.range.high ? grade.range.low : null;
      const hidden = !isApproved ? 'notApproved' : isStale ? 'staleObservation' : null;
      const all = known === null ? [] : (steps[known] ?? []);
      return {
        fields: {
          ...(known === null ? { status: 'indeterminate', missing: ['grade'] } : { missing: [] }),
          grade: known,
          steps: hidden === null ? all.filter(({ checked }) => checked === 'verified').map(({ key }) => key) : [],
          hidden,
          notShown: all.filter(({ checked }) => checked === 'memory').length,
          approvedBy: isApproved ? { by: by.by, on: by.on, protocol: by.protocol } : null,
        },
        warnings: [
          'centreProtocolPrevails',
          ...(hidden === 'staleObservation' ? ['staleObservation'] : []),
          ...(isSaid(isolatedIcans) ? ['tocilizumabNotForIsolatedIcans'] : []),
        ],
      };
    },
  });
}

/**
 * What the guidelines list for a grade of CRS - `guideline.crs`
 *
 * Decision support, never an order: `steps` are words of the guideline, none is ticked or proposed. Off until a centre has
 * recorded who approved which protocol (`approval`); off 12 hours after the observation. Steps from memory are never shown,
 * only counted (`notShown`). The centre's protocol and the product label prevail.
 *
 * @source Santomasso BD et al. J Clin Oncol 2021;39:3978-3992; Hayden PJ et al. Ann Oncol 2022;33:259-275
 */
export const guidelineCrs = stepsOf('guideline.crs', CRS_STEPS);

/**
 * What the guidelines list for a grade of ICANS - `guideline.icans`
 *
 * As `guideline.crs`. Tocilizumab is not a treatment of isolated ICANS; in combined toxicity the higher grade leads.
 *
 * @source Santomasso BD et al. J Clin Oncol 2021;39:3978-3992; Hayden PJ et al. Ann Oncol 2022;33:259-275
 */
export const guidelineIcans = stepsOf('guideline.icans', ICANS_STEPS);
