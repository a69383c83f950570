import {
  above, all, any, atLeast, type Choice, type Condition, calculation, choice, type Flag, flag, type Inputs, is, isTrue, leaf, list, type Measured, not, quantity,
  type Reader, settle, text, truth,
} from '../../engine/index.ts'; // biome-ignore format: a list
import { type Application, beside, codeOf, codesOf, type Patient, sourced, valued } from '../../patient/patient.ts';
import { hasDisease } from '../baseline.ts';
import { plasmaCells, serumM, urineM } from './assessment.ts';
import { reachesOther } from './compare.ts';

/** A value at the start of the line and now; unknown, it is asked for by its own name. */
interface Change {
  readonly from: Measured;
  readonly to: Measured;
}

function change(member: Reader<Measured>): Reader<Change> {
  return {
    help: `{ from, to } ${member.help}`,
    read(raw, name) {
      const source = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
      const unit = source.unit;
      const withUnit = (value: unknown) => (typeof value === 'number' ? { value, unit } : value);
      const [from, to] = (['from', 'to'] as const).map((end) => member.read(withUnit(source[end]), `${name}.${end}`));
      const named = (input: Measured): Measured => ({ ...input, inputs: [leaf(name)] });
      return {
        input: { from: named((from as { input: Measured }).input), to: named((to as { input: Measured }).input) },
        issues: [...(from?.issues ?? []), ...(to?.issues ?? [])],
      };
    },
  };
}

const fracture = {
  fractureOnly: 'false', fracture: 'false', osteoporoticFracture: 'false', lytic: 'true', focal: 'true', focalMri: 'true', softTissue: 'true', bone: 'true',
  plasmacytoma: 'true', yes: 'true', no: 'false', none: 'false',
} as const; // biome-ignore format: a table

const immunofixation = (): Reader<Choice<'pos' | 'neg'>> =>
  choice(['pos', 'neg'], { positive: 'pos', negative: 'neg', true: 'pos', false: 'neg' });

const UMOL_PER_MG = 88.4;

const relapseInputs = {
  newLesion: choice(['true', 'false'], fracture),
  lesionSpdIncreasePercent: quantity('%', { bare: true, plausible: [-100, Infinity] }),
  lesionIncreaseCm: quantity('cm', { bare: true, plausible: [-1000, 1000] }),
  calcium: quantity('mg/dL', { reported: ['mg/dL', 'mmol/L'], factors: { 'mmol/L': 4.008 } }),
  hb: change(quantity('g/dL', { plausible: [0, 30] })),
  hbAttributedToTherapy: flag(),
  creatinine: change(quantity('mg/dL', { reported: ['mg/dL', 'umol/L'], factors: { 'umol/L': 1 / UMOL_PER_MG } })),
  creatinineOtherCause: flag(),
  hyperviscosity: flag(),
  features: list(text()),
  afterCR: flag(),
  afterMrdNegative: flag(),
  sife: immunofixation(),
  uife: immunofixation(),
  serumM: serumM(),
  urineM: urineM(),
  bmpc: plasmaCells(),
  mrd: choice(['negative', 'positive']),
  progression: flag(),
};

type RelapseInputs = Inputs<typeof relapseInputs>;

/** A cause other than myeloma was named; not named, the sign counts (field-map 1.10). */
const blamed =
  (flagged: Flag): Condition =>
  (path) =>
    flagged.given && isTrue(flagged)(path);

/** Compared in the reported unit: the two printed limits are not exact conversions of each other. */
const inUnit = (of: Measured, perUnit: Readonly<Record<string, number>>): number => perUnit[of.unit] ?? Infinity;

/** Up by 2 mg/dL or 177 umol/L, in the unit of both reports; where these differ, in mg/dL. */
function creatinineRisen({ from, to }: Change): Condition {
  const [before, now] = from.unit === to.unit ? [from, to] : [inMilligrams(from), inMilligrams(to)];
  return reachesOther(now, before, 1, inUnit(now, { 'mg/dL': 2, 'umol/L': 177 }));
}

const inMilligrams = (of: Measured): Measured =>
  of.unit === 'mg/dL'
    ? of
    : {
        ...of,
        unit: 'mg/dL',
        range: { ...of.range, low: of.range.low / UMOL_PER_MG, high: of.range.high / UMOL_PER_MG },
      };

const items = ({
  newLesion,
  lesionSpdIncreasePercent,
  lesionIncreaseCm,
  calcium,
  hb,
  hbAttributedToTherapy,
  creatinine,
  creatinineOtherCause,
  hyperviscosity,
}: RelapseInputs) =>
  ({
    newLesion: is(newLesion, 'true'),
    lesionIncrease: all(atLeast(lesionSpdIncreasePercent, 50), atLeast(lesionIncreaseCm, 1)),
    hypercalcaemia: above(calcium, inUnit(calcium, { 'mg/dL': 11, 'mmol/L': 2.75 })),
    haemoglobinFall: all(not(blamed(hbAttributedToTherapy)), reachesOther(hb.from, hb.to, 1, 2)),
    creatinineRise: all(not(blamed(creatinineOtherCause)), creatinineRisen(creatinine)),
    hyperviscosity: isTrue(hyperviscosity),
  }) satisfies Readonly<Record<string, Condition>>;

/** Signs of a relapse from CR or from MRD negativity. */
const reappeared = ({ sife, uife, serumM, urineM, bmpc, progression }: RelapseInputs): Condition =>
  any(isTrue(progression), is(sife, 'pos'), is(uife, 'pos'), above(serumM, 0), above(urineM, 0), atLeast(bmpc, 5));

const isTrueNow = (flagged: Flag): boolean => flagged.options[0] === 'true';

/**
 * Clinical relapse and relapse from complete response (IMWG, multiple myeloma) - `mm.clinicalRelapse`
 *
 *  newLesion        new soft-tissue plasmacytoma or bone lesion; an osteoporotic fracture is none
 *  lesionIncrease   definite increase of an existing one: SPD up by >= 50 % and by >= 1 cm
 *  hypercalcaemia   calcium > 11 mg/dL (> 2.75 mmol/L), compared in the reported unit
 *  haemoglobinFall  haemoglobin down by >= 2 g/dL, not due to therapy
 *  creatinineRise   creatinine up by >= 2 mg/dL (177 umol/L) since the start of therapy, due to myeloma
 *  hyperviscosity   due to the paraprotein
 *
 * At least one makes a clinical relapse; `met`, `notMet` and `unknown` list the items. An attribution that is not given
 * counts as due to myeloma. After CR, `relapseFromCr` (for disease-free survival only): M-protein back on immunofixation or
 * electrophoresis, marrow >= 5 % plasma cells, or any sign of progression; `relapseFromMrdNegative` likewise, or MRD found
 * again. Neither these nor clinical relapse are ever an input of progression-free survival.
 *
 * @param hb, creatinine                  `{ from, to }`, at the start of the line and now
 * @param hbAttributedToTherapy, creatinineOtherCause  true: the item does not count
 * @param lesionSpdIncreasePercent, lesionIncreaseCm   change of the existing lesion
 * @param features                        items a clinician listed as due to myeloma; ['none'] = none of them
 * @param afterCR, afterMrdNegative       that state was reached before; with sife, uife, serumM, urineM, bmpc, mrd, progression
 * @source Kumar S et al. Lancet Oncol 2016;17:e328-e346; Rajkumar SV et al. Blood 2011;117:4691-4695
 */
export const clinicalRelapse = calculation({
  id: 'mm.clinicalRelapse',
  version: 'imwg-2016',
  source: 'Kumar S et al. Lancet Oncol 2016;17:e328-e346',
  inputs: relapseInputs,
  compute(inputs) {
    const listed = new Set(inputs.features.filter((name) => name !== undefined));
    const asked = Object.entries(items(inputs)).map(([name, condition]): readonly [string, Condition] => [
      name,
      listed.has(name) ? () => true : listed.has('none') ? () => false : condition,
    ]);
    const having = (answer: boolean | null): readonly string[] =>
      asked.filter(([, condition]) => truth(condition) === answer).map(([name]) => name);
    const clinical = any(...asked.map(([, condition]) => condition));
    const after = (flagged: Flag, condition: Condition): unknown => {
      if (!flagged.given || !isTrueNow(flagged)) return null;
      const { settled } = settle(condition);
      return settled.status === 'determined' ? settled.value : settled;
    };
    return {
      fields: {
        ...settle(clinical).settled,
        met: having(true),
        notMet: having(false),
        unknown: having(null),
        relapseFromCr: after(inputs.afterCR, any(reappeared(inputs), clinical)),
        relapseFromMrdNegative: after(
          inputs.afterMrdNegative,
          any(is(inputs.mrd, 'positive'), reappeared(inputs), clinical),
        ),
      },
    };
  },
  from: clinicalRelapseApplications,
});

/** Where a clinician answered the question of clinical relapse; laboratory numbers alone are not attributed to myeloma. */
function clinicalRelapseApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return valued(of, 'resp.clinicalRelapse').map((fact) => {
    const response = beside(of, fact, 'resp.imwg');
    return {
      at: of.span(fact),
      of: { response: fact.event },
      inputs: {
        features: sourced(codesOf(fact) ?? null, [fact], 'resp.clinicalRelapse'),
        ...(codeOf(response) === 'relapseCr' && response
          ? { afterCR: sourced(true, [response]), progression: sourced(true, [response]) }
          : {}),
      },
    };
  });
}
