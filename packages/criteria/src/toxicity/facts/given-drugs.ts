import type { Code, Fact, FactId } from '@linea/facts';
import { dayAfter, exactDayAfter, type Infusion } from '../../cart/infusions.ts';
import { sizeIn } from '../../general/size-in.ts';
import {
  beside,
  codeOf,
  dateSpan,
  numberOf,
  type Patient,
  plainDate,
  type Sourced,
  valued,
} from '../../patient/patient.ts';

interface Dose {
  readonly facts: readonly FactId[];
  readonly drug: string;
  readonly day: number | null;
  readonly plain: Readonly<Record<string, unknown>>;
}

/** Drugs that are also recorded as totals of a day, in milligrams. */
const TOTALS: readonly (readonly [code: Code, drug: string])[] = [
  ['day.tocilizumab', 'tocilizumab'],
  ['day.siltuximab', 'siltuximab'],
  ['day.anakinra', 'anakinra'],
  ['day.dexaEq', 'dexamethasone'],
];
const STEROIDS: ReadonlySet<string> = new Set(['dexamethasone', 'methylprednisolone', 'prednisone', 'hydrocortisone']);

/** Drugs may be given before the infusion, to prevent: up to this many days. */
const DAYS_BEFORE = 7;

const dateOf = (of: Patient, fact: Fact): string => plainDate(dateSpan(of, fact));

function fromMedication(of: Patient, infusion: Infusion, drug: Fact): readonly Dose[] {
  const at = beside(of, drug, 'med.at');
  const when = at?.value ? at : drug;
  const days = dayAfter(of, infusion, when, -DAYS_BEFORE);
  if (!days) return [];
  const { start, end } = dateSpan(of, when);
  const time = at?.value?.kind === 'date' ? at.value.time : undefined;
  const day = days.low === days.high ? days.low : null;
  const [dose, unit] = [beside(of, drug, 'med.dose'), codeOf(beside(of, drug, 'med.doseUnit'))];
  const moment =
    start === end ? { at: time === undefined ? dateOf(of, when) : `${dateOf(of, when)}T${time}` } : { day };
  const [purpose, route] = [codeOf(beside(of, drug, 'med.purpose')), codeOf(beside(of, drug, 'med.route'))];
  const plain = {
    drug: codeOf(drug), ...moment, ...(purpose ? { purpose } : {}), ...(route ? { route } : {}),
    ...(dose?.value ? { dose: numberOf(dose), unit: unit ?? 'unknown' } : {}),
  }; // biome-ignore format: one drug
  const facts = [drug, at, dose].flatMap((fact) => (fact ? [fact.id] : []));
  return [{ facts, drug: codeOf(drug) ?? '', day, plain }];
}

/** A total of a day counts where no dose of the drug (of any steroid) is recorded for that day. */
function fromTotals(of: Patient, infusion: Infusion, doses: readonly Dose[]): readonly Dose[] {
  return TOTALS.flatMap(([code, drug]) =>
    valued(of, code).flatMap((fact): readonly Dose[] => {
      const day = exactDayAfter(of, infusion, fact, -DAYS_BEFORE);
      const milligrams = sizeIn(fact, 'mg');
      if (day === null || milligrams === undefined || milligrams <= 0) return [];
      const isSame = (other: string): boolean => (STEROIDS.has(drug) ? STEROIDS.has(other) : other === drug);
      if (doses.some((dose) => dose.day === day && isSame(dose.drug))) return [];
      const { start, end } = dateSpan(of, fact);
      const moment = start === end ? { at: dateOf(of, fact) } : { day };
      return [{ facts: [fact.id], drug, day, plain: { drug, ...moment, dose: milligrams, unit: 'mg' } }];
    }),
  );
}

/** The drugs given around an infusion, each with its moment or its day. */
export function drugsInput(of: Patient, infusion: Infusion): Sourced {
  const doses = valued(of, 'med.drug').flatMap((drug) => fromMedication(of, infusion, drug));
  const all = [...doses, ...fromTotals(of, infusion, doses)];
  return { value: all.map(({ plain }) => plain), facts: all.flatMap(({ facts }) => facts), codes: ['med.drug'] };
}
