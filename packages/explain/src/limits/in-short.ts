import { adjustP, normalCdf } from '@linea/survival';
import type { Interval } from '../validation/paired.ts';
import type { ModelLimits } from './model-limits.ts';

/** The limits of a model on one page: what a clinician has to know before looking at a number. */
export interface LimitsInShort {
  readonly harrell: Interval | null;
  readonly ratio: Interval | null;
  /** Risks that lie too far apart on patients not seen: the interval of the slope lies below 1. */
  readonly tooExtreme: boolean;
  /** Groups in which events seen differ from those expected, false discovery rate 5 % over all groups looked at. */
  readonly groups: readonly { readonly column: string; readonly group: string; readonly ratio: Interval }[];
  /** Groups looked at, and those too small to say anything of. */
  readonly looked: number;
  readonly tooSmall: number;
  /** Agreement changes over calendar time (5 %); null = not looked at. */
  readonly drifts: boolean | null;
  /** Whether more patients would still help: the last step of the learning curve gains more than 0.01; null = not looked at. */
  readonly stillLearning: boolean | null;
}

const GAIN = 0.01;

export function limitsInShort({ outOfFold, subgroups, drift, learningCurve }: ModelLimits): LimitsInShort {
  const judged = subgroups.flatMap(({ column, group, ratio }) =>
    ratio && ratio.estimate > 0 && ratio.se > 0 ? [{ column, group, ratio }] : [],
  );
  const q = adjustP(
    judged.map(({ ratio }) => 2 * normalCdf(-Math.abs(Math.log(ratio.estimate)) / (ratio.se / ratio.estimate))),
    'bh',
  );
  const [before, last] = learningCurve.slice(-2);
  return {
    harrell: outOfFold.harrell,
    ratio: outOfFold.ratio,
    tooExtreme: outOfFold.slope !== null && outOfFold.slope.upper < 1,
    groups: judged.filter((_, k) => q[k]! < 0.05),
    looked: subgroups.length,
    tooSmall: subgroups.filter(({ hidden }) => hidden !== null).length,
    drifts: drift && drift.p < 0.05,
    stillLearning: before && last ? last.harrell - before.harrell > GAIN : null,
  };
}
