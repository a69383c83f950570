import type { Answer } from '../engine/index.ts';
import { answerTo } from '../patient/answers.ts';
import { type Application, type Patient, type Sourced, unknownInput } from '../patient/patient.ts';
import { ct } from './ct.ts';
import { isLugano, LUGANO, type Lugano } from './lugano.ts';
import { petct } from './petct.ts';
import { ctReadings, hasPet, petctApplication, type Scan, scansOf } from './scan-facts.ts';

/** Every response that an answer leaves open. */
const openTo = ({ status, value, possible }: Answer): readonly Lugano[] =>
  (status === 'indeterminate' && Array.isArray(possible) ? possible : [value]).filter(isLugano);

const settled = ({ status, value }: Answer): Lugano | null =>
  status === 'determined' && isLugano(value) ? value : null;

const factsOf = ({ inputs }: Application): Sourced['facts'] => [
  ...new Set(Object.values(inputs).flatMap(({ value, facts }) => (value === null ? [] : facts))),
];

/** The derived response of an assessment, with the facts behind it; null where the facts leave it open. */
export interface Reading {
  readonly scan: Scan;
  readonly pet: Lugano | null;
  readonly ct: Lugano | null;
  /** What the scan that counts leaves possible; every response where nothing was read. */
  readonly possible: readonly Lugano[];
  readonly facts: Sourced['facts'];
}

/** Every assessment with what its scans come to. */
export const readingsOf = (of: Patient): readonly Reading[] =>
  of.memo('lymphoma readings', () => {
    const anatomic = ctReadings(of);
    return scansOf(of).map((scan) => {
      const pet = hasPet(scan) ? petctApplication(of, scan) : null;
      const measured = anatomic.find((reading) => reading.scan === scan)?.application ?? null;
      return {
        scan,
        pet: pet && settled(answerTo(petct, pet)),
        ct: measured && settled(answerTo(ct, measured)),
        possible: pet ? openTo(answerTo(petct, pet)) : measured ? openTo(answerTo(ct, measured)) : LUGANO,
        facts: [...(pet ? factsOf(pet) : []), ...(measured ? factsOf(measured) : [])],
      };
    });
  });

/** Is the progression one of uptake alone: no new lesion and no new focus in the marrow? */
function byUptakeAlone(of: Patient, scan: Scan): Sourced {
  const { newLesions, marrow } = petctApplication(of, scan).inputs as Record<'newLesions' | 'marrow', Sourced>;
  const none = newLesions.value === 'none' || newLesions.value === 'unlikelyLymphoma';
  const known = none && marrow.value !== null && marrow.value !== 'notAssessed';
  return known
    ? { value: marrow.value !== 'new', facts: [...newLesions.facts, ...marrow.facts], codes: ['resp.newLesion'] }
    : unknownInput('resp.newLesion', 'resp.marrowUptake');
}

/** Once an assessment whose PET-CT, or without one whose CT, settles a response. */
export const overallApplications = (of: Patient): readonly Application[] =>
  readingsOf(of)
    .filter(({ scan, pet, ct: anatomic }) => (hasPet(scan) ? pet !== null : anatomic !== null))
    .map(({ scan, pet, ct: anatomic, facts }) => ({
      of: scan.about,
      at: scan.span,
      inputs: {
        petct: { value: pet, facts: pet ? facts : [], codes: ['resp.deauville'] },
        ...(pet === 'PD' ? { petProgressionByUptakeAlone: byUptakeAlone(of, scan) } : {}),
        ct: anatomic ? { value: anatomic, facts, codes: ['lesion.ldi'] } : unknownInput('lesion.ldi'),
      },
    }));
