import {
  above,
  all,
  any,
  atLeast,
  atMost,
  below,
  type Choice,
  type Condition,
  choice,
  criterion,
  type Decision,
  type Inputs,
  is,
  never,
  notApplicable,
  type Reader,
  settle,
  truth,
} from '../engine/index.ts';
import { hasDisease, statedAs } from './baseline.ts';
import { durieSalmonFacts } from './diagnosis-facts.ts';
import {
  calcium,
  creatinine,
  haemoglobin,
  ifRecorded,
  inSi,
  lesions,
  mProtein,
  renalFunction,
  urineProtein,
} from './reported.ts';

type Isotype = 'IgG' | 'IgA' | 'LC';
const ISOTYPES: readonly Isotype[] = ['IgG', 'IgA', 'LC'];
const STAGES = ['I', 'II', 'III'] as const;
const SUFFIXES = ['A', 'B'] as const;

/** Isotypes for which the source gives no limits: the staging does not apply. */
const OTHERS: ReadonlySet<unknown> = new Set([
  'IgM',
  'IgD',
  'IgE',
  'igm',
  'igd',
  'ige',
  'nonSecretory',
  'non-secretory',
]);

function isotype(): Reader<Choice<Isotype> & { readonly other: boolean }> {
  const listed = choice(ISOTYPES, {
    igg: 'IgG',
    IGG: 'IgG',
    iga: 'IgA',
    IGA: 'IgA',
    lc: 'LC',
    lcOnly: 'LC',
    'light-chain': 'LC',
  });
  return {
    ...listed,
    read(raw, name) {
      const other = OTHERS.has(raw);
      const { input, issues } = listed.read(other ? null : raw, name);
      return { input: { ...input, other }, issues };
    },
  };
}

const inputs = {
  isotype: isotype(),
  mProtein: mProtein(),
  hb: haemoglobin(),
  calcium: calcium(),
  lyticLesions: lesions(),
  urineLightChain: ifRecorded(urineProtein()),
  creatinine: creatinine(),
  renalFunction: ifRecorded(renalFunction()),
};
type Given = Inputs<typeof inputs>;

/** The items of stage III by name, and those that all hold in stage I. */
function items(
  given: Given,
  advancedLesions: number,
): { readonly three: Readonly<Record<string, Condition>>; readonly one: Condition } {
  const { isotype: type, mProtein: protein, hb, calcium: ca, lyticLesions: bone, urineLightChain: urine } = given;
  const caLimit = inSi(ca) ? 3 : 12;
  const isType = (name: Isotype) => is(type, name);
  /** A missing urine value is asked for in light chain disease only; a recorded one counts for every isotype. */
  const urineReaches = (limit: number, strict: boolean): Condition => {
    const reached = strict ? above(urine, limit) : atLeast(urine, limit);
    return urine.given ? reached : all(isType('LC'), reached);
  };
  const proteinBelow = any(all(isType('IgG'), below(protein, 5)), all(isType('IgA'), below(protein, 3)), isType('LC'));
  return {
    three: {
      hb: below(hb, 8.5),
      calcium: above(ca, caLimit),
      lyticLesions: above(bone, advancedLesions),
      mProtein: any(all(isType('IgG'), above(protein, 7)), all(isType('IgA'), above(protein, 5))),
      urineLightChain: urineReaches(12_000, true),
    },
    one: all(
      above(hb, 10),
      atMost(ca, caLimit),
      atMost(bone, 1),
      proteinBelow,
      (path) => !urineReaches(4000, false)(path),
    ),
  };
}

function stage(given: Given, advancedLesions: number): Decision<(typeof STAGES)[number]> {
  const { three, one } = items(given, advancedLesions);
  const advanced = any(...Object.values(three));
  return (path) => (advanced(path) ? 'III' : one(path) ? 'I' : 'II');
}

function suffix({ creatinine: value, renalFunction: words }: Given): Decision<(typeof SUFFIXES)[number]> {
  const raised = atLeast(value, inSi(value) ? 177 : 2);
  const impaired: Condition =
    !value.given && words.given ? (words.options.includes('impaired') ? () => true : never) : raised;
  return (path) => (impaired(path) ? 'B' : 'A');
}

/**
 * Durie-Salmon stage of multiple myeloma - `mm.durieSalmon`
 *
 *  III  any of: Hb < 8.5 g/dL; calcium > 12 mg/dL (> 3.0 mmol/L); more than 3 lytic lesions (`advancedLesions`);
 *       IgG > 7 g/dL; IgA > 5 g/dL; urine light chain > 12 g/24 h
 *  I    all of: Hb > 10; calcium <= 12 mg/dL; no lytic lesion or one; IgG < 5 or IgA < 3; urine light chain < 4 g/24 h
 *  II   everything else
 *  A    creatinine < 2.0 mg/dL (< 177 umol/L)
 *  B    creatinine >= 2.0 mg/dL
 *
 * The M-protein limits are those of the patient's own isotype; other isotypes are `notApplicable`. A missing urine value is
 * asked for in light chain disease only, a recorded one counts for all. `renalFunction` in words supplies the suffix when no
 * creatinine is given, with warning `qualitative`.
 *
 * @returns value (IA … IIIB); `stage` and `suffix`, each an outcome of its own; `reasons`: the items of stage III that hold
 * @source Durie BGM, Salmon SE. Cancer 1975;36:842-854
 */
export const durieSalmon = criterion({
  id: 'mm.durieSalmon',
  version: '1975',
  source: 'Durie BGM, Salmon SE. Cancer 1975;36:842-854',
  inputs,
  params: { advancedLesions: { default: 3 } },
  answers: STAGES.flatMap((number) => SUFFIXES.map((letter) => `${number}${letter}` as const)),
  decide: (given, { advancedLesions }) => {
    if (given.isotype.other) return notApplicable('isotype-without-limits');
    const [number, letter] = [stage(given, advancedLesions), suffix(given)];
    return (path) => `${number(path)}${letter(path)}` as const;
  },
  fields: (settled, _, given, { advancedLesions }) => {
    if (settled.status === 'notApplicable') return {};
    const reasons = Object.entries(items(given, advancedLesions).three).flatMap(([name, holds]) =>
      truth(holds) === true ? [name] : [],
    );
    return {
      stage: settle(stage(given, advancedLesions), STAGES).settled,
      suffix: settle(suffix(given), SUFFIXES).settled,
      reasons,
    };
  },
  warn: ({ hb, calcium: ca, creatinine: value, renalFunction: words }) => [
    ['qualitative', hb.qualitative || ca.qualitative || value.qualitative || (words.given && !value.given)],
  ],
  from: (of) =>
    hasDisease(of, 'MM') ? [{ inputs: durieSalmonFacts(of), ...statedAs(of, 'stg.durieSalmon', romanOf) }] : [],
});

/** "3A" as it is recorded is IIIA. */
const romanOf = (code: string): string | undefined => {
  const [number, letter] = [STAGES[Number(code[0]) - 1], code[1]];
  return number && letter ? `${number}${letter}` : undefined;
};
