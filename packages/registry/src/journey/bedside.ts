import type { Derivation } from '@linea/criteria';
import {
  type Approval,
  admissionsOf,
  type Bedside,
  type BedsideGuidance,
  bedsideOf,
  guidanceOf,
  patient,
} from '@linea/criteria/bedside';
import { type Fact, factJson, fromIso, type Result, refused, shown, toIso } from '@linea/facts';
import type { Say } from '../words/index.ts';
import type { Journey } from './derive-journey.ts';
import { derivationJson } from './journey.ts';

/** What the sheet shows beside the two courses, in this order; of EASIX what is before lymphodepletion. */
const BESIDE = ['icaht.early', 'icaht.late', 'carHematotox.2021', 'easix', 'mEasix', 'sEasix'];
const IS_BESIDE: ReadonlySet<string> = new Set(BESIDE);

/** The bedside sheet of one admission, worked out. */
export interface BedsideSheet {
  readonly journey: Journey;
  /** Null: no effector cells were infused. */
  readonly sheet: Bedside | null;
  readonly derivations: readonly Derivation[];
  /** Of the patient's centre, those that hold. */
  readonly approvals: readonly Approval[];
  readonly guidance: BedsideGuidance | null;
}

/** What the centre approved, and the clock of the ward: what guidelines list is only shown with the first, and ages with the second. */
export interface Ward {
  readonly approvals: readonly Approval[];
  /** `YYYY-MM-DDTHH:MM` */
  readonly now: string;
}

/** The last day that has begun somewhere: the sheet of a night shift does not end at midnight in Greenwich. */
export const latestDay = (now: Date): string => toIso(fromIso(now.toISOString().slice(0, 10)) + 1);

const two = (number: number): string => String(number).padStart(2, '0');

/** The clock of the ward where a server or a command runs in its time zone. */
export const wardClock = (now: Date): string =>
  `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;

/** @param admission  the event of its infusion; default: the last one */
export function bedsideSheet(
  journey: Journey,
  admission: string | undefined,
  at: string,
  { approvals, now }: Ward,
): Result<BedsideSheet> {
  const of = patient(journey.view);
  const sheet = bedsideOf(of, admission);
  if (!sheet && admission !== undefined) {
    const allowed = admissionsOf(of).map(({ event }) => event);
    return refused({ code: 'admission.unknown', at, got: shown(admission), allowed: allowed.join(', ') });
  }
  const derivations = sheet ? derivationsOf(journey, sheet) : [];
  const guidance = sheet && guidanceOf(of, sheet, approvals, now);
  return { ok: true, value: { journey, sheet, derivations, approvals, guidance } };
}

function derivationsOf({ derivations }: Journey, { admission, crs, icans }: Bedside): readonly Derivation[] {
  const isOfIt = ({ of }: Derivation): boolean => (of?.after ?? admission.event) === admission.event;
  const isBefore = ({ of }: Derivation): boolean => (of?.timepoint ?? 'pre') === 'pre';
  const others = derivations.filter((one) => IS_BESIDE.has(one.criterion) && isOfIt(one) && isBefore(one));
  const sorted = BESIDE.flatMap((criterion) => others.filter((one) => one.criterion === criterion));
  return [...(crs ? [crs] : []), ...(icans ? [icans] : []), ...sorted];
}

/** Codes beside the records of the sheet that its grades read: age and development, oxygen before, product, weight, death. */
const READ =
  /^(demo\.(birthYear|birthMonth|ageStated|developmentalDelay)|com\.(baselineO2|weight$)|inf\.|ld\.start$|death\.|reg\.indication$|(crs|icans)\.(maxGrade|trigger)$)/;
const isRead = ({ event, code }: Fact): boolean => /^(daily|medication):/.test(event) || READ.test(code);

/** The public JSON of `linea bedside` and `GET /api/patients/{id}/bedside`. */
export function bedsideJson(
  { journey, sheet, derivations, approvals, guidance }: BedsideSheet,
  say: Say,
): Record<string, unknown> {
  const { patient: of, view, asOf, knownAt } = journey;
  return {
    patient: of.id,
    centre: of.centre,
    disease: of.disease,
    synthetic: of.synthetic,
    asOf,
    knownAt,
    admissions: admissionsOf(patient(view)),
    admission: sheet?.admission ?? null,
    observations: sheet?.observations ?? [],
    drugs: sheet?.drugs ?? [],
    derivations: derivations.map((derivation) => derivationJson(derivation, journey, say)),
    approvals,
    guidance,
    facts: view.facts.filter(isRead).map(factJson),
  };
}
