import {
  all,
  any,
  below,
  type Condition,
  calculation,
  choice,
  flag,
  type Inputs,
  is,
  isFalse,
  isTrue,
  type Measured,
  not,
  quantity,
  settle,
  truth,
} from '../../engine/index.ts';
import { exceeds } from '../../general/compare.ts';
import { enzymeActivity, ferritinOf } from '../../general/laboratory.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownMeasure } from '../../general/shown-measure.ts';
import { isSaid } from '../attributed.ts';
import { iecHsApplications } from '../facts/event-facts.ts';

const fibrinogen = () => quantity('mg/dL', { plausible: [0, 5000] });

const inputs = {
  ferritin: ferritinOf(),
  ferritinUln: absenceSpeaks(ferritinOf()),
  ferritinBaseline: absenceSpeaks(ferritinOf()),
  ferritinRapidRise: absenceSpeaks(flag()),
  ferritinDoubledWithin24h: absenceSpeaks(flag()),
  timing: absenceSpeaks(choice(['resolvingCrs', 'worsening', 'withoutCrs', 'duringCrs'])),
  cytopenia: flag(),
  ast: enzymeActivity(),
  astUln: absenceSpeaks(enzymeActivity()),
  astBaseline: absenceSpeaks(enzymeActivity()),
  alt: enzymeActivity(),
  altUln: absenceSpeaks(enzymeActivity()),
  altBaseline: absenceSpeaks(enzymeActivity()),
  baselineNormal: absenceSpeaks(flag()),
  fibrinogen: fibrinogen(),
  fibrinogenLln: absenceSpeaks(fibrinogen()),
  haemophagocytosis: flag(),
};
type Given = Inputs<typeof inputs>;

/** A limit given on its own, else that which travels with the result. */
function limitOf(value: Measured, separate: Measured, own: number | undefined): Measured {
  if (separate.given || own === undefined) return separate;
  return { ...separate, unit: value.unit, given: true, range: { low: own, high: own } };
}

/** More than 2 times the upper limit or the baseline, or said to rise rapidly; what of these was not given adds nothing. */
function ferritinCriterion(given: Given): Condition {
  const { ferritin, ferritinUln, ferritinBaseline, ferritinRapidRise, ferritinDoubledWithin24h } = given;
  const limits = [limitOf(ferritin, ferritinUln, ferritin.uln), ferritinBaseline].filter((limit) => limit.given);
  const rises = isSaid(ferritinRapidRise) || isSaid(ferritinDoubledWithin24h);
  return any(() => rises, ...(limits.length > 0 ? limits : [ferritinUln]).map((limit) => exceeds(ferritin, 2, limit)));
}

/** AST or ALT more than 5 times the upper limit, or the baseline where that was abnormal. */
function isRaised(value: Measured, uln: Measured, baseline: Measured, normal: Given['baselineNormal']): Condition {
  const isAbnormal = normal.given ? isFalse(normal) : baseline.given ? exceeds(baseline, 1, uln) : () => false;
  return (path) => (isAbnormal(path) ? exceeds(value, 5, baseline)(path) : exceeds(value, 5, uln)(path));
}

function featuresOf(given: Given) {
  const { ast, alt, fibrinogen, haemophagocytosis, cytopenia, baselineNormal } = given;
  const lln = limitOf(fibrinogen, given.fibrinogenLln, fibrinogen.lln);
  return {
    cytopenia: isTrue(cytopenia),
    liver: any(
      isRaised(ast, limitOf(ast, given.astUln, ast.uln), given.astBaseline, baselineNormal),
      isRaised(alt, limitOf(alt, given.altUln, alt.uln), given.altBaseline, baselineNormal),
    ),
    coagulopathy: any(below(fibrinogen, 150), ...(lln.given ? [not(exceeds(fibrinogen, 1, lln, false))] : [])),
    haemophagocytosis: isTrue(haemophagocytosis),
  };
}

/**
 * HLH-like syndrome after immune effector cells (IEC-HS): features - `iechs.astct2023`
 *
 *  ferritin (required)  > 2 x ULN, or > 2 x baseline, or rising rapidly by clinical judgement
 *  and at least one of  cytopenia new, worsening or refractory; AST or ALT > 5 x ULN (abnormal baseline: > 5 x baseline);
 *                       fibrinogen < 150 mg/dL or below the lower limit; haemophagocytosis
 *  and timing           not contradicted: with resolving or resolved CRS, or worsening after improvement; CRS still at its
 *                       height contradicts it
 *
 * The answer only says that features are compatible (`iecHsSuspected`): the diagnosis is a recorded clinical fact, and no
 * or open never rules it out; infection and progression are to be excluded. The table is from memory.
 *
 * @source Hines MR et al. Transplant Cell Ther 2023;29:438.e1-438.e16
 */
export const iecHs = calculation({
  id: 'iechs.astct2023',
  version: '2023',
  source: 'Hines MR et al. Transplant Cell Ther 2023;29:438.e1-438.e16',
  verification: 'memory',
  from: iecHsApplications,
  inputs,
  compute: (given) => {
    const [ferritin, features] = [ferritinCriterion(given), featuresOf(given)];
    const contradicted = given.timing.given ? is(given.timing, 'duringCrs') : () => false;
    const suspected = all(ferritin, any(...Object.values(features)), not(contradicted));
    const { settled } = settle<boolean>(suspected);
    const outcome = (condition: Condition) => settle<boolean>(condition).settled;
    const shown = Object.fromEntries(Object.entries(features).map(([name, condition]) => [name, truth(condition)]));
    return {
      fields: {
        ...settled,
        ...(settled.status === 'determined' ? { missing: [] } : {}),
        suspected: settled.status === 'determined' ? settled.value : null,
        ferritinCriterion: outcome(ferritin),
        features: shown,
        components: {
          ferritin: shownMeasure(given.ferritin),
          fibrinogen: shownMeasure(given.fibrinogen),
          ast: shownMeasure(given.ast),
          alt: shownMeasure(given.alt),
        },
      },
      warnings: settled.status === 'determined' && settled.value ? ['iecHsSuspected'] : ['doesNotRuleOut'],
    };
  },
});
