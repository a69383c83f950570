import {
  type Choice,
  calculation,
  choice,
  type Flag,
  flag,
  type Inputs,
  isTrue,
  list,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { processApplications } from './course-facts.ts';

const BRIDGING = ['none', 'steroids', 'chemo', 'polatuzumab', 'radiotherapy', 'targeted', 'bispecific', 'combined', 'inotuzumab', 'blinatumomab', 'proteasomeImid', 'immunosuppressant', 'other'] as const; // biome-ignore format: a list
const NOT_INFUSED = ['progressionDeath', 'manufacturingFailure', 'infection', 'clinicalDeterioration', 'patientChoice', 'responseToBridging', 'other'] as const; // biome-ignore format: a list

const inputs = {
  leukapheresisResult: choice(['accepted', 'insufficient', 'proceduralFailure', 'rejected'], { pending: null }),
  manufacturingResult: choice(['released', 'outOfSpec', 'failed', 'reManufactured', 'cancelled'], { pending: null }),
  infusedOutOfSpec: absenceSpeaks(flag()),
  oosReason: absenceSpeaks(
    choice(['viability', 'dose', 'ifnGamma', 'transduction', 'residualBeads', 'vectorCopies', 'other']),
  ),
  oosHandling: absenceSpeaks(choice(['managedAccess', 'rejected'], { pending: null })),
  bridging: list(choice(BRIDGING)),
  notInfusedReason: absenceSpeaks(choice(NOT_INFUSED)),
};
type Course = Inputs<typeof inputs>;

const told = <C extends string>({ given, options }: Choice<C>): C | null => (given ? (options[0] ?? null) : null);
const yes = (flagged: Flag): boolean | null => (flagged.given ? truth(isTrue(flagged)) : null);

/** Yes or no where the result says so, else null. */
const among = <C extends string>(result: Choice<C>, ...words: readonly C[]): boolean | null => {
  const word = told(result);
  return word === null ? null : words.includes(word);
};

/** Out of specification, by the infusion record, else by the result of manufacture. */
const outOfSpec = ({ infusedOutOfSpec, manufacturingResult }: Course): boolean | null =>
  yes(infusedOutOfSpec) ?? among(manufacturingResult, 'outOfSpec');

/**
 * Process of a CAR-T course - `carT.process`
 *
 *  apheresisFailure      collection insufficient, failed as a procedure, or rejected; accepted: no
 *  manufacturingFailure  no product came out of manufacture: failed or cancelled
 *  outOfSpecification    with the parameter and how it was handled
 *  bridging              what was given between collection and lymphodepletion; an explicit none is an empty list
 *  notInfusedReason      why a collected patient was not infused
 *
 * What nobody recorded is null, never no.
 *
 * @source definitions of this project (lymphoma.md 6.1)
 */
export const courseProcess = calculation({
  id: 'carT.process',
  version: '1',
  source: 'definitions of this project',
  verification: 'convention',
  inputs,
  compute: (of) => ({
    fields: {
      apheresisFailure: among(of.leukapheresisResult, 'insufficient', 'proceduralFailure', 'rejected'),
      manufacturingFailure: among(of.manufacturingResult, 'failed', 'cancelled'),
      outOfSpecification: outOfSpec(of),
      oosReason: told(of.oosReason),
      oosHandling: told(of.oosHandling),
      bridging: of.bridging.given
        ? of.bridging.flatMap((one) => told(one) ?? []).filter((kind) => kind !== 'none')
        : null,
      notInfusedReason: told(of.notInfusedReason),
    },
  }),
  from: processApplications,
});
