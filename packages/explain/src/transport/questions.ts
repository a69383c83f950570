import type { FeatureShift } from './covariate-shift.ts';

/** Something about the new population that somebody has to answer before a number can be trusted. */
export type TransportQuestion =
  | {
      readonly code: 'transport.units';
      readonly feature: string;
      /** What the new values seem to be multiplied with, and conversions of that size. */
      readonly factor: number;
      readonly conversions: readonly string[];
    }
  | { readonly code: 'transport.featureMissing'; readonly feature: string; readonly missing: number }
  | { readonly code: 'transport.newCategory'; readonly feature: string; readonly level: string }
  | { readonly code: 'transport.timeUnit'; readonly feature: string; readonly factor: number };

/** Missing in more than this share, and in the old population in less than half as many: the model never learnt that. */
const WHOLESALE = 0.5;

/** Questions that the features raise. @param accepted  features whose units were confirmed or converted */
export function questionsOf(shift: readonly FeatureShift[], accepted: ReadonlySet<string>): TransportQuestion[] {
  return shift.flatMap((one): TransportQuestion[] => {
    if (accepted.has(one.feature)) return [];
    const [before, after] = one.missing;
    const { feature } = one;
    if (after > WHOLESALE && before < after / 2) return [{ code: 'transport.featureMissing', feature, missing: after }];
    if (!one.unit) return [];
    return [{ code: 'transport.units', feature, factor: one.unit.factor, conversions: one.unit.conversions }];
  });
}

/** Factors between units of follow-up: weeks in months and days in weeks would be no jump, only another study. */
const TIMES = [12, 30.44, 52.18, 365.25];

/** Median and longest follow-up of a population. */
export interface FollowUp {
  readonly median: number;
  readonly longest: number;
}

/** Whether follow-up seems to be counted in another unit: median and longest are both apart by such a factor. */
export function timeUnitQuestion(before: FollowUp, after: FollowUp): TransportQuestion[] {
  const [median, longest] = [Math.log(after.median / before.median), Math.log(after.longest / before.longest)];
  const [best] = TIMES.flatMap((factor) => [factor, 1 / factor])
    .map((factor) => ({
      factor,
      off: Math.abs(median - Math.log(factor)),
      offLongest: Math.abs(longest - Math.log(factor)),
    }))
    .filter(({ off, offLongest }) => off < Math.log(2) && offLongest < Math.log(2.5))
    .sort((a, b) => a.off - b.off);
  return best ? [{ code: 'transport.timeUnit', feature: 'time', factor: best.factor }] : [];
}
