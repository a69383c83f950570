import {
  above,
  atLeast,
  type Calculated,
  calculation,
  count,
  type Flag,
  flag,
  type Inputs,
  is,
  isTrue,
  type Reader,
} from '../engine/index.ts';
import { type Bands, type ScoreItem, scoreFields } from '../general/graded.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownChoice, shownMeasure } from '../general/shown-measure.ts';
import { ipiApplications } from './facts/staging-scores.ts';
import { ipiInputs } from './ipi-inputs.ts';

type Given = Inputs<typeof ipiInputs>;
type Group = 'low' | 'low-intermediate' | 'high-intermediate' | 'high';

const stageItem = ({ stage }: Pick<Given, 'stage'>): ScoreItem => ({
  points: [[1, is(stage, 'III', 'IV')]],
  shown: shownChoice(stage),
});
const ecogItem = ({ ecog }: Pick<Given, 'ecog'>): ScoreItem => ({
  points: [[1, atLeast(ecog, 2)]],
  shown: shownMeasure(ecog),
});
const ldhItem = ({ ldhUlnRatio }: Pick<Given, 'ldhUlnRatio'>): ScoreItem => ({
  points: [[1, above(ldhUlnRatio, 1)]],
  shown: shownMeasure(ldhUlnRatio),
});

const ipiItems = (given: Given): Readonly<Record<string, ScoreItem>> => ({
  ageYears: { points: [[1, above(given.ageYears, 60)]], shown: shownMeasure(given.ageYears) },
  stage: stageItem(given),
  ecog: ecogItem(given),
  ldhUlnRatio: ldhItem(given),
  extranodalSites: { points: [[1, above(given.extranodalSites, 1)]], shown: shownMeasure(given.extranodalSites) },
});

const IPI_GROUPS: Bands<Group> = [['high', 4], ['high-intermediate', 3], ['low-intermediate', 2], ['low', 0]]; // biome-ignore format: a table
const AAIPI_GROUPS: Bands<Group> = [['high', 3], ['high-intermediate', 2], ['low-intermediate', 1], ['low', 0]]; // biome-ignore format: a table
const NCCN_GROUPS: Bands<Group> = [['high', 6], ['high-intermediate', 4], ['low-intermediate', 2], ['low', 0]]; // biome-ignore format: a table
const RIPI_GROUPS: Bands<'very good' | 'good' | 'poor'> = [['poor', 3], ['good', 1], ['very good', 0]]; // biome-ignore format: a table

const SHIPP = 'Shipp MA et al. N Engl J Med 1993;329:987-994';

/**
 * International prognostic index - `ipi`
 *
 *  1 point each: age > 60, stage III-IV, ECOG >= 2, LDH > ULN, more than 1 extranodal site
 *  0-1 low, 2 low-intermediate, 3 high-intermediate, 4-5 high
 *
 * Made for the time of diagnosis. Age in completed years; paired organs are one site; spleen, thymus and Waldeyer's ring are nodal.
 *
 * @source Shipp MA et al. N Engl J Med 1993;329:987-994
 */
export const ipi = calculation({
  id: 'ipi',
  version: '1993',
  source: SHIPP,
  from: ipiApplications(['ageYears', 'stage', 'ecog', 'ldhUlnRatio', 'extranodalSites'], 'stg.ipiReported'),
  inputs: ipiInputs,
  compute: (given): Calculated => ({ fields: scoreFields(ipiItems(given), IPI_GROUPS) }),
});

const { stage, ecog, ldhUlnRatio, ageYears } = ipiInputs;

/**
 * Age-adjusted IPI - `aaipi`
 *
 *  1 point each: stage III-IV, ECOG >= 2, LDH > ULN
 *  0 low, 1 low-intermediate, 2 high-intermediate, 3 high
 *
 * For patients up to 60 years; also used for second-line treatment at any age (ZUMA-7, TRANSFORM).
 *
 * @source Shipp MA et al. N Engl J Med 1993;329:987-994
 */
export const aaipi = calculation({
  id: 'aaipi',
  version: '1993',
  source: SHIPP,
  from: ipiApplications(['stage', 'ecog', 'ldhUlnRatio']),
  inputs: {
    stage,
    ecog,
    ldhUlnRatio,
    ageYears: absenceSpeaks(ageYears),
    extranodalSites: absenceSpeaks(ipiInputs.extranodalSites),
  },
  compute: (given): Calculated => ({
    fields: scoreFields({ stage: stageItem(given), ecog: ecogItem(given), ldhUlnRatio: ldhItem(given) }, AAIPI_GROUPS),
  }),
});

/**
 * Revised IPI - `ripi`
 *
 *  of the points of the IPI: 0 very good, 1-2 good, 3-5 poor (the groups are from memory)
 *
 * @param ipiPoints  the points of the IPI, instead of its items
 * @source Sehn LH et al. Blood 2007;109:1857-1861
 */
export const ripi = calculation({
  id: 'ripi',
  version: '2007',
  source: 'Sehn LH et al. Blood 2007;109:1857-1861',
  verification: 'memory',
  from: ipiApplications(['ageYears', 'stage', 'ecog', 'ldhUlnRatio', 'extranodalSites']),
  inputs: { ...ipiInputs, ipiPoints: absenceSpeaks(count([0, 5])) },
  compute: ({ ipiPoints, ...given }): Calculated => {
    const items: Readonly<Record<string, ScoreItem>> = ipiPoints.given
      ? {
          ipiPoints: {
            points: [1, 2, 3, 4, 5].map((step) => [1, atLeast(ipiPoints, step)] as const),
            shown: shownMeasure(ipiPoints),
          },
        }
      : ipiItems(given);
    return { fields: scoreFields(items, RIPI_GROUPS) };
  },
});

/** Extranodal disease in marrow, CNS, liver, GI tract or lung: yes or no, or the sites. */
const extranodalListed = (): Reader<Flag> => {
  const LISTED = /^(marrow|bone ?marrow|cns|liver|gi|gi ?tract|lung|lungpleura)$/i;
  const yesNo = flag();
  const listed = (site: unknown): boolean => typeof site === 'string' && LISTED.test(site.trim());
  return {
    ...yesNo,
    read: (raw, name) => yesNo.read(Array.isArray(raw) ? raw.some(listed) : listed(raw) ? true : raw, name),
  };
};

/**
 * NCCN-IPI - `nccnIpi`
 *
 *  age        <= 40: 0, > 40-60: 1, > 60-75: 2, > 75: 3
 *  LDH / ULN  <= 1: 0, > 1-3: 1, > 3: 2
 *  1 point each: stage III-IV; extranodal disease in marrow, CNS, liver or GI tract, or lung; ECOG >= 2
 *  0-1 low, 2-3 low-intermediate, 4-5 high-intermediate, 6-8 high
 *
 * @param extranodalListed  any of the listed organs: yes or no, or a list of sites
 * @source Zhou Z et al. Blood 2014;123:837-842
 */
export const nccnIpi = calculation({
  id: 'nccnIpi',
  version: '2014',
  source: 'Zhou Z et al. Blood 2014;123:837-842',
  from: ipiApplications(['ageYears', 'ldhUlnRatio', 'stage', 'extranodalListed', 'ecog']),
  inputs: { ageYears, ldhUlnRatio, stage, extranodalListed: extranodalListed(), ecog },
  compute: (given): Calculated => ({
    fields: scoreFields(
      {
        ageYears: {
          points: [[1, above(given.ageYears, 40)], [1, above(given.ageYears, 60)], [1, above(given.ageYears, 75)]],
          shown: shownMeasure(given.ageYears),
        },
        ldhUlnRatio: { points: [[1, above(given.ldhUlnRatio, 1)], [1, above(given.ldhUlnRatio, 3)]], shown: shownMeasure(given.ldhUlnRatio) },
        stage: stageItem(given),
        extranodalListed: { points: [[1, isTrue(given.extranodalListed)]], shown: shownChoice(given.extranodalListed) },
        ecog: ecogItem(given),
      },
      NCCN_GROUPS,
    ),
  }),
}); // biome-ignore format: the table of the source
