import { type Code, convert, type Fact } from '@linea/facts';
import {
  type Application,
  beside,
  codeOf,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { TERMS, type Term, type TermName } from './ctcae5-terms.ts';

/** The terms graded from each laboratory item (field-map 4). */
const TERMS_OF: readonly (readonly [Code, ...TermName[]])[] = [
  ['lab.anc', 'neutrophilDecreased'],
  ['lab.plt', 'plateletDecreased'],
  ['lab.hb', 'anaemia'],
  ['lab.wbc', 'wbcDecreased'],
  ['lab.alc', 'lymphocyteDecreased'],
  ['imm.cd4', 'cd4Decreased'],
  ['lab.alt', 'altIncreased'],
  ['lab.ast', 'astIncreased'],
  ['lab.alp', 'alpIncreased'],
  ['lab.ggt', 'ggtIncreased'],
  ['lab.bilirubin', 'bilirubinIncreased'],
  ['lab.creatinine', 'creatinineIncreased'],
  ['lab.sodium', 'hyponatraemia', 'hypernatraemia'],
  ['lab.potassium', 'hypokalaemia', 'hyperkalaemia'],
  ['lab.calciumCorrected', 'hypocalcaemia', 'hypercalcaemia'],
  ['lab.calcium', 'hypocalcaemia', 'hypercalcaemia'],
  ['lab.calciumIonised', 'ionisedCalciumLow', 'ionisedCalciumHigh'],
  ['lab.magnesium', 'hypomagnesaemia'],
  ['lab.albumin', 'hypoalbuminaemia'],
  ['lab.glucose', 'hypoglycaemia'],
  ['lab.fibrinogen', 'fibrinogenDecreased'],
  ['lab.inr', 'inrIncreased'],
  ['lab.aptt', 'apttProlonged'],
  ['lab.lipase', 'lipaseIncreased'],
  ['lab.triglycerides', 'hypertriglyceridaemia'],
];

const RISING = /Increased$|^hyper|High$|Prolonged$/;

/** The days before which values are baseline: lymphodepletion, else infusion, else the first line; Infinity without any. */
function treatmentDay(of: Patient): { day: number; cellTherapy: boolean } {
  return of.memo('ctcae baseline day', () => {
    const first = (...codes: readonly Code[]): number | undefined => {
      const days = codes.flatMap((code) => of.byCode(code)).map((fact) => of.span(fact).end);
      return days.length > 0 ? Math.min(...days) : undefined;
    };
    const cells = first('ld.start') ?? first('inf.date') ?? first('ld.regimen');
    return { day: cells ?? first('line.start') ?? first('line.number') ?? Infinity, cellTherapy: cells !== undefined };
  });
}

const usable = (of: Patient, code: Code): readonly Fact[] => valued(of, code).filter((fact) => measured(fact) !== null);

/** The number of a result in the unit of the term, at the end of its interval that counts; NaN when it has none. */
function sizeOf({ value }: Fact, { unit, factors }: Term, rising: boolean): number {
  if (value?.kind !== 'number' && value?.kind !== 'interval') return Number.NaN;
  const number = value.kind === 'number' ? value.number : rising ? value.high : value.low;
  const factor = factors?.[value.unit ?? ''];
  return factor === undefined ? (convert(number, value.unit ?? unit, unit) ?? Number.NaN) : number * factor;
}

/** The worst of many results: the highest or the lowest; of equal ones the first. */
function extreme(facts: readonly Fact[], name: TermName): Fact | undefined {
  const rising = RISING.test(name);
  const sized = facts
    .map((fact) => ({ fact, size: sizeOf(fact, TERMS[name], rising) * (rising ? 1 : -1) }))
    .filter(({ size }) => !Number.isNaN(size));
  return sized.reduce<(typeof sized)[number] | undefined>(
    (worst, one) => (worst && worst.size >= one.size ? worst : one),
    undefined,
  )?.fact;
}

/** An answer yes or no beside a result, as a flag. */
function stated(of: Patient, fact: Fact, code: Code, qualifier?: boolean): Sourced {
  if (qualifier !== undefined) return sourced(qualifier, [fact], code);
  const answer = beside(of, fact, code);
  const word = codeOf(answer);
  return answer && (word === 'yes' || word === 'no') ? sourced(word === 'yes', [answer], code) : unknownInput(code);
}

/** The last value of the item before the treatment, for terms judged against the patient's own baseline. */
function baselineOf(of: Patient, code: Code, fact: Fact): Application['inputs'] {
  const { day, cellTherapy } = treatmentDay(of);
  const before = cellTherapy
    ? usable(of, code).findLast((other) => of.span(other).end <= day && other.id !== fact.id)
    : undefined;
  if (!before) return { baseline: unknownInput(code) };
  const word = before.qualifiers?.interpretation ?? codeOf(beside(of, before, 'lab.interpretation'));
  const normal = word === 'normal' ? true : word === 'high' || word === 'low' || word === 'abnormal' ? false : null;
  return {
    baseline: sourced(measured(before), [before]),
    ...(normal === null ? {} : { baselineNormal: sourced(normal, [before]) }),
  };
}

/** Transfusion recorded as indicated on the days of the haemoglobin. */
function transfusionIndicated(of: Patient, fact: Fact): Sourced {
  const { start, end } = of.span(fact);
  const found = valued(of, 'supp.transfusionIndicated').find(
    (other) => of.span(other).start <= end && of.span(other).end >= start,
  );
  const word = codeOf(found);
  return found && (word === 'yes' || word === 'no')
    ? sourced(word === 'yes', [found])
    : unknownInput('supp.transfusionIndicated');
}

function inputsFor(of: Patient, term: TermName, fact: Fact): Application['inputs'] {
  const limit = (key: 'lln' | 'uln'): Sourced =>
    fact.qualifiers?.[key] === undefined ? unknownInput(`lab.${key}`) : sourced(fact.qualifiers[key], [fact]);
  const albumin = usable(of, 'lab.albumin').findLast(
    (other) => of.span(other).start === of.span(fact).start && of.span(other).end === of.span(fact).end,
  );
  return {
    term: { value: term, facts: [], codes: [] },
    value: sourced(measured(fact), [fact]),
    lln: limit('lln'),
    uln: limit('uln'),
    ...baselineOf(of, fact.code, fact),
    symptoms: stated(of, fact, 'lab.symptomatic', fact.qualifiers?.symptomatic),
    ...(term === 'inrIncreased' ? { anticoagulated: stated(of, fact, 'lab.anticoagulated') } : {}),
    ...(term === 'anaemia' ? { transfusionIndicated: transfusionIndicated(of, fact) } : {}),
    ...(fact.code === 'lab.calcium'
      ? { albumin: albumin ? sourced(measured(albumin), [albumin]) : unknownInput('lab.albumin') }
      : {}),
    ...(fact.code === 'lab.calciumCorrected'
      ? { calciumCorrected: { value: true, facts: [fact.id], codes: [fact.code] } }
      : {}),
  };
}

/**
 * Each term once at baseline (the last value before lymphodepletion, infusion or the first line) and once at its worst
 * value since. A calcium corrected by the laboratory is preferred to the total.
 */
export function laboratoryToxicities(of: Patient): readonly Application[] {
  const { day } = treatmentDay(of);
  const corrected = usable(of, 'lab.calciumCorrected').length > 0;
  return TERMS_OF.flatMap(([code, ...terms]) => {
    if (code === 'lab.calcium' && corrected) return [];
    const facts = usable(of, code);
    return terms.flatMap((term): Application[] => {
      const baseline = facts.findLast((fact) => of.span(fact).start <= day);
      const worst = extreme(
        facts.filter((fact) => of.span(fact).start > day),
        term,
      );
      const at = (fact: Fact | undefined, when: string): Application[] =>
        fact ? [{ of: { term, when }, at: of.span(fact), inputs: inputsFor(of, term, fact) }] : [];
      return [...at(baseline, 'baseline'), ...at(worst, 'worst-since')];
    });
  });
}
