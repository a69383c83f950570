import { shown as shownText, withMembers } from '@linea/facts';
import {
  always, type Condition, type Criterion, calculation, type Decision, type Flag, flag, type Inputs, type Interval, isFalse, isTrue, type Measured, quantity, settle, text, truth,
} from '../engine/index.ts'; // biome-ignore format: a list
import { exceeds, isExactly } from '../general/compare.ts';
import { completed, isRecord } from './ctcae5-input.ts';
import type { Asked, Row } from './ctcae5-rows.ts';
import { TERM_NAMES, TERMS, type Term, type TermName, termName } from './ctcae5-terms.ts';
import { laboratoryToxicities } from './lab-facts.ts';

const HEADING = {
  id: 'ctcae5.lab',
  version: '5.0',
  source: 'NCI Common Terminology Criteria for Adverse Events 5.0, 27 November 2017',
} as const;

/** The inputs in the units of a term. `value` with `lln` and `uln` inside has been taken apart before (`completed`). */
function inputsOf({ unit, plausible, factors, printed, count }: Term) {
  const result = () =>
    quantity(unit, {
      plausible,
      ...(factors ? { factors } : {}),
      ...(printed ? { reported: Object.keys(printed) } : {}),
      ...(count ? { count } : {}),
      bare: unit === '1',
    });
  return {
    term: text(),
    value: result(),
    lln: result(),
    uln: result(),
    baseline: result(),
    baselineNormal: flag(),
    symptoms: flag(),
    albumin: quantity('g/dL', { plausible: [0, 10] }),
    anticoagulated: flag(),
    transfusionIndicated: flag(),
    calciumCorrected: flag(),
  };
}

type LabInputs = Inputs<ReturnType<typeof inputsOf>>;

/** A limit in the unit in which the value is graded. */
function inUnitOf(limit: Measured, value: Measured, { unit, factors }: Term): Measured {
  if (!limit.given || limit.unit === value.unit) return limit;
  const factor = limit.unit === unit ? 1 / (factors?.[value.unit] ?? 1) : (factors?.[limit.unit] ?? 1);
  return {
    ...limit,
    unit: value.unit,
    range: { ...limit.range, low: limit.range.low * factor, high: limit.range.high * factor },
  };
}

/** Ca + 0.8 x (4.0 - albumin g/dL) mg/dL, or Ca + 0.02 x (40 - albumin g/L) mmol/L (rule f). */
function corrected(calcium: Measured, albumin: Measured): Measured {
  const shift = (grams: number): number => (calcium.unit === 'mmol/L' ? 0.02 * (40 - 10 * grams) : 0.8 * (4 - grams));
  const range: Interval = {
    ...calcium.range,
    low: calcium.range.low + shift(albumin.range.high),
    high: calcium.range.high + shift(albumin.range.low),
  };
  return {
    ...calcium,
    range,
    inputs: [calcium, albumin].filter((one) => !isExactly(one)).flatMap(({ inputs }) => inputs),
  };
}

/** A baseline that is only known to be normal or abnormal lies on that side of the limit. */
function boundedBaseline(baseline: Measured, normal: Flag, limit: Measured, beyond: 'uln' | 'lln'): Measured {
  if (baseline.given || !normal.given || !isExactly(limit)) return baseline;
  const at = limit.range.low;
  const high = truth(isTrue(normal)) !== (beyond === 'uln');
  return {
    ...baseline,
    range: high
      ? { low: at, high: baseline.range.high, lowOpen: beyond === 'uln' }
      : { low: baseline.range.low, high: at, highOpen: beyond === 'lln' },
  };
}

/** Is the baseline abnormal? As stated, else against the limit; not known at all: judged as normal (rule d). */
function abnormalBaseline({ baseline, baselineNormal }: LabInputs, of: Asked, beyond: 'uln' | 'lln'): Condition {
  if (baselineNormal.given) return isFalse(baselineNormal);
  if (!baseline.given) return () => false;
  return beyond === 'uln' ? exceeds(of.baseline, 1, of.uln) : (path) => !exceeds(of.baseline, 1, of.lln, false)(path);
}

const graded =
  (rows: readonly Row[], of: Asked): Decision<number> =>
  (path) =>
    rows.find(([, when]) => when(of)(path))?.[0] ?? 0;

const shown = ({ given, range, unit }: Measured): unknown =>
  !given
    ? { value: null }
    : range.low === range.high
      ? { value: tidy(range.low), unit }
      : { low: tidy(range.low), high: Number.isFinite(range.high) ? tidy(range.high) : null, unit };
const tidy = (number: number): number => Number(number.toPrecision(12));

/** One term as a criterion of its own: the units of its inputs are those of its rows. */
function grader(name: TermName, term: Term): Criterion {
  return calculation({
    ...HEADING,
    inputs: inputsOf(term),
    compute: (inputs) => {
      const { symptoms, transfusionIndicated, albumin, calciumCorrected, anticoagulated } = inputs;
      if (name === 'inrIncreased' && truth(isTrue(anticoagulated)) === true) return { notApplicable: 'anticoagulated' };
      const correctable = Boolean(term.correctedForAlbumin) && truth(isTrue(calciumCorrected)) !== true;
      const value = correctable && albumin.given ? corrected(inputs.value, albumin) : inputs.value;
      const [lln, uln] = [inUnitOf(inputs.lln, value, term), inUnitOf(inputs.uln, value, term)];
      const beyond = term.abnormal?.beyond ?? 'uln';
      const baseline = boundedBaseline(
        inUnitOf(inputs.baseline, value, term),
        inputs.baselineNormal,
        beyond === 'uln' ? uln : lln,
        beyond,
      );
      const recorded: Flag = transfusionIndicated.given
        ? transfusionIndicated
        : withMembers(transfusionIndicated, { options: ['false'] });
      // Rule (d) where the columns stand side by side: without a baseline that of the ULN decides.
      const compared = term.besideBaseline && !inputs.baseline.given ? uln : baseline;
      const of: Asked = { value, lln, uln, baseline: compared, symptoms, transfusionIndicated: recorded };
      const rows = term.printed?.[value.unit] ?? term.rows;
      const isAbnormal = term.abnormal ? abnormalBaseline(inputs, of, beyond) : always;
      const { settled } = settle<number>((path) =>
        graded(term.abnormal && isAbnormal(path) ? term.abnormal.rows : rows, of)(path),
      );
      const possible =
        settled.status === 'determined' ? [settled.value] : settled.status === 'indeterminate' ? settled.possible : [];
      const usesBaseline = term.abnormal !== undefined || Boolean(term.besideBaseline);
      return {
        fields: {
          term: name,
          ...settled,
          ...(settled.status === 'determined' ? { missing: [] } : {}),
          grade: settled.status === 'determined' ? settled.value : null,
          min: possible[0],
          max: possible.at(-1),
          ...(term.correctedForAlbumin
            ? { correctedCalcium: (albumin.given || !correctable) && isExactly(value) ? tidy(value.range.low) : null }
            : {}),
          ...(name === 'anaemia' && !transfusionIndicated.given && (possible.at(-1) ?? 3) < 3
            ? { gradeIfTransfusionIndicated: 3 }
            : {}),
          components: {
            value: shown(inputs.value),
            lln: shown(lln),
            uln: shown(uln),
            ...(usesBaseline ? { baseline: shown(inputs.baseline) } : {}),
            ...(correctable ? { albumin: shown(albumin) } : {}),
          },
        },
        warnings: [
          ...(correctable && !albumin.given ? ['calciumNotCorrected'] : []),
          ...(usesBaseline && !inputs.baseline.given && !(term.abnormal && inputs.baselineNormal.given)
            ? ['baselineUnknown']
            : []),
          ...(name === 'inrIncreased' && !anticoagulated.given ? ['anticoagulationUnknown'] : []),
        ],
      };
    },
  });
}

const graders = new Map(TERM_NAMES.map((name) => [name, grader(name, TERMS[name])]));

const anyGrader = graders.get('anaemia') as Criterion;
const MEASURED = '{ value, unit, comparator? }';

/**
 * Laboratory toxicity - `ctcae5.lab`
 *
 * The grade of one laboratory result by the rows of its `term` (ctcae5-terms.ts); 0 when no row is reached. A limit
 * shared by two grades belongs to the milder. Without LLN or ULN only what hangs on it is open: grade 1, or every grade
 * that is a multiple of it. Liver tests, bilirubin and fibrinogen have a second column for an abnormal baseline; an
 * unknown baseline is read in the first, with `baselineUnknown`. Creatinine takes the higher of its two columns; with an
 * unknown baseline that of the ULN. Symptoms unknown where they matter leave both grades. Total calcium is
 * corrected for albumin (`correctedCalcium`), or graded as it is with `calciumNotCorrected`. Anaemia is grade 3 also
 * when a transfusion is recorded as indicated; not recorded it does not count. INR is not graded under anticoagulants.
 *
 * Where CTCAE prints limits in two units (calcium, magnesium, haemoglobin in mmol/L) the result is graded in the unit in
 * which it was reported. `lln`, `uln` and `baseline` without unit are in the unit of the result.
 *
 * @param term                  see TERMS; also platelets, anc, hb, sodium
 * @param value                 the result
 * @param baseline              last value before lymphodepletion, else before infusion
 * @param symptoms              of low sodium or potassium, of high lipase; bleeding with a long aPTT
 * @param transfusionIndicated  a recorded fact, not a transfusion given
 * @source NCI CTCAE 5.0, 27 November 2017
 */
export const ctcae5Lab: Criterion = {
  ...anyGrader,
  inputs: {
    ...anyGrader.inputs,
    term: TERM_NAMES.join(' | '),
    value: MEASURED,
    lln: MEASURED,
    uln: MEASURED,
    baseline: MEASURED,
  },
  shapes: Object.fromEntries(Object.keys(anyGrader.shapes).map((name) => [name, undefined])),
  from: laboratoryToxicities,
  derive(raw) {
    const given = isRecord(raw) ? raw : {};
    const name = termName(given.term);
    const issue = {
      code: 'input.unknownCode',
      at: 'term',
      got: shownText(given.term),
      allowed: TERM_NAMES.join(', '),
      fatal: true,
    };
    if (!name) return { answer: { error: 'unknown-term' }, issues: [issue] };
    return (graders.get(name) as Criterion).derive(completed(given, TERMS[name]));
  },
};
