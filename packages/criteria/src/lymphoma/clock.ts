import type { Code, Fact } from '@linea/facts';
import { daysApart } from '../general/days-apart.ts';
import { infusionOf } from '../leukaemia/assessments.ts';
import { beside, codeOf, dateSpan, type Patient, type Sourced, valued } from '../patient/patient.ts';

/** What days are counted from: the infusion, else the leukapheresis of a patient never infused. */
export interface Clock {
  readonly infusion: Fact | undefined;
  readonly leukapheresis: Fact | undefined;
  readonly zero: Fact;
}

/** The clock of a patient's last product; the leukapheresis is the last one before the infusion. Null without either. */
export function clockOf(of: Patient): Clock | null {
  return of.memo('clock', () => {
    const product = infusionOf(of);
    const infused = product !== undefined && beside(of, product, 'inf.notInfusedReason')?.value === undefined;
    const infusion = infused ? product : undefined;
    const collections = of
      .byCode('leuk.date')
      .filter((fact) => !infusion || dateSpan(of, fact).start <= dateSpan(of, infusion).end);
    const leukapheresis = collections.at(-1);
    const zero = infusion ?? leukapheresis;
    return zero ? { infusion, leukapheresis, zero } : null;
  });
}

export type DayInterval = { readonly low: number; readonly high: number };

/** Days from the zero of the clock: by anchors where the source dates the facts so, and by the dates; null when unbounded. */
export function daysFrom(of: Patient, zero: Fact, fact: Fact): DayInterval | null {
  if (fact === zero) return { low: 0, high: 0 };
  const { anchor } = fact.effective;
  if (anchor?.ref === zero.id) return { low: anchor.offsetDays[0], high: anchor.offsetDays[1] };
  const [days, from] = [dateSpan(of, fact), dateSpan(of, zero)];
  const apart = daysApart(of, zero, fact);
  const [low, high] = [
    Math.max(days.start - from.end, apart?.low ?? -Infinity),
    Math.min(days.end - from.start, apart?.high ?? Infinity),
  ];
  if (apart && low > high) return apart;
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}

/** A day as plain input. */
export const plainDay = ({ low, high }: DayInterval): number | DayInterval => (low === high ? low : { low, high });

/** The day of a fact as an input; null without one: it did not happen. */
export const dayInputOf = (of: Patient, zero: Fact, fact: Fact | undefined, ...codes: readonly Code[]): Sourced => {
  const day = fact && daysFrom(of, zero, fact);
  return day ? { value: plainDay(day), facts: [fact.id], codes } : { value: null, facts: [], codes };
};

const byDate = (of: Patient, facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((a, b) => dateSpan(of, a).start - dateSpan(of, b).start);

/** Treatments after the infusion whose kind and reason pass, by their start. */
const laterTreatments = (of: Patient, passes: (kind: string, reason: string) => boolean): readonly Fact[] =>
  byDate(
    of,
    valued(of, 'sub.kind')
      .filter((fact) => passes(codeOf(fact) ?? '', codeOf(beside(of, fact, 'sub.reason')) ?? ''))
      .map((fact) => beside(of, fact, 'sub.start') ?? fact),
  );

/** The first new treatment that is no consolidation or maintenance of a response. */
export const newTreatmentOf = (of: Patient): Fact | undefined =>
  laterTreatments(of, (_, reason) => reason !== 'consolidation' && reason !== 'maintenance')[0];

/** The first transplant that consolidates a response. */
export const transplantOf = (of: Patient): Fact | undefined =>
  laterTreatments(of, (kind, reason) => /^(allo|auto)Hsct$/.test(kind) && reason === 'consolidation')[0];

/** The death: its date, else the contact that reports it. */
export const deathOf = (of: Patient): Fact | undefined =>
  of.byCode('death.date').at(-1) ?? valued(of, 'fu.survival').find((fact) => codeOf(fact) === 'dead');

/** The last contact alive. */
export const lastContactOf = (of: Patient): Fact | undefined =>
  byDate(
    of,
    valued(of, 'fu.survival')
      .filter((fact) => codeOf(fact) === 'alive')
      .map((fact) => beside(of, fact, 'fu.date') ?? fact),
  ).at(-1);
