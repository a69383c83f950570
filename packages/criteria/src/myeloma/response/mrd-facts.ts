import { type Fact, fromIso } from '@linea/facts';
import { knownSize } from '../../general/size-of.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  derived,
  measured,
  type Patient,
  plainDate,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import { hasDisease } from '../baseline.ts';
import { responsesOf } from './response-of.ts';

/** A PET/CT belongs to a marrow sample when they are at most this far apart; convention of this project. */
const PET_WINDOW_DAYS = 90;
/** A negative result counts from this sensitivity on. */
export const MRD_SENSITIVITY = 1e-5;

/** No uptake above mediastinal blood pool and no new lesion; null when the PET/CT does not say. */
function petIsNegative(of: Patient, imaging: Fact): boolean | null {
  const [score, uptake, lesion] = (['resp.deauville', 'resp.marrowUptake', 'resp.newLesion'] as const).map((code) =>
    codeOf(beside(of, imaging, code)),
  );
  if (
    ['3', '4', '5'].includes(score ?? '') ||
    ['reduced', 'unchanged', 'new'].includes(uptake ?? '') ||
    ['yes', 'lymphoma'].includes(lesion ?? '')
  )
    return false;
  if (lesion === 'indeterminate') return null;
  return score === '1' || score === '2' || uptake === 'normal' ? true : null;
}

function petNear(of: Patient, day: number): { negative: boolean | null; facts: readonly Fact[] } {
  const scans = valued(of, 'resp.imaging').filter(
    (fact) => codeOf(fact) === 'petct' && Math.abs(of.span(fact).start - day) <= PET_WINDOW_DAYS,
  );
  const nearest = scans.sort((a, b) => Math.abs(of.span(a).start - day) - Math.abs(of.span(b).start - day))[0];
  return nearest
    ? { negative: petIsNegative(of, nearest), facts: of.byEvent(nearest.event) }
    : { negative: null, facts: [] };
}

/** The last category found on or before a day, unconfirmed, as the marrow that shows it may be this very sample. */
function responseOn(of: Patient, day: number): string | null {
  const rows = responsesOf(of).flatMap(
    ({ answer }) => (answer.perAssessment ?? []) as readonly { date: unknown; unconfirmed: unknown }[],
  );
  const before = rows.filter(
    ({ date, unconfirmed }) => typeof date === 'string' && fromIso(date.slice(0, 10)) <= day && unconfirmed !== 'NE',
  );
  const last = before.at(-1)?.unconfirmed;
  return typeof last === 'string' ? last : null;
}

const sampleDays = (of: Patient, result: Fact) => {
  const dated = beside(of, result, 'mrd.date');
  return dated ? dateSpan(of, dated) : of.span(result);
};

const DETECTED: ReadonlySet<string> = new Set(['positive', 'detectedUnquantified', 'pnq']);

/** Negative at the sensitivity that counts, with a negative PET/CT. */
const isTwiceNegative = (of: Patient, result: Fact): boolean =>
  codeOf(result) === 'negative' &&
  (knownSize(beside(of, result, 'mrd.sensitivity')) ?? 1) <= MRD_SENSITIVITY * (1 + 1e-9) &&
  petNear(of, sampleDays(of, result).start).negative === true;

/** The first of the samples before a day, negative twice, after which nothing was found again. */
function firstOfRun(of: Patient, results: readonly Fact[], day: number): Fact | undefined {
  const before = results.filter((fact) => sampleDays(of, fact).end < day);
  const lost = before.findLastIndex((fact) => DETECTED.has(codeOf(fact) ?? ''));
  return before.slice(lost + 1).find((fact) => isTwiceNegative(of, fact));
}

/** Once a sample of marrow: its result, the response then, the nearest PET/CT, and the first of the negative samples before it. */
export function mrdApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  const results = valued(of, 'mrd.result')
    .filter((fact) => codeOf(beside(of, fact, 'mrd.specimen')) !== 'blood')
    .sort((a, b) => sampleDays(of, a).start - sampleDays(of, b).start);
  return results.map((result) => {
    const days = sampleDays(of, result);
    const pet = petNear(of, days.start);
    const [method, sensitivity] = [beside(of, result, 'mrd.method'), beside(of, result, 'mrd.sensitivity')];
    const first = firstOfRun(of, results, days.start);
    const word = codeOf(result);
    return {
      at: days,
      of: { sample: result.event },
      inputs: {
        response: derived(responseOn(of, days.end)),
        method: method ? sourced(codeOf(method) ?? null, [method]) : unknownInput('mrd.method'),
        result: sourced(word ?? null, [result]),
        sensitivity: sensitivity ? sourced(measured(sensitivity), [sensitivity]) : unknownInput('mrd.sensitivity'),
        date: sourced(plainDate(days), [result], 'mrd.date'),
        petNegative: sourced(pet.negative, pet.facts, 'resp.deauville', 'resp.marrowUptake'),
        ...(first
          ? {
              prior: sourced({ date: plainDate(sampleDays(of, first)), result: 'negative', petNegative: true }, [
                first,
              ]),
            }
          : {}),
      },
    };
  });
}
