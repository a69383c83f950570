import type { Answer } from '../engine/index.ts';
import { numberOf, type Patient, valued } from '../patient/patient.ts';
import { tocilizumabDose } from '../toxicity/events/tocilizumab-dose.ts';
import { guidelineCrs, guidelineIcans } from '../toxicity/guideline/guideline.ts';
import type { Bedside } from './bedside.ts';

/** What a centre may approve a protocol for: what guidelines list for CRS and for ICANS, and the dose line of tocilizumab. */
export const PROTOCOL_KINDS = ['crs', 'icans', 'tocilizumab'] as const;
export type ProtocolKind = (typeof PROTOCOL_KINDS)[number];

/** Who approved which protocol of a centre, and when. */
export interface Approval {
  readonly kind: ProtocolKind;
  readonly protocol: string;
  readonly version: string;
  readonly by: string;
  readonly on: string;
}

/** What guidelines list for the grade of one toxicity, and the observation that the grade came from. */
export interface Guidance {
  readonly kind: 'crs' | 'icans';
  readonly observedAt: string | null;
  readonly answer: Answer;
}

export interface BedsideGuidance {
  /** The worse toxicity first: in combined toxicity it leads. */
  readonly steps: readonly Guidance[];
  /** Arithmetic of the label; null while it is off: no approved protocol, no CRS, or isolated ICANS. */
  readonly tocilizumab: Answer | null;
}

/**
 * What guidelines list for the grades of the last observations. Decision support, never an order: without an approval of the
 * centre nothing is listed, and steps from memory never are.
 *
 * @param approvals  of the patient's centre, at most one a kind
 * @param now        the clock of the ward, `YYYY-MM-DDTHH:MM`
 */
export function guidanceOf(
  of: Patient,
  sheet: Pick<Bedside, 'observations' | 'drugs'>,
  approvals: readonly Approval[],
  now: string,
): BedsideGuidance {
  const last = (kind: 'crs' | 'icans') => sheet.observations.findLast((one) => one[kind] !== null);
  const [crs, icans] = [last('crs'), last('icans')];
  const isolatedIcans = (icans?.icans?.min ?? 0) >= 1 && (crs?.crs?.max ?? 0) === 0;
  const approved = (kind: ProtocolKind) => approvals.find((one) => one.kind === kind);
  const stepsOf = (kind: 'crs' | 'icans'): Guidance => {
    const observed = kind === 'crs' ? crs : icans;
    const criterion = kind === 'crs' ? guidelineCrs : guidelineIcans;
    const approval = approved(kind);
    const { answer } = criterion.derive({
      grade: observed?.[kind]?.grade ?? null,
      observedAt: observed?.at ?? null,
      now,
      isolatedIcans,
      ...(approval
        ? { approval: { by: approval.by, on: approval.on, protocol: `${approval.protocol} ${approval.version}` } }
        : {}),
    });
    return { kind, observedAt: observed?.at ?? null, answer };
  };
  const isWorse = (icans?.icans?.max ?? 0) > (crs?.crs?.max ?? 0);
  const isOff = !approved('tocilizumab') || isolatedIcans || (crs?.crs?.max ?? 0) === 0;
  return {
    steps: isWorse ? [stepsOf('icans'), stepsOf('crs')] : [stepsOf('crs'), stepsOf('icans')],
    tocilizumab: isOff ? null : doseOf(of, sheet, now),
  };
}

/** The label's arithmetic for the last weight and the doses so far. */
function doseOf(of: Patient, { drugs }: Pick<Bedside, 'drugs'>, now: string): Answer {
  const weighed = [...valued(of, 'com.weight'), ...valued(of, 'day.weight')];
  const weight = weighed.reduce<(typeof weighed)[number] | undefined>(
    (latest, one) => (latest && of.span(latest).start > of.span(one).start ? latest : one),
    undefined,
  );
  const [kilograms, unit] = [numberOf(weight), weight?.value?.kind === 'number' ? weight.value.unit : null];
  return tocilizumabDose.derive({
    weight: kilograms === undefined ? null : { value: kilograms, unit },
    previousDoses: drugs.filter(({ drug, at }) => drug === 'tocilizumab' && at !== null).map(({ at }) => at),
    now,
  }).answer;
}
