import { type Fact, withMembers } from '@linea/facts';
import { type Infusion, infusionDateInput, infusionsOf } from '../../cart/infusions.ts';
import { sizeIn } from '../../general/size-in.ts';
import { type Application, beside, codeOf, dateSpan, type Patient, valued } from '../../patient/patient.ts';
import { deathOf, lastDayOf, observations, statedGrade } from './course-inputs.ts';
import { recordsAfter } from './flow-sheet.ts';
import { drugsInput } from './given-drugs.ts';
import { type SheetRecord, seenWith, withReported } from './sheet-record.ts';

/** What to ask for where the course of CRS is open. */
export const SIGN_CODES = ['day.tempMax', 'day.hypotension', 'day.vasopressors', 'day.o2Device'] as const;

/** The baseline oxygen, last before the infusion. */
function baselineOxygen(of: Patient, { fact }: Infusion): { readonly value: unknown; readonly facts: readonly Fact[] } {
  const device = valued(of, 'com.baselineO2Device').findLast((one) => of.span(one).start <= dateSpan(of, fact).end);
  if (!device) return { value: undefined, facts: [] };
  const flow = beside(of, device, 'com.baselineO2Flow');
  const litres = sizeIn(flow, 'L/min');
  return {
    value: { device: codeOf(device), ...(litres === undefined ? {} : { flow: litres }) },
    facts: flow ? [device, flow] : [device],
  };
}

/** The observations of signs after an infusion as the course takes them, in its order. */
export const crsRecords = (of: Patient, infusion: Infusion): readonly SheetRecord[] =>
  of.memo(`signs after ${infusion.fact.id}`, () => signsAfter(of, infusion), infusion);

function signsAfter(of: Patient, infusion: Infusion): readonly SheetRecord[] {
  const records = [
    ...recordsAfter(of, infusion)
      .filter(({ hasSigns }) => hasSigns)
      .map((record) => withReported(record, 'crsReported')),
    ...deathOf(of, infusion, 'crs', 'deathFromCRS'),
  ];
  const { value } = baselineOxygen(of, infusion);
  return value === undefined ? records : records.map((record) => seenWith(record, 'baselineOxygen', value));
}

function crsOf(of: Patient, infusion: Infusion): Application | null {
  const records = crsRecords(of, infusion);
  if (records.length === 0) return null;
  return withMembers(infusion.about ? { of: infusion.about } : {}, {
    at: lastDayOf(of, records),
    inputs: {
      infusionDate: infusionDateInput(of, infusion),
      observations: observations(records, SIGN_CODES, baselineOxygen(of, infusion).facts),
      drugs: drugsInput(of, infusion),
    },
    ...statedGrade(of, infusion, 'crs'),
  });
}

/** The course of each infusion; null where no signs were recorded. */
export const crsByInfusion = (of: Patient): readonly (Application | null)[] =>
  of.memo('crs courses', () => infusionsOf(of).map((infusion) => crsOf(of, infusion)));

/** The course of cytokine release of each infusion of which signs were recorded. */
export const crsApplications = (of: Patient): readonly Application[] => crsByInfusion(of).flatMap((one) => one ?? []);
