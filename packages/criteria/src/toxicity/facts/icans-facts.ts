import { withMembers } from '@linea/facts';
import { type Infusion, infusionDateInput, infusionsOf } from '../../cart/infusions.ts';
import { ageAt } from '../../general/age.ts';
import { answerTo } from '../../patient/answers.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  type Patient,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import { crsCourse } from '../crs/course.ts';
import { deathOf, lastDayOf, observations, statedGrade } from './course-inputs.ts';
import { crsByInfusion, SIGN_CODES } from './crs-facts.ts';
import { recordsAfter } from './flow-sheet.ts';
import { type SheetRecord, withReported } from './sheet-record.ts';

const NEUROLOGY_CODES = ['day.iceScore', 'day.consciousness', 'day.seizure', 'day.motor', 'day.icpSigns'] as const;

/** The neurological observations after an infusion as the course takes them, in its order. */
export const icansRecords = (of: Patient, infusion: Infusion): readonly SheetRecord[] =>
  of.memo(
    `neurology after ${infusion.fact.id}`,
    () => [
      ...recordsAfter(of, infusion)
        .filter(({ hasNeurology }) => hasNeurology)
        .map((record) => withReported(record, 'icansReported')),
      ...deathOf(of, infusion, 'icans', 'deathFromICANS'),
    ],
    infusion,
  );

function icansOf(of: Patient, infusion: Infusion, crs: Application | null): Application | null {
  const records = icansRecords(of, infusion);
  if (records.length === 0) return null;
  const delay = valued(of, 'demo.developmentalDelay').at(-1);
  const said = { yes: true, no: false }[codeOf(delay) ?? ''];
  return withMembers(infusion.about ? { of: infusion.about } : {}, {
    at: lastDayOf(of, records),
    inputs: {
      infusionDate: infusionDateInput(of, infusion),
      observations: observations(records, NEUROLOGY_CODES),
      ageYears: ageAt(of, dateSpan(of, infusion.fact)),
      developmentalDelay:
        delay && said !== undefined ? sourced(said, [delay]) : unknownInput('demo.developmentalDelay'),
      ...(crs ? { crsDayGrades: { value: answerTo(crsCourse, crs).dayGrades, facts: [], codes: SIGN_CODES } } : {}),
    },
    ...statedGrade(of, infusion, 'icans'),
  });
}

/** The course of each infusion; null where nothing neurological was recorded. */
export const icansByInfusion = (of: Patient): readonly (Application | null)[] =>
  of.memo('icans courses', () =>
    infusionsOf(of).map((infusion, index) => icansOf(of, infusion, crsByInfusion(of)[index] ?? null)),
  );

/** The course of neurotoxicity of each infusion of which anything neurological was recorded. */
export const icansApplications = (of: Patient): readonly Application[] =>
  icansByInfusion(of).flatMap((one) => one ?? []);
