import { choice, criterion, type Decision, flag, is, isFalse, notApplicable, truth } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { bridgingApplications } from './course-facts.ts';

/**
 * Response to bridging therapy - `bridgingResponse`
 *
 *  responder        CR or PR at the last assessment before lymphodepletion
 *  bridgingFailure  SD or PD
 *
 * Not assessed is unknown, never assumed; without bridging therapy it is not applicable.
 *
 * @param response  CR | PR | SD | PD (VGPR, CRi count as response)
 * @param bridged   whether bridging therapy was given; not given: it was
 * @source definition of this project (lymphoma.md 6.1)
 */
export const bridgingResponse = criterion({
  id: 'bridgingResponse',
  version: '1',
  source: 'definition of this project; Lugano 2014 at the last assessment before lymphodepletion',
  verification: 'convention',
  inputs: {
    response: choice(['CR', 'PR', 'SD', 'PD'], { VGPR: 'PR', CRi: 'CR', notAssessed: null, NE: null }),
    bridged: absenceSpeaks(flag()),
  },
  answers: ['responder', 'bridgingFailure'],
  decide: ({ response, bridged }) => {
    if (bridged.given && truth(isFalse(bridged)) === true) return notApplicable('no-bridging');
    const decision: Decision<'responder' | 'bridgingFailure'> = (path) =>
      is(response, 'CR', 'PR')(path) ? 'responder' : 'bridgingFailure';
    return decision;
  },
  from: bridgingApplications,
});
