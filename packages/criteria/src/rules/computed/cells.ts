import { type Fact, hasHappened } from '@linea/facts';
import { codeOf, valued } from '../../patient/patient.ts';
import { rangeOf } from '../context.ts';
import { type Finding, undecided, violated } from '../finding.ts';
import { inEvent, type PatientRecord, type RecordedEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn } from './rule.ts';

type Range = { readonly low: number; readonly high: number };

/** The infusions of a record: a product of which a date says that it was not given, or not yet, was not infused. */
const infused = (record: PatientRecord): readonly RecordedEvent[] =>
  record.events('infusion').filter((event) => hasHappened(inEvent(event, 'inf.date') ?? {}));

const round = (value: number): number => Number(value.toPrecision(3));

/** The product infused is one of those made for the course. */
const productMatchesOrder: ComputedRule = (record) =>
  infused(record).flatMap((event) => {
    const infused = valuedIn(event, 'inf.product');
    const made = record
      .events('manufacturing')
      .filter(({ course }) => course === event.course)
      .flatMap((lot) => valuedIn(lot, 'mfg.product') ?? []);
    if (!infused || made.length === 0 || made.some((fact) => codeOf(fact) === codeOf(infused))) return [];
    const last = made.at(-1) as Fact;
    return [
      violated([infused.id, last.id], {
        a: { code: 'mfg.product', answer: codeOf(last) ?? '' },
        b: { code: 'inf.product', answer: codeOf(infused) ?? '' },
      }),
    ];
  });

/** The weight nearest before an event, else the nearest one. */
function weightAt(record: PatientRecord, event: RecordedEvent): { readonly fact: Fact; readonly kg: Range } | null {
  const weights = [...valued(record.of, 'com.weight'), ...valued(record.of, 'day.weight')].sort(
    (a, b) => record.of.span(a).start - record.of.span(b).start,
  );
  const fact = weights.findLast((one) => record.of.span(one).start <= event.span.end) ?? weights[0];
  const kg = rangeOf(fact);
  return fact && kg && kg.low > 0 ? { fact, kg } : null;
}

/** Cells per kilogram against dose and weight. */
const dosePerKgAgrees: ComputedRule = (record, params) =>
  infused(record).flatMap((event) => {
    const [dose, perKg] = [valuedIn(event, 'inf.dose'), valuedIn(event, 'inf.dosePerKg')];
    const [cells, stated] = [rangeOf(dose), rangeOf(perKg)];
    const weight = weightAt(record, event);
    if (!dose || !perKg || !cells || !stated || !weight) return [];
    const expected = { low: cells.low / weight.kg.high, high: cells.high / weight.kg.low };
    const tolerance = numberIn(params, 'tolerance');
    const apart = Math.max(stated.low / expected.high, expected.low / stated.high) - 1;
    if (apart <= tolerance + 1e-9) return [];
    return [violated([perKg.id, dose.id, weight.fact.id], { a: round(stated.low), b: round(expected.low) })];
  });

interface LabelDose {
  readonly per: 'patient' | 'kg';
  readonly min: number | null;
  readonly max: number | null;
  /** Of a dose by weight, the most cells in all. */
  readonly inAll?: number;
}

/** Authorised doses in 10*6 CAR-positive cells, from memory; a bound that is not known never speaks. @source therapies.json */
const LABEL: Readonly<Record<string, LabelDose>> = {
  'axi-cel': { per: 'patient', min: null, max: 200 },
  'liso-cel': { per: 'patient', min: 44, max: 120 },
  'brexu-cel': { per: 'patient', min: null, max: 100 },
  'ide-cel': { per: 'patient', min: 260, max: 500 },
  'cilta-cel': { per: 'kg', min: 0.5, max: 1, inAll: 100 },
};
/** tisa-cel by disease: 60-600 in lymphoma; in leukaemia 0.2-5 per kg up to 50 kg, 10-250 above. */
const TISA: Readonly<Record<string, LabelDose>> = {
  LBCL: { per: 'patient', min: 60, max: 600 },
  light: { per: 'kg', min: 0.2, max: 5 },
  heavy: { per: 'patient', min: 10, max: 250 },
};

function labelDose(record: PatientRecord, product: string, weight: Range | undefined): LabelDose | undefined {
  if (product !== 'tisa-cel') return LABEL[product];
  const disease = codeOf(valued(record.of, 'reg.indication').at(-1));
  if (disease !== 'ALL') return disease === 'LBCL' ? TISA.LBCL : undefined;
  return weight ? (weight.high <= 50 ? TISA.light : weight.low > 50 ? TISA.heavy : undefined) : undefined;
}

const doseInLabelRange: ComputedRule = (record) =>
  infused(record).flatMap((event): readonly Finding[] => {
    const product = valuedIn(event, 'inf.product');
    const weight = weightAt(record, event);
    const label = labelDose(record, codeOf(product) ?? '', weight?.kg);
    if (!product || !label) return [];
    const [dose, perKg] = [valuedIn(event, 'inf.dose'), valuedIn(event, 'inf.dosePerKg')];
    const cells = rangeOf(dose);
    const given =
      label.per === 'patient'
        ? cells
        : (rangeOf(perKg) ??
          (cells && weight ? { low: cells.low / weight.kg.high, high: cells.high / weight.kg.low } : null));
    const values = { product: { code: 'inf.product', answer: codeOf(product) ?? '' } };
    if (dose && label.inAll !== undefined && cells && cells.low > label.inAll * (1 + 1e-9))
      return [violated([dose.id, product.id], values)];
    const fact = label.per === 'kg' ? (perKg ?? dose) : dose;
    if (!given || !fact) return [];
    const [least, most] = [(label.min ?? -Infinity) * (1 - 1e-9), (label.max ?? Infinity) * (1 + 1e-9)];
    if (given.high < least || given.low > most) return [violated([fact.id, product.id], values)];
    return given.low < least || given.high > most ? [undecided([fact.id, product.id], values)] : [];
  });

/** Two weights in a row, near in time, that differ by more than a fraction. */
const weightJump: ComputedRule = (record, params) => {
  const [fraction, days] = [numberIn(params, 'maxFraction'), numberIn(params, 'days')];
  const weights = valued(record.of, 'com.weight').flatMap((fact) => {
    const kg = rangeOf(fact);
    return kg && kg.low > 0 ? [{ fact, kg, span: record.of.span(fact) }] : [];
  });
  return weights.slice(1).flatMap((next, index) => {
    const before = weights[index] as (typeof weights)[number];
    const apart = next.span.end - before.span.start;
    const change = Math.max(next.kg.low / before.kg.high - 1, 1 - next.kg.high / before.kg.low);
    if (apart > days || change <= fraction + 1e-9) return [];
    return [violated([next.fact.id, before.fact.id], { pct: Math.round(change * 100), days: apart })];
  });
};

export const cellRules: ComputedRules = { productMatchesOrder, dosePerKgAgrees, doseInLabelRange, weightJump };
