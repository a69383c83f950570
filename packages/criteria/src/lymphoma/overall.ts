import { choice, criterion, type Decision, flag, type Inputs, is, isTrue, truth } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { LUGANO, type Lugano } from './lugano.ts';
import { overallApplications } from './overall-facts.ts';

const inputs = {
  petct: absenceSpeaks(choice(LUGANO)),
  ct: choice(LUGANO),
  petProgressionByUptakeAlone: absenceSpeaks(flag()),
  lesionShrank: absenceSpeaks(flag()),
};

/** PET says progression by uptake alone while the lesion shrank. */
const discordant = ({ petct, ct, petProgressionByUptakeAlone, lesionShrank }: Inputs<typeof inputs>): boolean =>
  petct.given &&
  truth(is(petct, 'PD')) === true &&
  truth(isTrue(petProgressionByUptakeAlone)) === true &&
  (truth(isTrue(lesionShrank)) === true || (ct.given && truth(is(ct, 'CR', 'PR')) === true));

/**
 * Overall response at a time point (FDG-avid lymphoma, Lugano 2014) - `lugano.overall`
 *
 *  PET-CT done  its response, NE included
 *  else         the response by CT, with `ctOnly`
 *
 * PET-CT that shows progression by uptake alone in a lesion that shrank is kept, with `petCtDiscordant`.
 *
 * @param petct  response by `lugano.petct`; null or not given: no PET-CT
 * @param ct     response by `lugano.ct`
 * @returns value and `basis` (petct, ctOnly)
 * @source Cheson BD et al. J Clin Oncol 2014;32:3059-3068
 */
export const overall = criterion({
  id: 'lugano.overall',
  version: '2014',
  source: 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068',
  inputs,
  answers: LUGANO,
  decide: ({ petct, ct }): Decision<Lugano> => {
    const read = petct.given ? petct : ct;
    return (path) => LUGANO.find((answer) => is(read, answer)(path)) as Lugano;
  },
  fields: (_, __, { petct }) => ({ basis: petct.given ? 'petct' : 'ctOnly' }),
  warn: (of) => [
    ['ctOnly', !of.petct.given],
    ['petCtDiscordant', discordant(of)],
  ],
  from: overallApplications,
});
