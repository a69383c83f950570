import type { Code, Fact } from '@linea/facts';
import { isNewTreatment, type LaterTreatment, laterTreatments } from '../cart/later-treatments.ts';
import { daysApart } from '../general/days-apart.ts';
import { infusionOf } from '../leukaemia/assessments.ts';
import { beside, codeOf, dateSpan, happenings, type Patient, type Sourced, valued } from '../patient/patient.ts';

/** What days are counted from: the infusion, else the leukapheresis of a patient never infused. */
export interface Clock {
  readonly infusion: Fact | undefined;
  readonly leukapheresis: Fact | undefined;
  readonly zero: Fact;
}

/** What of a collection says that no product came of it. */
const IN_VAIN: readonly string[] = ['insufficient', 'proceduralFailure', 'rejected'];
const isInVain = (of: Patient, collection: Fact): boolean =>
  IN_VAIN.includes(codeOf(beside(of, collection, 'leuk.result')) ?? '');

/**
 * The clock of a patient's last product; the leukapheresis is the last one before the infusion from which a product may
 * have come. Null without either.
 */
export function clockOf(of: Patient): Clock | null {
  return of.memo('clock', () => {
    const product = infusionOf(of);
    const infused = product !== undefined && beside(of, product, 'inf.notInfusedReason')?.value === undefined;
    const infusion = infused ? product : undefined;
    const collections = happenings(of, 'leuk.date').filter(
      (fact) => !infusion || dateSpan(of, fact).start <= dateSpan(of, infusion).end,
    );
    const fruitful = infusion && collections.findLast((fact) => !isInVain(of, fact));
    const leukapheresis = fruitful ?? collections.at(-1);
    const zero = infusion ?? leukapheresis;
    return zero ? { infusion, leukapheresis, zero } : null;
  });
}

export type DayInterval = { readonly low: number; readonly high: number };

/** Days from the zero of the clock: by anchors where the source dates the facts so, and by the dates; null when unbounded. */
export function daysFrom(of: Patient, zero: Fact, fact: Fact): DayInterval | null {
  const days = openDaysFrom(of, zero, fact);
  return Number.isFinite(days.low) && Number.isFinite(days.high) ? days : null;
}

/** The same, with infinite bounds where a date is not bounded. */
function openDaysFrom(of: Patient, zero: Fact, fact: Fact): DayInterval {
  if (fact === zero) return { low: 0, high: 0 };
  const { anchor } = fact.effective;
  if (anchor?.ref === zero.id) return { low: anchor.offsetDays[0], high: anchor.offsetDays[1] };
  const [days, from] = [dateSpan(of, fact), dateSpan(of, zero)];
  const apart = daysApart(of, zero, fact);
  const [low, high] = [
    Math.max(days.start - from.end, apart?.low ?? -Infinity),
    Math.min(days.end - from.start, apart?.high ?? Infinity),
  ];
  return apart && low > high ? apart : { low, high };
}

/** A day as plain input. */
export const plainDay = ({ low, high }: DayInterval): number | DayInterval => (low === high ? low : { low, high });

/** The day of a fact as an input, at the earliest day 0 where nothing bounds it; null without one: it did not happen. */
export const dayInputOf = (of: Patient, zero: Fact, fact: Fact | undefined, ...codes: readonly Code[]): Sourced => {
  if (!fact) return { value: null, facts: [], codes };
  const { low, high } = openDaysFrom(of, zero, fact);
  const from = Number.isFinite(low) ? low : 0;
  const value = Number.isFinite(high) ? plainDay({ low: from, high }) : { low: from, high: null };
  return { value, facts: [fact.id], codes };
};

/** Those that may have begun on or after the zero of the clock: what came before belongs to another product. */
const treatmentsSinceZero = (of: Patient): readonly LaterTreatment[] => {
  const zero = clockOf(of)?.zero;
  const from = zero ? dateSpan(of, zero).start : -Infinity;
  return laterTreatments(of).filter(({ start }) => dateSpan(of, start).end >= from);
};

/** The first new treatment of the disease: no consolidation or maintenance of a response, no treatment of toxicity. */
export const newTreatmentOf = (of: Patient): Fact | undefined => treatmentsSinceZero(of).find(isNewTreatment)?.start;

/** The first transplant that consolidates a response. */
export const transplantOf = (of: Patient): Fact | undefined =>
  treatmentsSinceZero(of).find(({ kind, reason }) => /^(allo|auto)Hsct$/.test(kind) && reason === 'consolidation')
    ?.start;

/** The death: its date, else the contact that reports it. */
export const deathOf = (of: Patient): Fact | undefined =>
  happenings(of, 'death.date').at(-1) ?? valued(of, 'fu.survival').find((fact) => codeOf(fact) === 'dead');

/** The last contact alive. */
export const lastContactOf = (of: Patient): Fact | undefined =>
  valued(of, 'fu.survival')
    .filter((fact) => codeOf(fact) === 'alive')
    .map((fact) => beside(of, fact, 'fu.date') ?? fact)
    .sort((a, b) => dateSpan(of, a).start - dateSpan(of, b).start)
    .at(-1);

/** The first day on which a death may have been: not before a day on which the patient was seen alive, unless both cannot be. */
export function deathFrom(days: DayInterval, seen: readonly number[]): number {
  const alive = Math.max(days.low, ...seen);
  return alive <= days.high ? alive : days.low;
}
