import {
  always,
  atLeast,
  atMost,
  choice,
  criterion,
  type Decision,
  firstOf,
  flag,
  is,
  isTrue,
  type Measured,
  quantity,
  text,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks, fraction, percent } from '../general/readers.ts';
import { mrdApplications } from './mrd-facts.ts';
import { MRD_CLASSES, type MrdClass } from './readers.ts';

/** At or above this fraction MRD is positive (10^-4 = 0.01 %). */
export const MRD_THRESHOLD = 1e-4;

/** The finest sensitivity that is usual for an assay, for warnings only: sensitivity is never inferred from the name. */
const USUAL: readonly (readonly [assay: RegExp, finest: number])[] = [
  [/ngs|clonoseq|sequenc/i, 1e-6],
  [/ngf|next.?generation.?flow|euroflow/i, 1e-5],
  [/flow/i, 1e-4],
  [/pcr/i, 1e-5],
];
const FUSION = /bcr|fusion/i;

/** MRD below the threshold, at it, or detected and not known on which side. */
export const mrdLevelIs = (level: Measured): Decision<MrdClass> =>
  firstOf<MrdClass>([
    ['positive', atLeast(level, MRD_THRESHOLD)],
    ['intermediate', always],
  ]);

/**
 * Measurable residual disease in acute lymphoblastic leukaemia - `all.mrd`
 *
 *  positive               detected, level >= 10^-4 (MRD failure)
 *  intermediate           detected below 10^-4, quantifiable or positive-not-quantifiable (pnq)
 *  negative               not detected, sensitivity at least 10^-4 (complete MRD response)
 *  negative-insufficient  not detected, sensitivity worse than 10^-4
 *  negative-unqualified   not detected, sensitivity not stated
 *
 * Detected with no level and no word on quantifiability is intermediate or positive. MRD is read in haematological
 * remission: with 5 % blasts or more the answer carries `not-in-remission`. `acceptUnqualified` takes a negative result
 * without stated sensitivity as negative, as cohort studies do.
 *
 * @param result       detected | not-detected
 * @param level        `{ value, unit: '%' | 'fraction' }`; the unit is required
 * @param pnq          stated to be positive but not quantifiable
 * @param sensitivity  fraction reached by this assay
 * @param assay        its name, for warnings
 * @param bmBlasts     marrow blasts at the same time, %
 * @source Goekbuget N. Hematology Am Soc Hematol Educ Program 2021; Goekbuget N et al. Blood 2024;143:1891-1902
 */
export const mrd = criterion({
  id: 'all.mrd',
  version: 'eln2024',
  source: 'Gökbuget N et al. Blood 2024;143:1891-1902',
  inputs: {
    result: choice(['detected', 'not-detected', 'pnq'], {
      positive: 'detected', negative: 'not-detected', true: 'detected', false: 'not-detected', notDetected: 'not-detected', 'not detected': 'not-detected',
      detectedUnquantified: 'detected', notEvaluable: null,
    }),
    level: quantity('1', { plausible: [0, 1] }),
    pnq: absenceSpeaks(flag()),
    sensitivity: absenceSpeaks(fraction()),
    assay: text(),
    bmBlasts: percent(),
  }, // biome-ignore format: a table
  params: { acceptUnqualified: { default: false } },
  answers: MRD_CLASSES,
  decide:
    ({ result, level, pnq, sensitivity }, { acceptUnqualified }) =>
    (path) => {
      if (is(result, 'not-detected')(path)) {
        if (!sensitivity.given) return acceptUnqualified ? 'negative' : 'negative-unqualified';
        return atMost(sensitivity, MRD_THRESHOLD)(path) ? 'negative' : 'negative-insufficient';
      }
      if ((pnq.given && isTrue(pnq)(path)) || is(result, 'pnq')(path)) return 'intermediate';
      return mrdLevelIs(level)(path);
    },
  warn: ({ result, level, pnq, sensitivity, assay, bmBlasts }, { acceptUnqualified }) => {
    const negative = truth(is(result, 'not-detected')) === true;
    const finest = USUAL.find(([name]) => name.test(assay ?? ''))?.[1];
    return [
      ['not-in-remission', bmBlasts.given && truth(atLeast(bmBlasts, 5)) === true],
      ['sensitivity-not-stated', negative && !sensitivity.given && acceptUnqualified],
      [
        'sensitivity-finer-than-usual',
        finest !== undefined && sensitivity.given && sensitivity.range.high < finest * 0.999,
      ],
      ['fusion-transcript-apart', FUSION.test(assay ?? '')],
      ['not-detected-with-level', negative && level.given && level.range.high > 0],
      [
        'pnq-with-level',
        level.given &&
          truth(atLeast(level, MRD_THRESHOLD)) === true &&
          (truth(is(result, 'pnq')) === true || (pnq.given && truth(isTrue(pnq)) === true)),
      ],
    ];
  },
  fields: (_, __, { level }) =>
    level.given && level.range.low === level.range.high ? { levelFraction: level.range.low } : {},
  from: mrdApplications,
});
