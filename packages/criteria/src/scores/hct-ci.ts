import {
  above,
  all,
  any,
  atLeast,
  type Condition,
  calculation,
  choice,
  count,
  type Flag,
  flag,
  type Inputs,
  is,
  isTrue,
  type Measured,
  not,
  quantity,
  truth,
} from '../engine/index.ts';
import { type Bands, type ScoreItem, scoreFields } from '../general/graded.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownChoice, shownMeasure } from '../general/shown-measure.ts';
import { hctCiApplications } from './facts/comorbidity-facts.ts';

const ratio = () => quantity('1', { bare: true, plausible: [0, 10_000] });
/** Per cent of predicted, which may exceed 100. */
const percentOfPredicted = () => quantity('%', { bare: true, plausible: [0, 250] });

/** The comorbidities by the key of scores.md 3. */
const FLAGS = {
  arrhythmia: flag(), cardiac: flag(), ibd: flag(), diabetes: flag(), cerebrovascular: flag(), psychiatric: flag(), hepaticMild: flag(),
  obesity: flag(), infection: flag(), rheumatologic: flag(), pepticUlcer: flag(), renalModSevere: flag(), pulmonaryModerate: flag(),
  priorMalignancy: flag(), heartValve: flag(), pulmonarySevere: flag(), hepaticModSevere: flag(),
}; // biome-ignore format: a table

const inputs = {
  ...FLAGS,
  bmi: absenceSpeaks(quantity('kg/m2', { bare: true, plausible: [5, 150] })),
  bilirubinUlnRatio: absenceSpeaks(ratio()),
  astUlnRatio: absenceSpeaks(ratio()),
  altUlnRatio: absenceSpeaks(ratio()),
  chronicHepatitis: absenceSpeaks(flag()),
  cirrhosis: absenceSpeaks(flag()),
  creatinine: absenceSpeaks(
    quantity('mg/dL', { plausible: [0, 100], factors: { 'umol/L': 1 / 88.4 }, reported: ['mg/dL', 'umol/L'] }),
  ),
  dialysisOrTransplant: absenceSpeaks(flag()),
  dlcoPct: absenceSpeaks(percentOfPredicted()),
  fev1Pct: absenceSpeaks(percentOfPredicted()),
  dyspnoea: absenceSpeaks(choice(['none', 'slightActivity', 'rest'])),
  oxygen: absenceSpeaks(flag()),
  ageYears: absenceSpeaks(count([0, 130], 'a')),
};
type Given = Inputs<typeof inputs>;

const BANDS: Bands<'low' | 'intermediate' | 'high'> = [['high', 3], ['intermediate', 1], ['low', 0]]; // biome-ignore format: a table

/**
 * A comorbidity said in words or worked out of its measurements. What was said covers the measurements that were not
 * made; without a word every measurement that is missing leaves it open.
 */
function saidOr(said: Flag, measured: readonly { readonly given: boolean; readonly when: Condition }[]): Condition {
  const usable =
    said.given || measured.some(({ given }) => given) ? measured.filter(({ given }) => given || !said.given) : [];
  return any(...usable.map(({ when }) => when), ...(said.given || usable.length === 0 ? [isTrue(said)] : []));
}

const truthOf = (one: Flag) => ({ given: one.given, when: isTrue(one) });

/** Beyond a limit after rounding to the nearest integer, half up: 65.5 counts as 66. */
const atMostRounded = (value: Measured, limit: number): Condition => not(atLeast(value, limit + 0.5));

function hepatic({ hepaticMild, hepaticModSevere, chronicHepatitis, cirrhosis, ...ratios }: Given): ScoreItem {
  const beyond = (bilirubin: number, transaminase: number) => [
    { given: ratios.bilirubinUlnRatio.given, when: above(ratios.bilirubinUlnRatio, bilirubin) },
    { given: ratios.astUlnRatio.given, when: above(ratios.astUlnRatio, transaminase) },
    { given: ratios.altUlnRatio.given, when: above(ratios.altUlnRatio, transaminase) },
  ];
  const severe = saidOr(hepaticModSevere, [...beyond(1.5, 2.5), truthOf(cirrhosis)]);
  const mild = saidOr(hepaticMild, [...beyond(1, 1), truthOf(chronicHepatitis)]);
  const { bilirubinUlnRatio, astUlnRatio, altUlnRatio } = ratios;
  return {
    points: [[3, severe], [1, all(not(severe), mild)]],
    shown: {
      mild: shownChoice(hepaticMild).value, moderateSevere: shownChoice(hepaticModSevere).value,
      bilirubinUlnRatio: shownMeasure(bilirubinUlnRatio), astUlnRatio: shownMeasure(astUlnRatio), altUlnRatio: shownMeasure(altUlnRatio),
    },
  };
} // biome-ignore format: a table

/** The worse of the tests that were made; breathlessness that was not recorded matters only where no test was made. */
function pulmonary({ pulmonaryModerate, pulmonarySevere, dlcoPct, fev1Pct, dyspnoea, oxygen }: Given): ScoreItem {
  const tested = dlcoPct.given || fev1Pct.given;
  const tests = (limit: number) =>
    [dlcoPct, fev1Pct].filter(({ given }) => given || !tested).map((test) => ({ given: test.given, when: atMostRounded(test, limit) }));
  const signs = (rows: readonly { readonly given: boolean; readonly when: Condition }[]) =>
    rows.filter(({ given }) => given || !tested);
  const breathless = (...words: readonly ('slightActivity' | 'rest')[]) => ({ given: dyspnoea.given, when: is(dyspnoea, ...words) });
  const severe = saidOr(pulmonarySevere, [...tests(65), ...signs([breathless('rest'), truthOf(oxygen)])]);
  const moderate = saidOr(pulmonaryModerate, [...tests(80), ...signs([breathless('slightActivity')])]);
  return {
    points: [[3, severe], [2, all(not(severe), moderate)]],
    shown: {
      moderate: shownChoice(pulmonaryModerate).value, severe: shownChoice(pulmonarySevere).value,
      dlcoPct: shownMeasure(dlcoPct), fev1Pct: shownMeasure(fev1Pct), dyspnoea: shownChoice(dyspnoea).value,
    },
  };
} // biome-ignore format: a table

const simple = (said: Flag, points: number): ScoreItem => ({
  points: [[points, isTrue(said)]],
  shown: shownChoice(said),
});

function itemsOf(given: Given): Readonly<Record<string, ScoreItem>> {
  const { creatinine, bmi, obesity } = given;
  const high = { given: creatinine.given, when: above(creatinine, creatinine.unit === 'umol/L' ? 177 : 2) };
  return {
    arrhythmia: simple(given.arrhythmia, 1),
    cardiac: simple(given.cardiac, 1),
    ibd: simple(given.ibd, 1),
    diabetes: simple(given.diabetes, 1),
    cerebrovascular: simple(given.cerebrovascular, 1),
    psychiatric: simple(given.psychiatric, 1),
    hepatic: hepatic(given),
    obesity: {
      points: [[1, bmi.given ? above(bmi, 35) : isTrue(obesity)]],
      shown: { ...shownChoice(obesity), bmi: shownMeasure(bmi) },
    },
    infection: simple(given.infection, 1),
    rheumatologic: simple(given.rheumatologic, 2),
    pepticUlcer: simple(given.pepticUlcer, 2),
    renalModSevere: {
      points: [[2, saidOr(given.renalModSevere, [high, truthOf(given.dialysisOrTransplant)])]],
      shown: { ...shownChoice(given.renalModSevere), creatinine: shownMeasure(creatinine) },
    },
    pulmonary: pulmonary(given),
    priorMalignancy: simple(given.priorMalignancy, 3),
    heartValve: simple(given.heartValve, 3),
  };
}

/**
 * Haematopoietic cell transplantation comorbidity index - `hctci.2005`
 *
 *  1  arrhythmia, cardiac (ejection fraction <= 50 %), IBD, drug-treated diabetes, TIA or stroke, psychiatric,
 *     hepatic mild (bilirubin > 1-1.5 x ULN, AST or ALT > 1-2.5 x ULN, chronic hepatitis), BMI > 35, infection
 *  2  rheumatologic, peptic ulcer, renal (creatinine > 2.0 mg/dL or > 177 umol/L as reported, dialysis, transplant),
 *     pulmonary moderate (DLCO or FEV1 66-80 %, dyspnoea on slight activity)
 *  3  prior malignancy, heart valve, pulmonary severe (<= 65 %, dyspnoea at rest, oxygen), hepatic moderate or severe
 *     (bilirubin > 1.5 x ULN, AST or ALT > 2.5 x ULN, cirrhosis)
 *  0 low, 1-2 intermediate, 3 or more high
 *
 * The pairs exclude each other, the higher counts. Per cent are rounded first, half up. One lung test alone decides, with
 * `onePulmonaryTestOnly`. BMI wins over `obesity`. An item said in words needs no measurement; said and measured, either
 * makes it. `hctCiAge` adds 1 from 40 years (from memory). The treated disease is never a prior malignancy.
 *
 * @source Sorror ML et al. Blood 2005;106:2912-2919; definitions as in Sorror ML. Blood 2013;121:2854
 */
export const hctCi = calculation({
  id: 'hctci.2005',
  version: '2005',
  source: 'Sorror ML et al. Blood 2005;106:2912-2919; Sorror ML. Blood 2013;121:2854',
  from: hctCiApplications,
  inputs,
  compute: (given) => {
    const fields = scoreFields(itemsOf(given), BANDS);
    const old = given.ageYears.given ? truth(atLeast(given.ageYears, 40)) : null;
    const score = fields.score as number | null;
    const oneTest = given.dlcoPct.given !== given.fev1Pct.given;
    return {
      fields: { ...fields, hctCiAge: score === null || old === null ? null : score + (old ? 1 : 0) },
      warnings: oneTest ? ['onePulmonaryTestOnly'] : [],
    };
  },
});
