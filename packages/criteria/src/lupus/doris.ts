import { withMembers } from '@linea/facts';
import {
  all, atMost, below, type Condition, count, criterion, EPSILON, flag, type Inputs, isFalse, isTrue, type Measured, type Read, type Reader, truth,
} from '../engine/index.ts'; // biome-ignore format: a list
import { isExactly } from '../general/compare.ts';
import { plainly } from '../general/plainly.ts';
import { absenceSpeaks } from '../general/readers.ts';
import type { Application } from '../patient/patient.ts';
import { anyDrug, dailyDose, globalAssessment } from './readers.ts';
import { dorisApplications } from './remission-facts.ts';

/** Milligrams that equal 5 mg of prednisolone. */
const EQUIVALENT: Readonly<Record<string, number>> = {
  prednisolone: 5,
  prednisone: 5,
  methylprednisolone: 4,
  dexamethasone: 0.75,
  hydrocortisone: 20,
};

/** `{ drug, value, unit }` as milligrams of prednisolone a day; `none` is 0, a drug without equivalent unknown. */
function glucocorticoid(): Reader<Measured> {
  const dose = dailyDose();
  return {
    help: '{ drug, value, unit } mg a day',
    read(raw, name): Read<Measured> {
      const { drug, value, unit = 'mg/d' } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
      if (drug === 'none' || raw === 'none') return dose.read(0, name);
      const factor = EQUIVALENT[String(drug).toLowerCase()];
      if (raw === undefined || raw === null || factor === undefined || typeof value !== 'number') {
        const { input } = dose.read(undefined, name);
        const issues = raw === undefined || raw === null ? [] : [{ code: 'input.unknownCode', at: name, got: String(drug), allowed: Object.keys(EQUIVALENT).join(', '), fatal: false }];
        return { input, issues };
      }
      return dose.read({ value: (value * 5) / factor, unit }, name);
    },
  }; // biome-ignore format: one thought
}

const inputs = {
  clinicalSledai: absenceSpeaks(count([0, 105])),
  totalSledai: absenceSpeaks(count([0, 105])),
  lowComplement: absenceSpeaks(flag()),
  increasedDnaBinding: absenceSpeaks(flag()),
  phGa: globalAssessment(),
  prednisolone: absenceSpeaks(dailyDose()),
  glucocorticoid: absenceSpeaks(glucocorticoid()),
  ivPulse: absenceSpeaks(flag()),
  immunosuppressants: anyDrug(),
  biologics: anyDrug(),
  antimalarials: anyDrug(),
};
type Visit = Inputs<typeof inputs>;

const doseOf = ({ prednisolone, glucocorticoid: other }: Visit): Measured => {
  const given = prednisolone.given || !other.given ? prednisolone : other;
  return withMembers(given, { inputs: ['prednisolone'] });
};

/** Clinical SLEDAI 0: given, or the total less 2 for each serological item. */
const inactive = ({ clinicalSledai, totalSledai, lowComplement, increasedDnaBinding }: Visit): Condition => {
  if (clinicalSledai.given || !totalSledai.given) return atMost(clinicalSledai, 0);
  return (path) => {
    if (atMost(totalSledai, 0)(path)) return true;
    const serology = (isTrue(lowComplement)(path) ? 2 : 0) + (isTrue(increasedDnaBinding)(path) ? 2 : 0);
    return atMost(totalSledai, serology)(path);
  };
};

const pulsed = ({ ivPulse }: Visit): boolean => ivPulse.given && truth(isTrue(ivPulse)) === true;

/** A remission on at most 5 mg; an intravenous pulse of the last 28 days is none. */
const met = (visit: Visit): Condition =>
  pulsed(visit) ? () => false : all(inactive(visit), below(visit.phGa, 0.5), atMost(doseOf(visit), 5));

const drugFree = (visit: Visit): Condition =>
  all(met(visit), atMost(doseOf(visit), 0), isFalse(visit.immunosuppressants), isFalse(visit.biologics));

/**
 * Remission (systemic lupus erythematosus) - `doris2021`
 *
 * All of: clinical SLEDAI 0; physician's global assessment < 0.5 (0 to 3); prednisolone or equivalent <= 5 mg a day (mean
 * of the last 28 days), no intravenous pulse in that time. Stable antimalarials, immunosuppressants and biologics are
 * allowed. Two texts of the source differ at exactly 5 mg (`dorisPrednisoloneAmbiguity`).
 *
 * `drugFreeRemission`: without glucocorticoid, immunosuppressant and biologic; `strictDrugFree` without antimalarial too. A
 * list that was not given leaves it open, an empty list means none.
 *
 * @param clinicalSledai  or `totalSledai` with `lowComplement` and `increasedDnaBinding`
 * @param prednisolone    mg a day, or `glucocorticoid` { drug, value, unit }: 5 mg = prednisone 5 = methylprednisolone 4
 *                        = dexamethasone 0.75 = hydrocortisone 20
 * @returns value = `met` (null while open), `drugFreeRemission`, `strictDrugFree`
 * @source van Vollenhoven RF et al. Lupus Sci Med 2021;8:e000538
 */
export const doris = criterion({
  id: 'doris2021',
  version: '2021',
  source: 'van Vollenhoven RF et al. Lupus Sci Med 2021;8:e000538',
  inputs,
  alias: { pga: 'phGa', PhGA: 'phGa' },
  answers: [false, true],
  decide: met,
  fields: (settled, _, visit) => ({
    met: settled.status === 'determined' ? settled.value : null,
    drugFreeRemission: plainly(drugFree(visit)),
    strictDrugFree: plainly(all(drugFree(visit), isFalse(visit.antimalarials))),
  }),
  warn: (visit) => {
    const dose = doseOf(visit);
    return [
      ['dorisPrednisoloneAmbiguity', isExactly(dose) && Math.abs(dose.range.low - 5) <= EPSILON],
      ['currentPulse', pulsed(visit)],
    ];
  },
  from: (of): readonly Application[] => dorisApplications(of, doris),
});
